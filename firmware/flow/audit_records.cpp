// SPDX-License-Identifier: Apache-2.0
#include "audit_records.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "firmware/base/enumeration.hpp"
#include "question_table.hpp"
#include "setting_values.hpp"
#include "state_table.hpp"

namespace uketsuke::flow {
namespace {

using domain::AuditRecord;

std::string three_digits(base::ErrorCode code) { return fmt::format("{:03}", base::line_of(code).number); }

std::string_view certificate_name(domain::CertificateState state) {
    switch (state) {
        case domain::CertificateState::valid: return "valid";
        case domain::CertificateState::in_grace: return "in_grace";
        case domain::CertificateState::expired: return "expired";
        case domain::CertificateState::revoked: return "revoked";
    }
    return "";
}

std::string_view proof_name(Way way) {
    switch (way) {
        case Way::none: break;
        case Way::pin: return "pin_verified";
        case Way::face: return "face_matched";
        case Way::staff: return "staff_confirmed";
        case Way::phone: return "phone_signed";
    }
    return "";
}

/// Item codes of OQSCD036 of those that are set, e.g. "TKK,YZK,SRJ,SHJ"; "none" when none is.
std::string consent_items(const domain::Consents& consents) {
    std::string items;
    const auto add = [&](bool given, std::string_view code) {
        if (given) items += (items.empty() ? "" : ",") + std::string(code);
    };
    add(consents.checkups, "TKK");
    add(consents.medication, "YZK");
    add(consents.diagnosis, "SRJ");
    add(consents.surgery, "SHJ");
    add(consents.specific_disease, "TSR");
    return items.empty() ? "none" : items;
}

/// What the patient was asked to agree to, answered or not.
domain::Consents consents_asked(const Visit& visit) {
    domain::Consents asked;
    for (const auto& question : question_table()) {
        if (!is_wanted(question, visit)) continue;
        if (question.state == State::consent) asked = domain::Consents::all();
        if (question.row != nullptr && question.row->consent != nullptr) asked.*question.row->consent = true;
    }
    return asked;
}

std::string word_of(const domain::QuestionRow& row, int chosen) {
    switch (row.kind) {
        case domain::QuestionKind::yes_no: return chosen == 1 ? "given" : "refused";
        case domain::QuestionKind::one_of: return std::string(option_of(row, chosen).word);
        case domain::QuestionKind::list:
        case domain::QuestionKind::one_by_one: break;
    }
    return std::to_string(chosen);
}

/// What was asked, what was agreed to and chosen, without saying of what kind of care.
std::vector<std::pair<std::string_view, std::string>> sent_fields(const Visit& now, const domain::Choices& sent) {
    std::vector<std::pair<std::string_view, std::string>> fields{{"asked", consent_items(consents_asked(now))},
                                                                 {"items", consent_items(sent.consents)}};
    for (const auto& row : domain::kQuestionRows) {
        const auto chosen = sent.answers[row.question].chosen;
        if (chosen && !row.journal.empty()) fields.emplace_back(row.journal, word_of(row, *chosen));
    }
    return fields;
}

/// The words are those of the language in which the last screen stood before the answers left.
void add_consent(AuditRecord& record, const Visit& now, std::span<const ShownWords> shown) {
    record.fields = sent_fields(now, *now.sent);
    const auto language = static_cast<std::size_t>(now.language);
    if (language >= shown.size()) return;
    record.fields.emplace_back("language", shown[language].language);
    record.fields.emplace_back("words", shown[language].version);
}

/// The label of whose code it was; no name of a person (docs/config.md).
void add_by(AuditRecord& record, const std::optional<domain::StaffCheck>& check) {
    if (check && !check->by.empty()) record.fields.emplace_back("by", check->by);
}

/// Whose code it was, or who looked at the desk.
void add_who(AuditRecord& record, const Visit& before, const Visit& now) {
    if (now.seen_by.empty()) return add_by(record, before.staff_check);
    record.fields.emplace_back("by", now.seen_by);
    record.fields.emplace_back("where", "desk");
}

bool waits_for_staff(State state) {
    return state == State::staff_password || state == State::staff_refused || state == State::staff_confirm;
}

/// Entering a state that the state table marks.
AuditRecord entered(const Visit& before, const Visit& now) {
    // A call between visits belongs to none, and what staff do with the kiosk neither.
    const bool somebody = now.card || now.info || (now.state != State::staff_called && !now.for_settings);
    AuditRecord record{row_of(now.state).audit, somebody ? now.ticket.visit : 0, {}};
    if (now.error) record.fields.emplace_back("code", three_digits(*now.error));
    if (now.state == State::pin_wrong) record.fields.emplace_back("left", std::to_string(now.info->pin.left));
    if (now.state == State::delivering && now.answer)
        record.fields.emplace_back("validity", std::to_string(static_cast<int>(now.answer->validity)));
    if (now.finished && !before.finished && !now.result_name.empty())
        record.fields.emplace_back("file", now.result_name);
    if (now.state == State::staff_refused && now.staff_check)
        record.fields.emplace_back("left", std::to_string(now.staff_check->tries_left));
    if (now.state == State::staff_confirm) add_by(record, now.staff_check);
    if (now.state == State::appointment_told && now.appointment)
        record.fields.emplace_back("arrival", std::string(base::enumerator_name(now.appointment->arrival)));
    if (now.state == State::staff_called) record.fields.emplace_back("where", std::string(name_of(now.resume)));
    return record;
}

/// The key and what it is now; the language by its code, as it is written.
void add_setting(AuditRecord& record, const Visit& now, std::span<const ShownWords> shown) {
    auto word = word_of(now.setting, now.chosen);
    if (const auto place = static_cast<std::size_t>(now.chosen); word.empty() && place < shown.size())
        word = shown[place].language;
    record.fields.emplace_back("key", key_of(now.setting));
    if (!word.empty()) record.fields.emplace_back("value", std::move(word));
}

/// Staff at the settings; that the kiosk came back meanwhile is told once they have left.
void add_upkeep(std::vector<AuditRecord>& records, const Visit& before, const Visit& now,
                std::span<const ShownWords> shown) {
    if (now.state == State::settings && before.state == State::staff_checking)
        add_by(records.emplace_back(AuditRecord{"settings_opened", 0, {}}), now.staff_check);
    if (now.state == State::settings && before.state == State::setting_saving)
        add_setting(records.emplace_back(AuditRecord{"setting_changed", 0, {}}), now, shown);
    if (before.for_settings && before.resume == State::out_of_service && now.state == State::idle)
        records.emplace_back(AuditRecord{"in_service", now.ticket.visit, {}});
}

}  // namespace

std::vector<AuditRecord> audit_of(const Visit& before, const Step& step, std::span<const ShownWords> shown) {
    std::vector<AuditRecord> records;
    if (step.row == nullptr) return records;
    const auto& now = step.visit;
    const bool new_visit = now.ticket.visit != before.ticket.visit;
    const auto add = [&](std::string_view event, std::uint32_t visit) -> AuditRecord& {
        return records.emplace_back(AuditRecord{event, visit, {}});
    };
    const bool visit_before = before.ticket.visit != 0 && row_of(before.state).person && before.card && !before.over;

    if (now.service_down() && !before.service_down())
        add("service_down", 0).fields.emplace_back("code", three_digits(*now.service_down()));
    if (!now.service_down() && before.service_down()) add("service_up", 0);
    if (visit_before && (new_visit || !row_of(now.state).person)) {
        const auto how = before.finished ? "finished" : new_visit ? "swapped" : "ended_early";
        add("session_ended", before.ticket.visit).fields.emplace_back("how", how);
    }
    if (new_visit && now.card) add("session_started", now.ticket.visit);
    if (!before.info && now.info)
        add("card_identified", now.ticket.visit).fields.emplace_back("pin_left", std::to_string(now.info->pin.left));
    if (now.look_doubted && !before.look_doubted) add("face_asked_more", now.ticket.visit);
    if (!before.identified() && now.identified()) add_who(add(proof_name(now.way), now.ticket.visit), before, now);
    if (!before.authentication && now.authentication)
        add("authenticated", now.ticket.visit)
            .fields.emplace_back("certificate", std::string(certificate_name(now.authentication->certificate)));
    if (now.registration_agreed && !before.registration_agreed) add("registration_agreed", now.ticket.visit);
    if (before.authentication && !before.authentication->registered() && now.authentication &&
        now.authentication->registered())
        add("registered", now.ticket.visit);
    if (waits_for_staff(before.state) && now.state == State::guidance)
        add_who(add("staff_denied", now.ticket.visit), before, now);
    if (now.sent && before.sent != now.sent && now.answered != 0)
        add_consent(add("consent", now.ticket.visit), now, shown);
    if (now.staff_on_way && !before.staff_on_way && now.state == before.state)
        add("staff_called", now.ticket.visit).fields.emplace_back("where", std::string(name_of(now.state)));
    if (before.state == State::out_of_service && now.state != before.state && !now.for_settings)
        add("in_service", now.ticket.visit);
    add_upkeep(records, before, now, shown);
    if (now.state != before.state && !row_of(now.state).audit.empty()) records.push_back(entered(before, now));
    return records;
}

std::vector<std::string_view> audit_events() {
    std::vector<std::string_view> events{"session_started", "session_ended",       "card_identified", "pin_verified",
                                         "face_asked_more", "face_matched",        "staff_confirmed", "phone_signed",
                                         "authenticated",   "registration_agreed", "registered",      "staff_denied",
                                         "consent",         "in_service",          "service_down",    "service_up",
                                         "settings_opened", "setting_changed"};
    for (const auto& row : state_table())
        if (!row.audit.empty() && std::find(events.begin(), events.end(), row.audit) == events.end())
            events.push_back(row.audit);
    return events;
}

}  // namespace uketsuke::flow
