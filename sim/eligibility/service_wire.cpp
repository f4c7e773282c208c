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

domain::Consents take_consents(Fields& request) {
    Fields fields(request.get<Json>("consents", &Json::is_object));
    const domain::Consents consents{fields.flag("checkups"), fields.flag("medication"), fields.flag("diagnosis"),
                                    fields.flag("surgery"), fields.flag("specific_disease")};
    if (!fields.ok()) request.spoil();
    return consents;
}

/// Nothing where it was not asked.
domain::Answered take_answer(Fields& fields, const domain::QuestionRow& row) {
    const WipedText key(row.wire);
    if (!fields.has(key.c_str())) return {};
    switch (row.kind) {
        case domain::QuestionKind::yes_no: return {fields.flag(key.c_str()) ? 1 : 0, {}};
        case domain::QuestionKind::one_of: {
            const auto place = option_named(row, fields.text(key.c_str()));
            if (!place) fields.spoil();
            return {place, {}};
        }
        case domain::QuestionKind::list:
        case domain::QuestionKind::one_by_one: break;
    }
    auto items = fields.list(key.c_str(), domain::kMostAsked, take_text);
    const auto count = static_cast<int>(items.size());
    return {count, std::move(items)};
}

Json listed_to_json(const std::vector<domain::Listed>& list) {
    auto json = Json::array();
    for (const auto& one : list) {
        json.push_back({{"id", one.id}, {"issued", base::to_yyyymmdd(one.issued)}, {"issuer", one.issuer}});
        if (!one.kind.empty()) json.back()["kind"] = one.kind;
    }
    return json;
}

/// What else the service wants to be asked, and of what.
void put_asked(Json& json, const domain::Authentication& answer) {
    for (const auto& row : domain::kQuestionRows) {
        if (row.service_asks) json[ask_key(row)] = answer.asks[row.question];
        if (has_list(row)) json[WipedText(row.wire)] = listed_to_json(answer.listed[row.question]);
    }
}

}  // namespace

Result<Envelope> read_envelope(std::string_view json) {
    Fields fields(json);
    return finish(fields, fields.envelope());
}

Result<AuthenticateRequest> read_authenticate_request(std::string_view json) {
    Fields fields(json);
    AuthenticateRequest request;
    request.nonce = fields.nonce();
    request.assertion = {fields.bytes("certificate"), fields.bytes("signature"), fields.word("way", kWays)};
    return finish(fields, std::move(request));
}

Result<void> read_register_request(std::string_view json) {
    Fields fields(json);
    if (!fields.flag("agreed") || !fields.ok()) return garbled();
    return {};
}

Result<ConfirmRequest> read_confirm_request(std::string_view json) {
    Fields fields(json);
    ConfirmRequest request{std::string(fields.text("facility_code")), {}};
    auto& choices = request.choices;
    choices.consents = take_consents(fields);
    for (const auto& row : domain::kQuestionRows)
        if (row.consent == nullptr) choices.answers[row.question] = take_answer(fields, row);
    return finish(fields, std::move(request));
}

Result<NumberRequest> read_number_request(std::string_view json) {
    Fields fields(json);
    const auto text = [&](const char* key) { return WipedText(fields.text(key)); };
    NumberRequest request{std::string(fields.text("facility_code")),
                          {text("reference_number"), text("insurer_number"), text("symbol"), text("number"),
                           text("branch")}};
    return finish(fields, std::move(request));
}

WipedText health_answer(const Envelope& envelope) {
    auto json = open(envelope);
    json["ready"] = true;
    return json.dump();
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
    json["consent"] = kConsentStates.word_of(authentication.consent);
    json["public_assistance"] = authentication.public_assistance;
    put_asked(json, authentication);
    return json.dump();
}

WipedText confirm_answer(const Envelope& envelope, std::string_view document) {
    auto json = open(envelope);
    json["document"] = document;
    return json.dump();
}

WipedText number_answer(const Envelope& envelope) {
    auto json = open(envelope);
    json["kept"] = true;
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
