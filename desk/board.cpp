// SPDX-License-Identifier: Apache-2.0
#include "board.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "step_words.hpp"

namespace uketsuke::desk {
using namespace std::chrono_literals;
namespace {

/// How much a line wants of the clerk: only the first makes a sound.
enum class Weight : std::uint8_t { waits, look, none };

Weight weight_of(std::string_view kind) {
    return kind == "call" || kind == "alert" || kind == "staff_check" ? Weight::waits : Weight::look;
}

template <class Notes>
Weight weight_of_all(const Notes& notes, bool over) {
    auto most = Weight::none;
    for (const auto& note : notes)
        if (note.by.empty() && !note.over) most = std::min(most, weight_of(note.given.kind));
    return over ? std::max(most, Weight::look) : most;
}

template <class Notes, class Note>
void add_bounded(Notes& notes, Note note, std::size_t most) {
    notes.push_back(std::move(note));
    if (notes.size() > most) notes.pop_front();
}

}  // namespace

std::optional<desk_link::Welcome> Board::greet(const desk_link::Hello& hello) {
    const std::scoped_lock lock(mutex_);
    if (!kiosks_.contains(hello.kiosk) && kiosks_.size() >= kMostKiosks) return desk_link::Welcome{};
    auto& kiosk = kiosks_[hello.kiosk];
    if (kiosk.run != hello.run) {
        kiosk = {.run = hello.run};
        told_ = clock_.mono();
        end_others(hello.kiosk, 0);
        end_notes(hello.kiosk);
    }
    kiosk.there = true;
    kiosk.lost = hello.lost;
    kiosk.ahead = hello.now - clock_.wall();
    changed();
    return desk_link::Welcome{kiosk.last};
}

bool Board::hear(const desk_link::Hello& from, desk_link::Told told) {
    const std::scoped_lock lock(mutex_);
    const auto kiosk = kiosks_.find(from.kiosk);
    if (kiosk == kiosks_.end() || kiosk->second.run != from.run || told.number <= kiosk->second.last) return true;
    kiosk->second.last = told.number;
    kiosk->second.heard = clock_.mono();
    const auto at = told.at - kiosk->second.ahead;
    told_ = clock_.mono() - std::clamp<std::chrono::seconds>(clock_.wall() - at, 0s, 24h);
    std::visit([&](auto& report) { take(from.kiosk, from.run, at, std::move(report), told.number); }, told.report);
    changed();
    return true;
}

void Board::left(const std::string& kiosk) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = kiosks_.find(kiosk); found != kiosks_.end()) found->second.there = false;
    changed();
}

void Board::look() {
    const std::scoped_lock lock(mutex_);
    if (drop_old()) changed();
}

void Board::take(const std::string& name, const std::string& run, base::WallTime at, domain::StepReached step,
                 std::uint64_t) {
    auto& kiosk = kiosks_[name];
    if (kiosk.state != step.state) kiosk.since = at;
    kiosk.state = step.state;
    kiosk.error = step.error;
    kiosk.language = step.language;
    if (!step.patient) {
        kiosk.person.reset();
        return end_others(name, 0);
    }
    auto& row = row_of(name, run, step.visit, at);
    if (row.step.state != step.state) row.since = at;
    step.finished = step.finished || row.step.finished;  // the kiosk forgets a visit before the card is taken
    if (step.file.empty()) step.file = row.step.file;
    row.step = std::move(step);
    place(kiosk.person, row);
    end_others(name, row.id);
}

void Board::take(const std::string& name, const std::string& run, base::WallTime at, domain::NoteGiven note,
                 std::uint64_t number) {
    const auto visit = note.visit;
    auto& notes = visit == 0 ? kiosks_[name].notes : row_of(name, run, visit, at).notes;
    add_bounded(notes, Note{std::move(note), next_id_++, at, {}, false, number}, kMostNotes);
}

void Board::note(const std::string& kiosk, domain::NoteGiven note) {
    const std::scoped_lock lock(mutex_);
    if (!kiosks_.contains(kiosk)) return;
    take(kiosk, {}, clock_.wall(), std::move(note), 0);
    changed();
}

void Board::take(const std::string& name, const std::string& run, base::WallTime, domain::PersonNamed person,
                 std::uint64_t) {
    auto& named = kiosks_[name].person;
    named = std::move(person);
    for (auto& row : rows_)
        if (row.kiosk == name && row.run == run) place(named, row);
}

bool Board::name(const std::string& kiosk, const std::string& run, domain::PersonNamed person) {
    const std::scoped_lock lock(mutex_);
    std::optional<domain::PersonNamed> named(std::move(person));
    for (auto& row : rows_)
        if (row.kiosk == kiosk && row.run == run) place(named, row);
    if (!named) changed();
    return !named;
}

/// Into the row of that file, once.
void Board::place(std::optional<domain::PersonNamed>& person, Row& row) {
    if (!person || row.step.file.empty() || row.step.file != person->file) return;
    row.name = std::move(person->name);
    row.kana = std::move(person->kana);
    person.reset();
}

Board::Row& Board::row_of(const std::string& kiosk, const std::string& run, std::uint32_t visit, base::WallTime at) {
    const auto found = std::find_if(rows_.rbegin(), rows_.rend(), [&](const Row& row) {
        return row.kiosk == kiosk && row.run == run && row.step.visit == visit;
    });
    if (found == rows_.rend()) {
        Row row{.id = next_id_++, .kiosk = kiosk, .run = run, .step = {.visit = visit}, .began = at, .since = at};
        row.last = told_;
        add_bounded(rows_, std::move(row), kMostRows);
        return rows_.back();
    }
    if (!found->over) found->last = told_;
    return *found;
}

/// A kiosk is in one visit at a time.
void Board::end_others(const std::string& kiosk, std::uint64_t but) {
    for (auto& row : rows_)
        if (row.kiosk == kiosk && row.id != but && !std::exchange(row.over, true)) row.last = told_;
}

/// An answer would reach a run that knows nothing of them.
void Board::end_notes(const std::string& kiosk) {
    for (auto& row : rows_)
        if (row.kiosk == kiosk)
            for (auto& note : row.notes) note.over = note.over || note.by.empty();
}

/// A kiosk that vanished ends no visit: it may come back into it, but not for ever.
bool Board::gone(const Row& row) const {
    return !kiosks_.at(row.kiosk).there && clock_.mono() - row.last >= keep_names_;
}

void Board::drop_persons() {
    for (auto& [name, kiosk] : kiosks_)
        if (!kiosk.there && clock_.mono() - kiosk.heard >= keep_names_) kiosk.person.reset();
}

bool Board::drop_old() {
    const auto today = base::date_in_japan(clock_.wall());
    const auto before = rows_.size();
    std::erase_if(rows_,
                  [&](const Row& row) { return (row.over || gone(row)) && base::date_in_japan(row.began) < today; });
    drop_persons();
    bool dropped = rows_.size() != before;
    for (auto& row : rows_) {
        const bool old = row.over && clock_.mono() - row.last >= keep_names_;
        if (row.name.empty() || (!old && !gone(row))) continue;
        row.name = row.kana = {};
        dropped = true;
    }
    return dropped;
}

void Board::changed() {
    ++version_;
    changed_.notify_all();
}

Board::Note* Board::find(std::uint64_t id, Answering& into) {
    const auto in = [&](auto& notes) -> Note* {
        const auto found = std::find_if(notes.begin(), notes.end(), [&](const Note& n) { return n.id == id; });
        return found == notes.end() ? nullptr : &*found;
    };
    for (auto& [name, kiosk] : kiosks_) {
        into.kiosk = name;
        if (auto* note = in(kiosk.notes)) return note;
        for (auto& row : rows_)
            if (row.kiosk == name && row.run == kiosk.run)
                if (auto* note = in(row.notes)) return note;
    }
    return nullptr;
}

Board::Answering Board::answer(std::uint64_t id, const std::string& by) {
    const std::scoped_lock lock(mutex_);
    Answering answering;
    auto* note = find(id, answering);
    if (note == nullptr) return answering;
    answering.how = note->by.empty() ? Answered::now : Answered::before;
    if (note->by.empty()) note->by = by;
    answering.by = note->by;
    answering.answer.ticket = {note->given.visit, note->given.n};
    answering.run = kiosks_[answering.kiosk].run;
    answering.number = note->number;
    changed();
    return answering;
}

void Board::withdraw(std::uint64_t id, const std::string& by) {
    const std::scoped_lock lock(mutex_);
    Answering ignored;
    if (auto* note = find(id, ignored); note != nullptr && note->by == by) note->by.clear();
    changed();
}

void Board::answered(const std::string& kiosk, const std::string& run, std::uint64_t number, const std::string& by) {
    const std::scoped_lock lock(mutex_);
    const auto mark = [&](auto& notes) {
        for (auto& note : notes)
            if (note.number == number) note.by = by;
    };
    const auto found = kiosks_.find(kiosk);
    if (found == kiosks_.end() || found->second.run != run || number == 0) return;
    mark(found->second.notes);
    for (auto& row : rows_)
        if (row.kiosk == kiosk && row.run == run) mark(row.notes);
    changed();
}

std::vector<Board::Named> Board::named() {
    const std::scoped_lock lock(mutex_);
    std::vector<Named> all;
    for (const auto& row : rows_)
        if (!row.name.empty()) all.push_back({row.id, row.kiosk, row.step.visit});
    return all;
}

std::uint64_t Board::version() {
    const std::scoped_lock lock(mutex_);
    return version_;
}

std::uint64_t Board::wait_past(std::uint64_t version, base::Duration limit) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, limit, [&] { return version_ != version; });
    return version_;
}

namespace {

using Json = nlohmann::basic_json<std::map, std::vector, base::WipedText, bool, std::int64_t, std::uint64_t, double,
                                  base::WipingAllocator>;

base::WipedText text(std::string_view words) { return base::WipedText(words); }
std::int64_t seconds(base::WallTime time) { return time.time_since_epoch().count(); }

template <class Notes>
Json print_notes(const Notes& notes) {
    auto list = Json::array();
    for (const auto& note : notes)
        list.push_back({{"id", note.id},
                        {"kind", text(note.given.kind)},
                        {"error", note.given.error},
                        {"words", text(note.given.words)},
                        {"calls", note.given.calls},
                        {"weight", static_cast<int>(weight_of(note.given.kind))},
                        {"at", seconds(note.at)},
                        {"by", text(note.by)},
                        {"over", note.over}});
    return list;
}

template <class Row>
Json print_row(const Row& row, bool with_name) {
    const auto words = words_of(row.step.state);
    return {{"id", row.id},
            {"kiosk", text(row.kiosk)},
            {"visit", row.step.visit},
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
            {"weight", static_cast<int>(weight_of_all(row.notes, row.over))},
            {"notes", print_notes(row.notes)}};
}

template <class Kiosk>
Json print_kiosk(const std::string& name, const Kiosk& kiosk) {
    return {{"name", text(name)},
            {"there", kiosk.there},
            {"state", text(kiosk.state)},
            {"step", text(words_of(kiosk.state).step)},
            {"error", kiosk.error},
            {"lost", kiosk.lost},
            {"since", seconds(kiosk.since)},
            {"weight", static_cast<int>(weight_of_all(kiosk.notes, false))},
            {"notes", print_notes(kiosk.notes)}};
}

}  // namespace

base::WipedText Board::print(const std::set<std::uint64_t>& names) {
    const std::scoped_lock lock(mutex_);
    Json list{{"now", seconds(clock_.wall())}, {"rows", Json::array()}, {"kiosks", Json::array()}};
    for (auto row = rows_.rbegin(); row != rows_.rend(); ++row)
        list["rows"].push_back(print_row(*row, names.contains(row->id)));
    for (const auto& [name, kiosk] : kiosks_) list["kiosks"].push_back(print_kiosk(name, kiosk));
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace uketsuke::desk
