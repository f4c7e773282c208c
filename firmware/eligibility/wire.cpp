// SPDX-License-Identifier: Apache-2.0
#include "wire.hpp"

#include "wire_json.hpp"

namespace uketsuke::eligibility::wire {
namespace {

using base::ErrorCode;
using base::Result;
using domain::CertificateState;

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
    json["way"] = kWays.word_of(assertion.way);
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
    if (choices.form) json["form"] = kForms.word_of(*choices.form);
    json["prescriptions"] = choices.prescriptions;
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
