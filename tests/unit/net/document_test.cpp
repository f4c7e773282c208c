// SPDX-License-Identifier: Apache-2.0
// The two codecs: XmlMsg documents and the JSON of the wire, with hostile input.
#include <catch2/catch.hpp>
#include <random>

#include "firmware/eligibility/oqs_document.hpp"
#include "firmware/eligibility/wire.hpp"
#include "freed.hpp"

using namespace uketsuke;
using base::ErrorCode;
using domain::Consents;
using namespace eligibility;

namespace {

OqsDocument sample() {
    OqsDocument document;
    document.executed = base::parse_iso8601("2026-01-05T09:15:00+09:00").value();
    document.facility_code = "1319999999";
    document.identifier = "visit-1";
    document.validity = domain::Validity::valid;
    document.consents = {true, true, true, false};
    document.consented = base::parse_iso8601("2026-01-05T09:14:59+09:00").value();
    OqsInsured insured;
    insured.insurer_number = "39139999";
    insured.number = "00012345";
    insured.name = "架空　花子 <&\"'>";
    insured.name_kana = "ｶｸｳ ﾊﾅｺ";
    insured.sex = 2;
    insured.birth = {1948, 3, 12};
    insured.address = "東京都見本区見本町１－１";
    insured.postcode = "100-0000";
    insured.ratio = "010";
    insured.insurer_name = "見本県後期高齢者医療広域連合";
    document.insured.push_back(insured);
    return document;
}

std::string changed(std::string xml, std::string_view from, std::string_view to) {
    const auto at = xml.find(from);
    REQUIRE(at != std::string::npos);
    return xml.replace(at, from.size(), to);
}

std::string without(const std::string& xml, const std::string& element) {
    const auto from = xml.find("<" + element + ">"), to = xml.find("</" + element + ">");
    REQUIRE(from != std::string::npos);
    return xml.substr(0, from) + xml.substr(to + element.size() + 3);
}

void check_garbled(const std::string& xml) {
    INFO(xml.substr(0, 300));
    const auto parsed = parse_document(xml);
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().code == ErrorCode::service_garbled);
}

}  // namespace

TEST_CASE("a document comes back as it was built") {
    const auto before = sample();
    const auto after = parse_document(build_document(before));
    REQUIRE(after.has_value());
    CHECK(after->executed == before.executed);
    CHECK(after->facility_code == before.facility_code);
    CHECK(after->identifier == before.identifier);
    CHECK(after->validity == before.validity);
    CHECK(after->consents == before.consents);
    CHECK(after->consented == before.consented);
    REQUIRE(after->insured.size() == 1);
    CHECK(after->insured[0].name == before.insured[0].name);
    CHECK(after->insured[0].birth == before.insured[0].birth);
    CHECK(after->insured[0].ratio == before.insured[0].ratio);
    CHECK(build_document(*after) == build_document(before));
}

TEST_CASE("consent is open for exactly 24 hours, and only where it was given") {
    const auto xml = build_document(sample());
    CHECK(xml.find("<PharmacistsInfoConsTime>20260105091459<") != std::string::npos);
    CHECK(xml.find("<PharmacistsInfoAvailableTime>20260106091459<") != std::string::npos);
    CHECK(xml.find("<OperationInfoConsFlg>0<") != std::string::npos);
    CHECK(xml.find("OperationInfoConsTime") == std::string::npos);
    check_garbled(changed(xml, "20260106091459", "20260107091459"));
}

TEST_CASE("every validity of OQSCD006 is read, and no other") {
    for (int value = 1; value <= 6; ++value) {
        auto document = sample();
        document.validity = static_cast<domain::Validity>(value);
        if (document.validity == domain::Validity::none_found) document.insured.clear();
        const auto parsed = parse_document(build_document(document));
        REQUIRE(parsed.has_value());
        CHECK(static_cast<int>(parsed->validity) == value);
    }
    const auto xml = build_document(sample());
    for (const auto* value : {"0", "7", "11", "", "-1", "x"})
        check_garbled(changed(xml, "<QualificationValidity>1<", std::string("<QualificationValidity>") + value + "<"));
}

TEST_CASE("a failed check is a refusal with its code") {
    const auto failed = parse_document(build_failure(sample(), "E0042", "text"));
    REQUIRE_FALSE(failed.has_value());
    CHECK(failed.error() == base::Error{ErrorCode::service_refused, "code E0042"});
    const auto status = changed(build_document(sample()), "<ProcessingResultStatus>1<", "<ProcessingResultStatus>2<");
    CHECK(parse_document(status).error().code == ErrorCode::service_refused);
    check_garbled(changed(build_document(sample()), "<SegmentOfResult>1<", "<SegmentOfResult>2<"));
}

TEST_CASE("a document without a field it must have is refused") {
    const auto xml = build_document(sample());
    const auto element =
        GENERATE(as<std::string>(), "ProcessExecutionTime", "QualificationConfirmationDate", "MedicalInstitutionCode",
                 "ReferenceClassification", "SegmentOfResult", "CharacterCodeIdentifier", "ProcessingResultStatus",
                 "QualificationValidity", "Name", "Sex1", "Birthdate", "InsurerName", "InsuredCardClassification",
                 "ResultList", "MessageBody", "MessageHeader", "DiagnosisInfoConsFlg", "DiagnosisInfoConsTime");
    check_garbled(without(xml, element));
}

TEST_CASE("hostile documents are refused") {
    const auto xml = build_document(sample());
    const auto with_dtd = [&](const std::string& dtd) { return changed(xml, "<XmlMsg>", dtd + "<XmlMsg>"); };
    check_garbled(with_dtd("<!DOCTYPE XmlMsg>"));
    check_garbled(with_dtd("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"));
    check_garbled(with_dtd("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>"));
    check_garbled(changed(xml, "00012345", "&secret;"));
    check_garbled(with_dtd("<?xml-stylesheet href=\"x\"?>"));
    check_garbled("");
    check_garbled("<html/>");
    check_garbled("<XmlMsg/><XmlMsg/>");
    check_garbled(xml + xml);
    check_garbled(xml.substr(0, xml.size() / 2));
    check_garbled(changed(xml, "<CharacterCodeIdentifier>0", "<CharacterCodeIdentifier>1"));
    check_garbled(changed(xml, "1319999999", "13199x9999"));
    check_garbled(changed(xml, "19480312", "19480231"));
    check_garbled(changed(xml, "<QualificationConfirmationDate>20260105", "<QualificationConfirmationDate>20260106"));
    check_garbled(changed(xml, "<QualificationValidity>",
                          "<QualificationValidity>2</QualificationValidity><QualificationValidity>"));
    check_garbled(changed(xml, "00012345", std::string(kLargestDocument, '1')));
    std::string deep;
    for (int i = 0; i < 60000; ++i) deep += "<a>";
    check_garbled(deep);
}

TEST_CASE("a document damaged anywhere is refused or says the same as before") {
    const auto xml = build_document(sample());
    std::mt19937 random(20261122);
    int refused = 0;
    for (int i = 0; i < 3000; ++i) {
        auto damaged = xml;
        damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
        const auto parsed = parse_document(damaged);
        if (!parsed) ++refused;
        if (parsed) CHECK(parsed->insured.size() == 1);
    }
    CHECK(refused > 1000);
}

namespace {
const wire::Envelope kAsked{"r1", "v1"};
}

TEST_CASE("the wire's messages come back as they were written") {
    domain::Nonce nonce{};
    for (std::size_t i = 0; i < nonce.size(); ++i) nonce[i] = static_cast<std::uint8_t>(i * 7);
    CHECK(wire::read_envelope(wire::challenge_question(kAsked)).value() == kAsked);
    CHECK(wire::read_challenge_answer(wire::challenge_answer(kAsked, nonce), kAsked).value() == nonce);

    const domain::Assertion assertion{{1, 2, 255}, {9, 0}, domain::Assertion::Way::simulated_terminal};
    const auto question = wire::read_authenticate_question(wire::authenticate_question(kAsked, nonce, assertion));
    REQUIRE(question.has_value());
    CHECK(question->nonce == nonce);
    CHECK(question->assertion.certificate == assertion.certificate);
    CHECK(question->assertion.signature == assertion.signature);
    CHECK(question->assertion.way == assertion.way);

    for (const auto state : {domain::CertificateState::valid, domain::CertificateState::in_grace,
                             domain::CertificateState::expired, domain::CertificateState::revoked}) {
        const domain::Authentication answer{true, state, state == domain::CertificateState::valid};
        CHECK(wire::read_authenticate_answer(wire::authenticate_answer(kAsked, answer), kAsked).value() == answer);
    }
    const auto confirm =
        wire::read_confirm_question(wire::confirm_question(kAsked, {"123", {true, false, true, false}}));
    REQUIRE(confirm.has_value());
    CHECK(confirm->facility_code == "123");
    CHECK(confirm->consents == Consents{true, false, true, false});
    CHECK(wire::read_confirm_answer(wire::confirm_answer(kAsked, "<架空/>"), kAsked).value() == "<架空/>");
}

TEST_CASE("an answer to another request or visit is a mismatch, a refusal is a refusal") {
    const auto answer = [](std::string_view json) { return wire::read_confirm_answer(json, kAsked).error(); };
    CHECK(answer(wire::confirm_answer({"r2", "v1"}, "x")).code == ErrorCode::service_mismatch);
    CHECK(answer(wire::confirm_answer({"r1", "v2"}, "x")).code == ErrorCode::service_mismatch);
    CHECK(answer(wire::refusal({"r2", "v1"}, "no")).code == ErrorCode::service_mismatch);
    CHECK(answer(wire::refusal(kAsked, "no")) == base::Error{ErrorCode::service_refused, "no"});
}

TEST_CASE("JSON that is no answer is garbled") {
    const auto garbled = [](const std::string& json) {
        INFO(json.substr(0, 100));
        CHECK(wire::read_authenticate_answer(json, kAsked).error().code == ErrorCode::service_garbled);
    };
    for (const auto* json : {"", "{", "[]", "null", "7", "\"x\"", "{}", "{\"request_id\":\"r1\"}",
                             "{\"request_id\":1,\"visit\":\"v1\"}", "{\"request_id\":\"r1\",\"visit\":\"v1\"}"})
        garbled(json);
    const std::string head = R"({"request_id":"r1","visit":"v1",)";
    garbled(head + R"("registered":"true","certificate":"valid","ask_consent":true})");
    garbled(head + R"("registered":true,"certificate":"fine","ask_consent":true})");
    garbled(head + R"("registered":true,"certificate":"in_grace","ask_consent":true})");
    garbled(head + R"("registered":true,"certificate":"valid"})");
    garbled(head + "\"registered\":true,\"certificate\":\"valid\",\"ask_consent\":true,\"x\":\"\xff\"}");
    garbled(std::string(100000, '['));
    garbled(head + "\"refused\":1}");
    CHECK(wire::read_challenge_answer(head + R"("nonce":"00"})", kAsked).error().code == ErrorCode::service_garbled);
    CHECK(wire::read_challenge_answer(head + R"("nonce":"zz"})", kAsked).error().code == ErrorCode::service_garbled);
}

TEST_CASE("a refusal is read from an answer that is no 200, and nothing else") {
    const auto error = [](std::string_view json) { return wire::read_refusal(json, kAsked); };
    CHECK(error(wire::refusal(kAsked, "no")) == base::Error{ErrorCode::service_refused, "no"});
    CHECK(error(wire::refusal({"r2", "v1"}, "no")).code == ErrorCode::service_garbled);
    CHECK(error(wire::confirm_answer(kAsked, "<架空/>")).code == ErrorCode::service_garbled);
    CHECK(error("").code == ErrorCode::service_garbled);
    CHECK(error("<html/>").code == ErrorCode::service_garbled);
    CHECK(error(R"({"request_id":"r1","visit":"v1","refused":1})").code == ErrorCode::service_garbled);
}

TEST_CASE("nothing of a person stands in memory that a codec gave back") {
    const auto xml = build_document(sample());
    const auto parse = [](std::string_view text) { return [text] { (void)parse_document(text); }; };
    CHECK(test::freed_with("東京都見本区見本町１－１", parse(xml)) == 0);
    CHECK(test::freed_with("架空　花子", parse(xml)) == 0);  // so short that a string keeps it within itself
    const auto wrong = changed(xml, "19480312", "19480231");
    CHECK(test::freed_with("架空　花子", parse(wrong)) == 0);
    auto family = sample();
    family.insured.resize(5, family.insured.front());
    const auto five = build_document(family);
    CHECK(test::freed_with("架空　花子", parse(five)) == 0);

    // With a real line end, which stands in the document only: nlohmann keeps JSON's own spelling of it (wire.hpp).
    const auto json = wire::confirm_answer(kAsked, xml);
    const auto name = "花子 &lt;&amp;\"'&gt;</Name>\n";
    REQUIRE(xml.find(name) != std::string::npos);
    CHECK(test::freed_with(name, [&] { (void)wire::read_confirm_answer(json, kAsked); }) == 0);

    const domain::Assertion assertion{base::Bytes(1500, 0xc5), base::Bytes(256, 0x5c), {}};
    const auto ask = [&] { (void)wire::authenticate_question(kAsked, {}, assertion); };
    CHECK(test::freed_with("c5c5c5c5c5c5c5c5", ask) == 0);
    CHECK(test::freed_with("5c5c5c5c5c5c5c5c", ask) == 0);
    CHECK(test::freed_with("\xc5\xc5\xc5\xc5\xc5\xc5\xc5\xc5", ask) == 0);
}
