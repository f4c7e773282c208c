// SPDX-License-Identifier: Apache-2.0
#include "desk_words.hpp"

#include <fmt/format.h>

#include <vector>

namespace uketsuke::reception {

using base::ErrorCode;

namespace {

std::string remarks_of(const domain::DeskWords& words, domain::Remarks remarks) {
    std::vector<std::string> said;
    for (int i = 0; i < domain::kRemarks; ++i)
        if (remarks.has(static_cast<domain::Remark>(i))) said.push_back(words.remarks.at(static_cast<std::size_t>(i)));
    return fmt::format("{}", fmt::join(said, "。"));
}

std::string words_of(const std::vector<domain::Difference>& differences) {
    std::vector<std::string> said;
    for (const auto& one : differences) said.push_back(domain::words_of(one));
    return fmt::format("登録内容との違い {}", fmt::join(said, "。"));
}

std::string upkeep_of(const domain::DeskWords& words, int days) {
    if (days == 0) return words.ended;
    auto text = words.ends;
    if (const auto hole = text.find("{days}"); hole != std::string::npos) text.replace(hole, 6, fmt::to_string(days));
    return text;
}

/// "85歳以上", "70歳から74歳", "6歳以下"
std::string ages_of(const domain::Counted& one) {
    if (one.age_to == 0) return fmt::format("{}歳以上", one.age_from);
    if (one.age_from == 0) return fmt::format("{}歳以下", one.age_to);
    return fmt::format("{}歳から{}歳", one.age_from, one.age_to);
}

std::string paper_of(const domain::DeskWords& words, const domain::Counted& one) {
    auto paper = words.papers.at(static_cast<std::size_t>(one.fallback));
    if (one.needs_lookup) paper += fmt::format("（{}）", words.lookup);
    if (one.age_from == 0 && one.age_to == 0) return paper;
    auto ages = words.ages;
    if (const auto hole = ages.find("{ages}"); hole != std::string::npos) ages.replace(hole, 6, ages_of(one));
    return paper + fmt::format("（{}）", ages);
}

/// "予約 10:30 内科：15分遅れて来られました。…"
std::string words_of(const domain::Appointment& appointment) {
    std::string which = "予約";
    if (appointment.arrival == domain::Arrival::other_day)
        which += fmt::format(" {}月{}日", appointment.day.month, appointment.day.day);
    if (appointment.minute) which += fmt::format(" {}:{:02}", *appointment.minute / 60, *appointment.minute % 60);
    if (!appointment.place.empty()) which += " " + appointment.place;
    switch (appointment.arrival) {
        case domain::Arrival::on_time: return which + "：時間どおりに来られました";
        case domain::Arrival::early:
            return which + fmt::format("：{}分早く来られました。お待ちいただくことを伝えてください", appointment.off);
        case domain::Arrival::late:
            return which + fmt::format("：{}分遅れて来られました。診察できるか確かめてください", appointment.off);
        case domain::Arrival::already_here:
            return which + "：同じ診察券番号がもう一度入力されました。別の方の番号でないか確かめてください";
        case domain::Arrival::other_day:
            return which + "：今日の予約ではありません。受付していません。日を確かめてください";
        case domain::Arrival::not_known: break;
    }
    return "診察券番号の予約が見つかりません。受付していません。番号を確かめてください";
}

}  // namespace

std::string desk_words(const domain::DeskGuide& guide, const domain::DeskNote& note) {
    const auto& words = guide.words;
    if (note.kind == domain::DeskNote::Kind::call) return words.call;
    if (note.kind == domain::DeskNote::Kind::staff_check) return words.staff_check;
    if (!note.lines.empty()) return fmt::format("{}", fmt::join(note.lines, " "));
    if (note.where == "statement") return words.statement;
    if (note.error == ErrorCode::face_refused_often) return words.faces;
    if (note.error == ErrorCode::staff_password_locked) return words.codes;
    if (note.error == ErrorCode::results_unfetched) return words.unfetched;
    if (note.error == ErrorCode::journal_disagrees) return words.journal;
    if (note.error == ErrorCode::fhir_undeliverable) return words.fhir;
    if (note.error == ErrorCode::clinic_data_unreadable) return words.clinic_data;
    if (note.error == ErrorCode::appointments_unreadable) return words.appointments;
    if (note.appointment) return words_of(*note.appointment);
    if (note.error == ErrorCode::slip_paper_out) return words.slip_paper;
    if (note.error == ErrorCode::slip_failed) return words.slip_printer;
    if (note.error == ErrorCode::panel_lost) return words.panel;
    if (note.error == ErrorCode::camera_missing && note.kind == domain::DeskNote::Kind::upkeep) return words.infrared;
    if (note.error == ErrorCode::camera_view_poor) return words.camera_view;
    if (note.error == ErrorCode::service_mismatch && note.kind == domain::DeskNote::Kind::alert) return words.mismatch;
    if (note.kind == domain::DeskNote::Kind::alert) return words.alert;
    if (!note.differences.empty()) return words_of(note.differences);
    if (!note.letters.empty()) return fmt::format("{}（{}）", words.letters, note.letters);
    if (note.kind == domain::DeskNote::Kind::upkeep) return upkeep_of(words, note.days_left);
    if (!note.situation) return remarks_of(words, note.remarks);
    std::vector<std::string> papers;
    for (const auto& counted : domain::guidance(guide.table, *note.situation, note.today))
        papers.push_back(paper_of(words, counted));
    const auto& step = words.steps.at(static_cast<std::size_t>(*note.situation));
    return papers.empty() ? step : fmt::format("{}：{}", step, fmt::join(papers, " → "));
}

}  // namespace uketsuke::reception
