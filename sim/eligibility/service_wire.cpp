// SPDX-License-Identifier: Apache-2.0
#include "service_wire.hpp"

#include "firmware/eligibility/wire_json.hpp"

namespace uketsuke::sim::service_wire {
namespace {

using namespace eligibility::wire;
using base::Result;

std::string take_text(const Json& json, bool& ok) {
    ok = ok && json.is_string();
    return ok ? std::string(std::string_view(json.get_ref<const WipedText&>())) : std::string();
}

domain::Consents take_consents(Fields& question) {
    Fields fields(question.get<Json>("consents", &Json::is_object));
    const domain::Consents consents{fields.flag("checkups"), fields.flag("medication"), fields.flag("diagnosis"),
                                    fields.flag("surgery"), fields.flag("specific_disease")};
    if (!fields.ok()) question.spoil();
    return consents;
}

}  // namespace

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
    json["registration"] = kRegistrations.word_of(authentication.registration);
    json["certificate"] = kStates.word_of(authentication.certificate);
    json["ask_consent"] = authentication.ask_consent;
    json["ask_specific_disease"] = authentication.ask_specific_disease;
    json["consent"] = kConsentStates.word_of(authentication.consent);
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

}  // namespace uketsuke::sim::service_wire
