// SPDX-License-Identifier: Apache-2.0
#include "board.hpp"

#include <algorithm>

#include "firmware/readiness/packed.hpp"

namespace uketsuke::desk {
using namespace std::chrono_literals;
namespace {

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
        Kiosk anew{.run = hello.run};
        anew.ready = std::move(kiosk.ready);
        anew.ready_version = kiosk.ready_version;
        kiosk = std::move(anew);
        told_ = clock_.mono();
        end_others(hello.kiosk, 0);
        end_notes(hello.kiosk);
    }
    for (auto& row : rows_)  // what was said may not have got there
        if (row.kiosk == hello.kiosk && row.decided) {
            row.decided.reset();
            touch(row);
        }
    touch(kiosk);
    kiosk.languages = hello.languages;
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
    touch(kiosk->second);
    const auto at = told.at - kiosk->second.ahead;
    told_ = clock_.mono() - std::clamp<std::chrono::seconds>(clock_.wall() - at, 0s, 24h);
    std::visit([&](auto& report) { take(from.kiosk, from.run, at, std::move(report), told.number); }, told.report);
    changed();
    return true;
}

void Board::left(const std::string& kiosk) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = kiosks_.find(kiosk); found != kiosks_.end()) {
        found->second.there = false;
        touch(found->second);
    }
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
    kiosk.marks = step.marks;
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
    touch(kiosks_[kiosk]);
    changed();
}

void Board::take(const std::string& name, const std::string& run, base::WallTime, domain::PersonNamed person,
                 std::uint64_t) {
    auto& named = kiosks_[name].person;
    named = std::move(person);
    for (auto& row : rows_)
        if (named && row.kiosk == name && row.run == run) {
            place(named, row);
            if (!named) touch(row);
        }
}

void Board::take(const std::string& name, const std::string&, base::WallTime at, const domain::ReadinessTold& told,
                 std::uint64_t) {
    auto& kiosk = kiosks_[name];
    kiosk.ready = readiness::unpack(told.rows, at);
    kiosk.ready_version = version_ + 1;
}

bool Board::name(const std::string& kiosk, const std::string& run, domain::PersonNamed person) {
    const std::scoped_lock lock(mutex_);
    std::optional<domain::PersonNamed> named(std::move(person));
    for (auto& row : rows_)
        if (named && row.kiosk == kiosk && row.run == run) {
            place(named, row);
            if (!named) touch(row);
        }
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
        if (rows_.size() >= kMostRows) dropped_ = version_ + 1;
        add_bounded(rows_, std::move(row), kMostRows);
        touch(rows_.back());
        return rows_.back();
    }
    if (!found->over) found->last = told_;
    touch(*found);
    return *found;
}

/// A kiosk is in one visit at a time.
void Board::end_others(const std::string& kiosk, std::uint64_t but) {
    for (auto& row : rows_)
        if (row.kiosk == kiosk && row.id != but && !std::exchange(row.over, true)) {
            row.last = told_;
            touch(row);
        }
}

/// An answer would reach a run that knows nothing of them.
void Board::end_notes(const std::string& kiosk) {
    for (auto& row : rows_)
        if (row.kiosk == kiosk && !row.notes.empty()) {
            for (auto& note : row.notes) note.over = note.over || note.by.empty();
            touch(row);
        }
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
    if (dropped) dropped_ = version_ + 1;
    for (auto& row : rows_) {
        const bool old = row.over && clock_.mono() - row.last >= keep_names_;
        if (row.name.empty() || (!old && !gone(row))) continue;
        row.name = row.kana = {};
        touch(row);
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
        if (auto* note = in(kiosk.notes)) {
            touch(kiosk);
            return note;
        }
        for (auto& row : rows_)
            if (row.kiosk == name && row.run == kiosk.run)
                if (auto* note = in(row.notes)) {
                    touch(row);
                    return note;
                }
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
    answering.answer = {{note->given.visit, note->given.n}, domain::DeskSays::comes, 0, by};
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
    const auto mark = [&](auto& line) {
        for (auto& note : line.notes)
            if (note.number == number) {
                note.by = by;
                touch(line);
            }
    };
    const auto found = kiosks_.find(kiosk);
    if (found == kiosks_.end() || found->second.run != run || number == 0) return;
    mark(found->second);
    for (auto& row : rows_)
        if (row.kiosk == kiosk && row.run == run) mark(row);
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

}  // namespace uketsuke::desk
