// SPDX-License-Identifier: Apache-2.0
#include "wire.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace uketsuke::eligibility::wire {
namespace {

using base::ErrorCode;
using base::Result;
using domain::CertificateState;
using Json = nlohmann::basic_json<std::map, std::vector, WipedText, bool, std::int64_t, std::uint64_t, double,
                                  base::WipingAllocator>;

constexpr std::array<std::pair<CertificateState, const char*>, 4> kStates{{
    {CertificateState::valid, "valid"},
    {CertificateState::in_grace, "in_grace"},
    {CertificateState::expired, "expired"},
    {CertificateState::revoked, "revoked"},
}};
constexpr std::array<std::pair<domain::Assertion::Way, const char*>, 3> kWays{{
    {domain::Assertion::Way::pin, "pin"},
    {domain::Assertion::Way::simulated_terminal, "simulated_terminal"},
    {domain::Assertion::Way::phone, "phone"},
}};
constexpr std::array<std::pair<domain::Registration, const char*>, 4> kRegistrations{{
    {domain::Registration::registered, "registered"},
    {domain::Registration::none, "none"},
    {domain::Registration::cancelled, "cancelled"},
    {domain::Registration::ending, "ending"},
}};
constexpr std::array<std::pair<domain::ConsentState, const char*>, 4> kConsentStates{{
    {domain::ConsentState::none, "none"},
    {domain::ConsentState::given, "given"},
    {domain::ConsentState::expired, "expired"},
    {domain::ConsentState::difficult, "difficult"},
}};
constexpr std::array<std::pair<domain::PrescriptionForm, const char*>, 2> kForms{{
    {domain::PrescriptionForm::electronic, "electronic"},
    {domain::PrescriptionForm::paper, "paper"},
}};
/// Refusals that mean more than "no".
constexpr std::array<std::pair<ErrorCode, std::string_view>, 2> kRefusals{{
    {ErrorCode::service_maintenance, "maintenance"},
    {ErrorCode::certificate_unconfirmed, "certificate_unconfirmed"},
}};

template <class Table, class Value>
const char* word_of(const Table& table, Value value) {
    return std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.first == value; })->second;
}

/// Reads typed fields of one object and remembers whether anything was wrong.
class Fields {
public:
    explicit Fields(std::string_view json) : Fields(Json::parse(json, nullptr, false)) {}
    explicit Fields(Json object) : object_(std::move(object)) { ok_ = object_.is_object(); }

    [[nodiscard]] bool ok() const { return ok_; }
    /// Something within it was wrong.
    void spoil() { ok_ = false; }
    [[nodiscard]] bool has(const char* key) const { return ok_ && object_.contains(key); }

    template <class T>
    T get(const char* key, bool (Json::*is)() const noexcept) {
        if (!has(key) || !(object_[key].*is)()) return bad<T>();
        return object_[key].get<T>();
    }
    /// Valid as long as the fields are.
    std::string_view text(const char* key) {
        if (!has(key) || !object_[key].is_string()) return bad<std::string_view>();
        return object_[key].get_ref<const WipedText&>();
    }
    Envelope envelope() { return {std::string(text("request_id")), std::string(text("visit"))}; }
    bool flag(const char* key) { return get<bool>(key, &Json::is_boolean); }
    base::Date date(const char* key) {
        const auto date = base::parse_date(text(key));
        return date ? *date : bad<base::Date>();
    }
    /// The elements of a list, each as `take` makes it.
    template <class T>
    std::vector<T> list(const char* key, std::size_t most, T (*take)(const Json&, bool& ok)) {
        if (!has(key) || !object_[key].is_array() || object_[key].size() > most) return bad<std::vector<T>>();
        std::vector<T> values;
        for (const auto& element : object_[key]) values.push_back(take(element, ok_));
        return values;
    }
    base::Bytes bytes(const char* key) {
        auto bytes = base::from_hex(text(key));
        return bytes ? std::move(*bytes) : bad<base::Bytes>();
    }
    domain::Nonce nonce() {
        const auto read = bytes("nonce");
        domain::Nonce nonce{};
        if (read.size() != nonce.size()) return bad<domain::Nonce>();
        std::copy(read.begin(), read.end(), nonce.begin());
        return nonce;
    }
    template <class Table>
    auto word(const char* key, const Table& table) -> decltype(table[0].first) {
        const auto word = text(key);
        const auto row = std::find_if(table.begin(), table.end(), [&](const auto& r) { return word == r.second; });
        return row == table.end() ? bad<decltype(table[0].first)>() : row->first;
    }

private:
    template <class T>
    T bad() {
        ok_ = false;
        return T{};
    }
    Json object_;
    bool ok_ = true;
};

Json open(const Envelope& envelope) { return {{"request_id", envelope.request_id}, {"visit", envelope.visit}}; }

base::Unexpected<base::Error> garbled() {
    return base::fail(ErrorCode::service_garbled, "a field is missing or wrong");
}

template <class T>
Result<T> finish(const Fields& fields, T value) {
    if (!fields.ok()) return garbled();
    return value;
}

WipedText hex(base::ByteView bytes) {
    auto text = base::to_hex(bytes);
    WipedText wiped(text);
    base::wipe(text.data(), text.size());
    return wiped;
}

/// An answer's fields, once it is known to belong to the question and not to refuse it.
Result<Fields> open_answer(std::string_view json, const Envelope& asked) {
    Fields fields(json);
    const auto envelope = fields.envelope();
    if (!fields.ok()) return garbled();
    if (!(envelope == asked)) return base::fail(ErrorCode::service_mismatch, "the answer is to another request");
    if (!fields.has("refused")) return fields;
    const auto reason = fields.text("refused");
    if (!fields.ok()) return garbled();
    const auto known =
        std::find_if(kRefusals.begin(), kRefusals.end(), [&](const auto& r) { return r.second == reason; });
    return base::fail(known == kRefusals.end() ? ErrorCode::service_refused : known->first,
                      std::string(reason.substr(0, 80)));
}

std::string take_text(const Json& json, bool& ok) {
    ok = ok && json.is_string();
    return ok ? std::string(std::string_view(json.get_ref<const WipedText&>())) : std::string();
}

domain::StoredPrescription take_prescription(const Json& json, bool& ok) {
    Fields fields(json);
    domain::StoredPrescription prescription{std::string(fields.text("id")), fields.date("issued"),
                                            std::string(fields.text("issuer"))};
    ok = ok && fields.ok() && !prescription.id.empty();
    return prescription;
}

Json consents_to_json(const domain::Consents& consents) {
    return {{"checkups", consents.checkups},
            {"medication", consents.medication},
            {"diagnosis", consents.diagnosis},
            {"surgery", consents.surgery},
            {"specific_disease", consents.specific_disease}};
}

domain::Consents take_consents(Fields& question) {
    Fields fields(question.get<Json>("consents", &Json::is_object));
    const domain::Consents consents{fields.flag("checkups"), fields.flag("medication"), fields.flag("diagnosis"),
                                    fields.flag("surgery"), fields.flag("specific_disease")};
    if (!fields.ok()) question.spoil();
    return consents;
}

/// Nothing is to be asked of, or given by, somebody whose certificate or registration does not carry it.
bool consistent(const domain::Authentication& answer) {
    const bool asks = answer.ask_consent || answer.ask_specific_disease;
    return !asks || (answer.certificate == CertificateState::valid && answer.registered());
}

}  // namespace

WipedText challenge_question(const Envelope& envelope) { return open(envelope).dump(); }

WipedText authenticate_question(const Envelope& envelope, const domain::Nonce& nonce,
                                const domain::Assertion& assertion) {
    auto json = open(envelope);
    json["nonce"] = base::to_hex(nonce);
    json["way"] = word_of(kWays, assertion.way);
    json["certificate"] = hex(assertion.certificate);
    json["signature"] = hex(assertion.signature);
    return json.dump();
}

WipedText register_question(const Envelope& envelope) {
    auto json = open(envelope);
    json["agreed"] = true;
    return json.dump();
}

WipedText confirm_question(const Envelope& envelope, const ConfirmQuestion& question) {
    const auto& choices = question.choices;
    auto json = open(envelope);
    json["facility_code"] = question.facility_code;
    json["consents"] = consents_to_json(choices.consents);
    if (choices.high_cost) json["high_cost"] = *choices.high_cost;
    if (choices.form) json["form"] = word_of(kForms, *choices.form);
    json["prescriptions"] = choices.prescriptions;
    return json.dump();
}

Result<Envelope> read_envelope(std::string_view json) {
    Fields fields(json);
    return finish(fields, fields.envelope());
}

Result<AuthenticateQuestion> read_authenticate_question(std::string_view json) {
    Fields fields(json);
    AuthenticateQuestion question;
    question.nonce = fields.nonce();
    question.assertion = {fields.bytes("certificate"), fields.bytes("signature"), fields.word("way", kWays)};
    return finish(fields, std::move(question));
}

Result<void> read_register_question(std::string_view json) {
    Fields fields(json);
    if (!fields.flag("agreed") || !fields.ok()) return garbled();
    return {};
}

Result<ConfirmQuestion> read_confirm_question(std::string_view json) {
    Fields fields(json);
    ConfirmQuestion question{std::string(fields.text("facility_code")), {}};
    auto& choices = question.choices;
    choices.consents = take_consents(fields);
    if (fields.has("high_cost")) choices.high_cost = fields.flag("high_cost");
    if (fields.has("form")) choices.form = fields.word("form", kForms);
    choices.prescriptions = fields.list("prescriptions", kMostPrescriptions, take_text);
    return finish(fields, std::move(question));
}

WipedText challenge_answer(const Envelope& envelope, const domain::Nonce& nonce) {
    auto json = open(envelope);
    json["nonce"] = base::to_hex(nonce);
    return json.dump();
}

WipedText authenticate_answer(const Envelope& envelope, const domain::Authentication& authentication) {
    auto json = open(envelope);
    json["registration"] = word_of(kRegistrations, authentication.registration);
    json["certificate"] = word_of(kStates, authentication.certificate);
    json["ask_consent"] = authentication.ask_consent;
    json["ask_specific_disease"] = authentication.ask_specific_disease;
    json["consent"] = word_of(kConsentStates, authentication.consent);
    json["public_assistance"] = authentication.public_assistance;
    json["prescriptions"] = Json::array();
    for (const auto& stored : authentication.prescriptions)
        json["prescriptions"].push_back(
            {{"id", stored.id}, {"issued", base::to_yyyymmdd(stored.issued)}, {"issuer", stored.issuer}});
    return json.dump();
}

WipedText confirm_answer(const Envelope& envelope, std::string_view document) {
    auto json = open(envelope);
    json["document"] = document;
    return json.dump();
}

WipedText refusal(const Envelope& envelope, const base::Error& why) {
    const auto known =
        std::find_if(kRefusals.begin(), kRefusals.end(), [&](const auto& r) { return r.first == why.code; });
    auto json = open(envelope);
    json["refused"] = known == kRefusals.end() ? std::string_view(why.detail) : known->second;
    return json.dump();
}

Result<domain::Nonce> read_challenge_answer(std::string_view json, const Envelope& asked) {
    auto fields = open_answer(json, asked);
    if (!fields) return base::fail(fields.error());
    const auto nonce = fields->nonce();
    return finish(*fields, nonce);
}

Result<domain::Authentication> read_authenticate_answer(std::string_view json, const Envelope& asked) {
    auto fields = open_answer(json, asked);
    if (!fields) return base::fail(fields.error());
    domain::Authentication answer;
    answer.registration = fields->word("registration", kRegistrations);
    answer.certificate = fields->word("certificate", kStates);
    answer.ask_consent = fields->flag("ask_consent");
    answer.ask_specific_disease = fields->flag("ask_specific_disease");
    answer.consent = fields->word("consent", kConsentStates);
    answer.public_assistance = fields->flag("public_assistance");
    answer.prescriptions = fields->list("prescriptions", kMostPrescriptions, take_prescription);
    if (!consistent(answer)) return garbled();
    return finish(*fields, std::move(answer));
}

Result<WipedText> read_confirm_answer(std::string_view json, const Envelope& asked) {
    auto fields = open_answer(json, asked);
    if (!fields) return base::fail(fields.error());
    WipedText document(fields->text("document"));
    return finish(*fields, std::move(document));
}

base::Error read_refusal(std::string_view json, const Envelope& asked) {
    if (json.size() > kLargestRefusal) return {ErrorCode::service_garbled, "too long for a refusal"};
    const auto fields = open_answer(json, asked);
    if (!fields && fields.error().code != ErrorCode::service_garbled &&
        fields.error().code != ErrorCode::service_mismatch)
        return fields.error();
    return {ErrorCode::service_garbled, "no refusal"};
}

}  // namespace uketsuke::eligibility::wire
