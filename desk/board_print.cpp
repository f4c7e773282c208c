// SPDX-License-Identifier: Apache-2.0
// The list as the page gets it.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "board.hpp"
#include "firmware/readiness/lines.hpp"
#include "step_words.hpp"

namespace uketsuke::desk {
namespace {

using Json = nlohmann::basic_json<std::map, std::vector, base::WipedText, bool, std::int64_t, std::uint64_t, double,
                                  base::WipingAllocator>;

base::WipedText text(std::string_view words) { return base::WipedText(words); }
std::int64_t seconds(base::WallTime time) { return time.time_since_epoch().count(); }

/// How much a line wants of the clerk: only the first makes a sound.
enum class Weight : std::uint8_t { waits, look, none };

Weight weight_of(const domain::NoteGiven& note) {
    if (note.where == domain::kArrived) return Weight::none;
    const auto& kind = note.kind;
    return kind == "call" || kind == "alert" || kind == "staff_check" ? Weight::waits : Weight::look;
}

template <class Notes>
Weight weight_of_all(const Notes& notes, bool over) {
    auto most = Weight::none;
    for (const auto& note : notes)
        if (note.by.empty() && !note.over) most = std::min(most, weight_of(note.given));
    return over ? std::max(most, Weight::look) : most;
}

template <class Notes>
Json print_notes(const Notes& notes) {
    auto list = Json::array();
    for (const auto& note : notes)
        list.push_back({{"id", note.id},
                        {"kind", text(note.given.kind)},
                        {"error", note.given.error},
                        {"words", text(note.given.words)},
                        {"calls", note.given.calls},
                        {"letters", text(note.given.letters)},
                        {"weight", static_cast<int>(weight_of(note.given))},
                        {"at", seconds(note.at)},
                        {"by", text(note.by)},
                        {"over", note.over}});
    return list;
}

/// Whoever stands there and waits for a look of the desk waits, whatever the notes say.
template <class Row>
Json print_row(const Row& row, bool with_name, bool awaits_look) {
    const auto words = words_of(row.step.state);
    const auto weight = awaits_look && !row.decided ? Weight::waits : weight_of_all(row.notes, row.over);
    return {{"id", row.id},
            {"kiosk", text(row.kiosk)},
            {"visit", row.step.visit},
            {"n", row.step.n},
            {"number", text(row.step.number)},
            {"marks", text(row.step.marks)},
            {"look", awaits_look},
            {"decided", text(row.decided && row.decided->n == row.step.n ? row.decided->by : std::string{})},
            {"state", text(row.step.state)},
            {"step", text(words.step)},
            {"say", text(row.over ? "" : words.say)},
            {"error", row.step.error},
            {"finished", row.step.finished},
            {"file", text(row.step.file)},
            {"language", text(row.step.language)},
            {"began", seconds(row.began)},
            {"since", seconds(row.since)},
            {"over", row.over},
            {"name", with_name ? row.name : base::WipedText{}},
            {"kana", with_name ? row.kana : base::WipedText{}},
            {"weight", static_cast<int>(weight)},
            {"notes", print_notes(row.notes)}};
}

template <class Kiosk>
Json print_kiosk(const std::string& name, const Kiosk& kiosk, bool closed, const domain::DeskAnswer* by_us) {
    return {{"name", text(name)},
            {"there", kiosk.there},
            {"languages", text(kiosk.languages)},
            {"closed", closed},
            {"closed_by", text(by_us != nullptr ? by_us->by : std::string{})},
            {"state", text(kiosk.state)},
            {"step", text(words_of(kiosk.state).step)},
            {"error", kiosk.error},
            {"lost", kiosk.lost},
            {"since", seconds(kiosk.since)},
            {"weight", static_cast<int>(weight_of_all(kiosk.notes, false))},
            {"notes", print_notes(kiosk.notes)}};
}

/// As the kiosk's own screen has it, for the parts that there are.
Json print_report(const std::string& kiosk, const readiness::Report& report) {
    auto lines = Json::array();
    for (const auto& line : readiness::marked_lines_of(report))
        lines.push_back({{"text", text(line.text)}, {"level", static_cast<int>(line.level)}});
    return {{"kiosk", text(kiosk)}, {"at", seconds(report.at)}, {"ready", report.ready()}, {"lines", std::move(lines)}};
}

}  // namespace

std::string Board::print_readiness() {
    const std::scoped_lock lock(mutex_);
    std::string list;
    for (const auto& [name, kiosk] : kiosks_)
        if (kiosk.ready)
            list += fmt::format("{}{{\"kiosk\":{},\"look\":{}}}", list.empty() ? "" : ",\n",
                                nlohmann::json(name).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                                readiness::as_json(*kiosk.ready));
    return "[" + list + "]\n";
}

base::WipedText Board::print(std::uint64_t since, const std::set<std::uint64_t>& names) {
    const std::scoped_lock lock(mutex_);
    const bool whole = since == 0 || since < dropped_;
    Json list{{"now", seconds(clock_.wall())}, {"whole", whole}, {"rows", Json::array()}, {"kiosks", Json::array()}};
    for (auto row = rows_.rbegin(); row != rows_.rend(); ++row)
        if (whole || row->version > since)
            list["rows"].push_back(print_row(*row, names.contains(row->id), awaits_look(*row)));
    list["looks"] = Json::array();
    for (const auto& [name, kiosk] : kiosks_) {
        if (whole || kiosk.version > since)
            list["kiosks"].push_back(print_kiosk(name, kiosk, closed(name, kiosk), closed_.find(name)));
        if (kiosk.ready && (whole || kiosk.ready_version > since))
            list["looks"].push_back(print_report(name, *kiosk.ready));
    }
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace uketsuke::desk
