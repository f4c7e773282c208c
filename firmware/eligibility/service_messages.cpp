// SPDX-License-Identifier: Apache-2.0
#include "service_messages.hpp"

#include "masked.hpp"
#include "wire_json.hpp"

namespace uketsuke::eligibility::wire {
namespace {

using base::ErrorCode;
using base::Result;
using domain::CertificateState;

WipedText hex(base::ByteView bytes) { return base::to_hex<WipedText>(bytes); }

/// An answer's fields, once it is known to belong to the request and not to refuse it.
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
    return base::fail(known == kRefusals.end() ? ErrorCode::service_refused : known->first, masked(reason));
}

domain::Listed take_listed(const Json& json, bool& ok) {
    Fields fields(json);
    domain::Listed listed{std::string(fields.text("id")), fields.date("issued"), std::string(fields.text("issuer")),
                          fields.has("kind") ? std::string(fields.text("kind")) : std::string()};
    ok = ok && fields.ok() && !listed.id.empty();
    return listed;
}

/// What else the service wants to be asked, and of what.
void take_asked(Fields& fields, domain::Authentication& answer) {
    for (const auto& row : domain::kQuestionRows) {
        if (row.service_asks) answer.asks[row.question] = fields.flag(ask_key(row).c_str());
        if (has_list(row))
            answer.listed[row.question] = fields.list(WipedText(row.wire).c_str(), kMostListed, take_listed);
    }
}

Json answer_to_json(const domain::QuestionRow& row, const domain::Answered& answer) {
    switch (row.kind) {
        case domain::QuestionKind::yes_no: return *answer.chosen == 1;
        case domain::QuestionKind::one_of: return WipedText(option_of(row, *answer.chosen).word);
        case domain::QuestionKind::list:
        case domain::QuestionKind::one_by_one: break;
    }
    return answer.items;
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
    const bool asks = answer.ask_consent || answer.asks != domain::ForEachQuestion<bool>{};
    return !asks || (answer.certificate == CertificateState::valid && answer.registered());
}

}  // namespace

WipedText health_request(const Envelope& envelope) { return open(envelope).dump(); }

WipedText challenge_request(const Envelope& envelope) { return open(envelope).dump(); }

WipedText authenticate_request(const Envelope& envelope, const domain::Nonce& nonce,
                               const domain::Assertion& assertion) {
    auto json = open(envelope);
    json["nonce"] = base::to_hex(nonce);
    json["way"] = kWays.word_of(assertion.way);
    json["certificate"] = hex(assertion.certificate);
    json["signature"] = hex(assertion.signature);
    return json.dump();
}

WipedText register_request(const Envelope& envelope) {
    auto json = open(envelope);
    json["agreed"] = true;
    return json.dump();
}

WipedText confirm_request(const Envelope& envelope, const ConfirmRequest& request) {
    const auto& choices = request.choices;
    auto json = open(envelope);
    json["facility_code"] = request.facility_code;
    json["consents"] = consents_to_json(choices.consents);
    for (const auto& row : domain::kQuestionRows)
        if (const auto& answer = choices.answers[row.question]; answer.chosen)
            json[WipedText(row.wire)] = answer_to_json(row, answer);
    return json.dump();
}

WipedText number_request(const Envelope& envelope, const NumberRequest& request) {
    auto json = open(envelope);
    json["facility_code"] = request.facility_code;
    json["reference_number"] = request.what.reference_number;
    json["insurer_number"] = request.what.insurer_number;
    json["symbol"] = request.what.symbol;
    json["number"] = request.what.number;
    json["branch"] = request.what.branch;
    return json.dump();
}

Result<void> read_health_answer(std::string_view json, const Envelope& asked) {
    auto fields = open_answer(json, asked);
    if (!fields) return base::fail(fields.error());
    if (!fields->flag("ready") || !fields->ok()) return garbled();
    return {};
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
    answer.consent = fields->word("consent", kConsentStates);
    answer.public_assistance = fields->flag("public_assistance");
    take_asked(*fields, answer);
    if (!consistent(answer)) return garbled();
    return finish(*fields, std::move(answer));
}

Result<WipedText> read_confirm_answer(std::string_view json, const Envelope& asked) {
    auto fields = open_answer(json, asked);
    if (!fields) return base::fail(fields.error());
    WipedText document(fields->text("document"));
    return finish(*fields, std::move(document));
}

Result<void> read_number_answer(std::string_view json, const Envelope& asked) {
    auto fields = open_answer(json, asked);
    if (!fields) return base::fail(fields.error());
    if (!fields->flag("kept") || !fields->ok()) return garbled();
    return {};
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
