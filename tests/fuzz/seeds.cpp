// SPDX-License-Identifier: Apache-2.0
#include "seeds.hpp"

#include <opencv2/imgcodecs.hpp>

#include "drivers/mynumber/applications.hpp"
#include "firmware/base/file.hpp"
#include "firmware/eligibility/oqs_document.hpp"
#include "firmware/eligibility/shift_jis.hpp"
#include "firmware/reception/result_name.hpp"
#include "picture_seeds.hpp"
#include "sim/card/in_process_reader.hpp"
#include "sim/card/my_number_card.hpp"
#include "sim/eligibility/service_wire.hpp"
#include "tests/support/hostile_pictures.hpp"

namespace uketsuke::fuzz {
namespace {

namespace fs = std::filesystem;
using base::Bytes;

/// A small grey JP2 file.
Bytes photo() {
    cv::Mat picture(80, 64, CV_8U);
    for (int i = 0; i < picture.rows * picture.cols; ++i) picture.data[i] = static_cast<std::uint8_t>(i * 5);
    std::vector<unsigned char> jp2;
    cv::imencode(".jp2", picture, jp2, {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, 100});
    return {jp2.begin(), jp2.end()};
}

/// Notes what the card answers, in the form that the target reads.
class NotingSession : public ports::CardSession {
public:
    explicit NotingSession(ports::CardSession& session) : session_(session) {}
    base::Result<Bytes> transmit(base::ByteView command) override {
        auto answer = session_.transmit(command);
        if (answer) {
            noted.push_back(static_cast<std::uint8_t>(answer->size() >> 8));
            noted.push_back(static_cast<std::uint8_t>(answer->size()));
            noted.insert(noted.end(), answer->begin(), answer->end());
            if (answer->size() > 300 || (command[1] == 0xB0 && answer->size() > 100)) files.push_back(*answer);
        }
        return answer;
    }
    [[nodiscard]] domain::CardRef card() const override { return session_.card(); }
    [[nodiscard]] std::size_t longest_answer() const override { return session_.longest_answer(); }
    Bytes noted;
    std::vector<Bytes> files;

private:
    ports::CardSession& session_;
};

/// Everything that the firmware asks of a card, in the order of the target.
Bytes dialogue(const sim::Person& person, const sim::TestPki& pki, drivers::mynumber::Reads reads) {
    sim::InProcessReader reader;
    reader.insert(sim::MyNumberCard::create(person, pki, photo()).value());
    const auto session = reader.open(reader.state().card).value();
    NotingSession noting(*session);
    drivers::mynumber::MyNumberApplications card(noting, drivers::mynumber::FaceRecordRoots{pki.face_record_root},
                                                 reads);
    const auto info = card.identify();
    if (!info) return noting.noted;
    static_cast<void>(card.face_record(base::Secret(person.number_b())));
    static_cast<void>(card.verify_and_sign(base::Secret(person.pin), info->pin, {}));
    return noting.noted;
}

/// The same pictures, and the first of them with each lie in its headers.
std::vector<Bytes> with_lies(std::vector<Bytes> pictures) {
    const auto good = pictures.front();
    for (const auto& lie : test::header_lies()) lie.tell(pictures.emplace_back(good));
    return pictures;
}

Bytes bytes_of(std::string_view text) {
    const auto bytes = base::as_bytes(text);
    return {bytes.begin(), bytes.end()};
}

/// Bodies of answers to the request that the target asks.
std::vector<Bytes> answer_bodies() {
    namespace wire = sim::service_wire;
    using Q = domain::Question;
    const eligibility::wire::Envelope asked{"r-1", "v"};
    domain::Authentication who{domain::Registration::registered, domain::CertificateState::valid, true};
    who.listed[Q::prescription_choice] = {{"rx-1", {2026, 11, 20}, "見本医院", {}}};
    who.listed[Q::subsidy] = {{"c1", {2026, 4, 1}, "見本市", "child"}};
    return {bytes_of(wire::challenge_answer(asked, {})), bytes_of(wire::authenticate_answer(asked, who)),
            bytes_of(wire::confirm_answer(asked, "<XmlMsg/>")),
            bytes_of(wire::refusal(asked, {base::ErrorCode::service_maintenance, ""})),
            bytes_of(wire::refusal(asked, {base::ErrorCode::service_refused, "no such thing"}))};
}

/// One document with every element, in each shape.
void add_documents(std::map<std::string, std::vector<Bytes>>& all) {
    const auto bytes = base::read_bytes(fs::path(TEST_DOCUMENTS) / "every_element.xml").value();
    std::string xml(bytes.begin(), bytes.end());
    all["document_json"] = {bytes_of(eligibility::document_as_json(xml).value())};
    const auto put = [&](std::string_view from, std::string_view to) { xml.replace(xml.find(from), from.size(), to); };
    put("UTF-8", "Shift_JIS");
    put("<CharacterCodeIdentifier>0", "<CharacterCodeIdentifier>1");
    const auto old = bytes_of(eligibility::ToShiftJis::open().value()->convert(xml).value());
    all["document_xml"] = {bytes, old};
    all["shift_jis"] = {old};
    all["answer_body"] = answer_bodies();
    all["file_name"] = {bytes_of(reception::result_name("1319999999", 1, base::WallTime{})),
                        bytes_of("OQSsiquc01res_face_1319999999_20260105091500.xml"), bytes_of("../trash")};
}

}  // namespace

std::map<std::string, std::vector<Bytes>> seeds() {
    const fs::path folder = TEST_PKI;
    const auto pki = sim::TestPki::load(folder).value();
    const auto hanako = sim::load_person(fs::path(TEST_PEOPLE) / "hanako.toml").value();
    const auto keys = sim::CardKeys::load(pki, hanako).value();
    std::map<std::string, std::vector<Bytes>> all;
    for (const auto lengths : {sim::Lengths::as_reported, sim::Lengths::long_form}) {
        all["face_record"].push_back(sim::face_record(hanako, pki, keys.card_front, photo(), lengths));
        auto attributes = sim::attribute_record(hanako, lengths);
        const auto signature = sim::attribute_signature(hanako, pki, Bytes(17, 0xFF), attributes, lengths);
        attributes.resize(signature.size());  // the target cuts its bytes in the middle
        attributes.insert(attributes.end(), signature.begin(), signature.end());
        all["text_record"].push_back(std::move(attributes));
    }
    for (const char* name : {"face_record_issuer.cv", "next_face_record_issuer.cv", "terminal.cv"})
        all["cv_certificate"].push_back(base::read_bytes(folder / name).value());
    all["certificate"] = {keys.auth_certificate, keys.sign_certificate, keys.auth_ca,
                          base::read_bytes(folder / "next_auth_ca.der").value(),
                          base::read_bytes(folder / "auth_ca.crl").value()};
    for (const auto& group : {all["face_record"], all["text_record"], all["cv_certificate"], all["certificate"]})
        all["ber_tlv"].insert(all["ber_tlv"].end(), group.begin(), group.end());
    for (const bool extended : {false, true})
        all["apdu_response"].push_back(dialogue(hanako, pki, {251, true, extended}));
    for (const char* hex : {"000006aabbccdd9000", "0000026c10000401029000", "00000401026102000403049000", "20000263c2",
                            "2000026c04000263c2", "2000026983"})
        all["apdu_exchange"].push_back(base::from_hex(hex).value());
    add_documents(all);
    all["jp2_wrapper"] = with_lies({photo()});
    all["jp2_codestream"] = with_lies(small_codestreams());
    return all;
}

}  // namespace uketsuke::fuzz
