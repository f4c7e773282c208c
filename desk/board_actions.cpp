// SPDX-License-Identifier: Apache-2.0
// What clerks say to patients and kiosks: whether it is wanted now, and said by one of them alone.
#include <algorithm>

#include "board.hpp"

namespace uketsuke::desk {

using domain::DeskSays;

namespace {

bool has_mark(std::string_view marks, std::string_view mark) {
    while (!marks.empty()) {
        const auto one = marks.substr(0, marks.find(' '));
        if (one == mark) return true;
        marks.remove_prefix(std::min(marks.size(), one.size() + 1));
    }
    return false;
}

}  // namespace

/// The three states of the flow in which it takes the desk's word (flow/states_identity.hpp).
bool Board::awaits_look(const Row& row) {
    const auto& state = row.step.state;
    return !row.over && (state == "staff_password" || state == "staff_refused" || state == "staff_confirm");
}

Board::Row* Board::patient_of(std::uint64_t id) {
    const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) { return row.id == id; });
    if (found == rows_.end() || found->over || found->run != kiosks_.at(found->kiosk).run) return nullptr;
    return &*found;
}

Board::Answering Board::act(const Wish& wish) {
    const std::scoped_lock lock(mutex_);
    Answering answering;
    if (wish.row != 0) {
        if (auto* row = patient_of(wish.row)) answering = act_on(*row, wish);
    } else if (const auto kiosk = kiosks_.find(wish.kiosk); kiosk != kiosks_.end()) {
        answering = act_on(kiosk->second, wish);
        answering.kiosk = wish.kiosk;
    }
    changed();
    return answering;
}

/// What is decided about one screen names its step: an answer that comes late is another screen's no more.
Board::Answering Board::act_on(Row& row, const Wish& wish) {
    Answering answering{Answered::now, row.kiosk, {}, {{row.step.visit, 0}, wish.says, wish.item, wish.by}};
    if (wish.says == DeskSays::language || wish.says == DeskSays::comfort) return answering;
    const bool look = wish.says == DeskSays::confirms || wish.says == DeskSays::refuses;
    const bool unlock = wish.says == DeskSays::unlocks && has_mark(row.step.marks, "unlock");
    answering.how = Answered::not_now;
    if (!(look && awaits_look(row)) && !unlock) return answering;
    answering.answer.ticket.n = row.step.n;
    const bool first = !row.decided || row.decided->n != row.step.n;
    if (first) row.decided = Decided{row.step.n, wish.by};
    touch(row);
    answering.by = row.decided->by;
    answering.how = first ? Answered::now : Answered::before;
    return answering;
}

/// By this desk, or by one of before.
bool Board::closed(const std::string& name, const Kiosk& kiosk) const {
    return closed_.find(name) != nullptr || has_mark(kiosk.marks, "closed");
}

Board::Answering Board::act_on(Kiosk& kiosk, const Wish& wish) {
    Answering answering{Answered::not_now, {}, {}, {{}, wish.says, wish.item, wish.by}};
    if (wish.says == DeskSays::test_slip && kiosk.state == "idle") answering.how = Answered::now;
    if (wish.says == DeskSays::closes || wish.says == DeskSays::opens) {
        answering.how = closed(wish.kiosk, kiosk) == (wish.says == DeskSays::closes) ? Answered::before : Answered::now;
        if (const auto* how = closed_.find(wish.kiosk)) answering.by = how->by;
    }
    if (answering.how != Answered::now) return answering;
    if (wish.says == DeskSays::closes) closed_.close(wish.kiosk, answering.answer);
    if (wish.says == DeskSays::opens) {
        const auto* how = closed_.find(wish.kiosk);
        kiosk.opened = how == nullptr ? std::nullopt : std::optional(*how);
        closed_.open(wish.kiosk);
    }
    touch(kiosk);
    return answering;
}

void Board::withdraw(const Wish& wish) {
    const std::scoped_lock lock(mutex_);
    if (auto* row = patient_of(wish.row)) {
        row->decided.reset();
        touch(*row);
    }
    if (const auto kiosk = kiosks_.find(wish.kiosk); kiosk != kiosks_.end()) {
        if (wish.says == DeskSays::closes) closed_.open(wish.kiosk);
        if (wish.says == DeskSays::opens && kiosk->second.opened) closed_.close(wish.kiosk, *kiosk->second.opened);
        touch(kiosk->second);
    }
    changed();
}

void Board::said(const std::string& name, const std::string& run, const domain::DeskAnswer& answer) {
    const std::scoped_lock lock(mutex_);
    const auto kiosk = kiosks_.find(name);
    if (kiosk == kiosks_.end() || kiosk->second.run != run) return;
    if (answer.says == DeskSays::closes) closed_.close(name, answer);
    if (answer.says == DeskSays::opens) closed_.open(name);
    touch(kiosk->second);
    for (auto& row : rows_)
        if (row.kiosk == name && row.run == run && row.step.visit == answer.ticket.visit && answer.ticket.n != 0 &&
            answer.ticket.n == row.step.n && answer.says != DeskSays::comes) {
            row.decided = Decided{row.step.n, answer.by};
            touch(row);
        }
    changed();
}

std::optional<domain::DeskAnswer> Board::to_repeat(const std::string& name) {
    const std::scoped_lock lock(mutex_);
    const auto* how = closed_.find(name);
    return how == nullptr ? std::nullopt : std::optional(*how);
}

}  // namespace uketsuke::desk
