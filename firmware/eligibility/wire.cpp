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
using Json =
    nlohmann::basic_json<std::map, std::vector, WipedText, bool, std::int64_t, std::uint64_t, double, WipingAllocator>;

constexpr std::array<std::pair<CertificateState, const char*>, 4> kStates{{
    {CertificateState::valid, "valid"},
    {CertificateState::in_grace, "in_grace"},
    {CertificateState::expired, "expired"},
    {CertificateState::revoked, "revoked"},
}};
constexpr std::array<std::pair<domain::Assertion::Way, const char*>, 2> kWays{{
    {domain::Assertion::Way::pin, "pin"},
    {domain::Assertion::Way::simulated_terminal, "simulated_terminal"},
}};

template <class Table, class Value>
const char* word_of(const Table& table, Value value) {
    return std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.first == value; })->second;
}

/// Reads typed fields of one object and remembers whether anything was wrong.
class Fields {
public:
    explicit Fields(std::string_view json) : object_(Json::parse(json, nullptr, false)) { ok_ = object_.is_object(); }

    [[nodiscard]] bool ok() const { return ok_; }
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
    return base::fail(ErrorCode::service_refused, std::string(reason.substr(0, 80)));
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

WipedText confirm_question(const Envelope& envelope, const ConfirmQuestion& question) {
    auto json = open(envelope);
    json["facility_code"] = question.facility_code;
    json["consents"] = {{"checkups", question.consents.checkups},
                        {"medication", question.consents.medication},
                        {"diagnosis", question.consents.diagnosis},
                        {"surgery", question.consents.surgery}};
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

Result<ConfirmQuestion> read_confirm_question(std::string_view json) {
    Fields fields(json);
    ConfirmQuestion question{std::string(fields.text("facility_code")), {}};
    Fields consents(fields.get<Json>("consents", &Json::is_object).dump());
    question.consents = {consents.flag("checkups"), consents.flag("medication"), consents.flag("diagnosis"),
                         consents.flag("surgery")};
    if (!consents.ok()) return garbled();
    return finish(fields, std::move(question));
}

WipedText challenge_answer(const Envelope& envelope, const domain::Nonce& nonce) {
    auto json = open(envelope);
    json["nonce"] = base::to_hex(nonce);
    return json.dump();
}

WipedText authenticate_answer(const Envelope& envelope, const domain::Authentication& authentication) {
    auto json = open(envelope);
    json["registered"] = authentication.registered;
    json["certificate"] = word_of(kStates, authentication.certificate);
    json["ask_consent"] = authentication.ask_consent;
    return json.dump();
}

WipedText confirm_answer(const Envelope& envelope, std::string_view document) {
    auto json = open(envelope);
    json["document"] = document;
    return json.dump();
}

WipedText refusal(const Envelope& envelope, std::string_view reason) {
    auto json = open(envelope);
    json["refused"] = reason;
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
    answer.registered = fields->flag("registered");
    answer.certificate = fields->word("certificate", kStates);
    answer.ask_consent = fields->flag("ask_consent");
    if (answer.ask_consent && answer.certificate != CertificateState::valid) return garbled();
    return finish(*fields, answer);
}

Result<WipedText> read_confirm_answer(std::string_view json, const Envelope& asked) {
    auto fields = open_answer(json, asked);
    if (!fields) return base::fail(fields.error());
    WipedText document(fields->text("document"));
    return finish(*fields, std::move(document));
}

base::Error read_refusal(std::string_view json, const Envelope& asked) {
    const auto fields = open_answer(json, asked);
    if (!fields && fields.error().code == ErrorCode::service_refused) return fields.error();
    return {ErrorCode::service_garbled, "no refusal"};
}

}  // namespace uketsuke::eligibility::wire
