// SPDX-License-Identifier: Apache-2.0
#include "torn_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "sim/card/in_process_reader.hpp"
#include "tests/support/patience.hpp"

namespace uketsuke::test {
namespace {

using base::ErrorCode;
using ports::SlotState;

/// Commands that an undisturbed dialogue takes.
int length_of(const Dialogue& dialogue) {
    sim::InProcessReader reader;
    const auto card = light_card_of(dialogue.holder);
    reader.insert(card);
    auto session = reader.open(reader.state().card).value();
    if (!dialogue.run(*session)) return 0;
    return static_cast<int>(card->log().headers.size());
}

const std::map<std::string, int>& lengths() {
    static const auto known = [] {
        std::map<std::string, int> of;
        for (const auto& dialogue : dialogues()) of[dialogue.name] = length_of(dialogue);
        return of;
    }();
    return known;
}

}  // namespace

TornPlace::TornPlace(std::string reader_name, std::uint16_t port, std::uint64_t seed)
    : random_(seed),
      dice_(seed),
      reader_({.reader_name = std::move(reader_name), .longest_answer = 65536}),
      slot_(port) {}

TornPlace::Totals& TornPlace::Totals::operator+=(const Totals& other) {
    for (const auto part : {&Totals::sessions, &Totals::torn, &Totals::whole, &Totals::cards, &Totals::hands,
                            &Totals::verifies, &Totals::wrong, &Totals::burnt})
        this->*part += other.*part;
    return *this;
}

void TornPlace::blame(const std::string& what) {
    if (problem_.empty()) problem_ = fmt::format("session {}: {}", totals_.sessions, what);
}

void TornPlace::run(int sessions) {
    while (totals_.sessions < sessions && problem_.empty()) {
        const auto& dialogue = dialogues()[random_() % dialogues().size()];
        if (lay_card(dialogue.holder) && look_at_it()) disturb(dialogue);
    }
    slot_.remove();
}

/// The same card comes again, until tries are missing on it.
bool TornPlace::lay_card(const std::string& holder) {
    auto& card = cards_[holder];
    const bool worn = card && all_tries(*card) + 2 <= all_tries(*light_card_of(holder));
    const bool lies = card && card == card_ && slot_.inserted();
    if (!card || worn) {
        card = light_card_of(holder);
        ++totals_.cards;
    } else if (lies) {
        return true;
    }
    card_ = card;
    if (auto laid = slot_.insert(card_); !laid) {
        blame("no reader: " + laid.error().detail);
        return false;
    }
    return true;
}

base::Result<std::unique_ptr<ports::CardSession>> TornPlace::open() {
    auto seen = reader_.wait({}, {});
    for (const auto end = std::chrono::steady_clock::now() + kPatience;
         seen.kind != SlotState::Kind::present && std::chrono::steady_clock::now() < end;)
        seen = reader_.wait(seen, {});
    return reader_.open(seen.card);
}

/// Whatever happened before, it is there, it is itself, and it tells its tries.
bool TornPlace::look_at_it() {
    const auto session = open();
    if (!session) {
        blame("the card does not open: " + session.error().detail);
        return false;
    }
    const auto info = drivers::mynumber::MyNumberApplications(**session, face_record_roots()).identify();
    if (!info) blame("the card is not identified: " + info.error().detail);
    if (info && info->medium != domain::Medium::iphone && info->pin.left != card_->tries_left(kPin))
        blame("the card tells other tries than it has");
    return problem_.empty();
}

void TornPlace::disturb(const Dialogue& dialogue) {
    const auto verifies_before = all_verifies(*card_);
    const auto tries_before = all_tries(*card_);
    const bool by_hand = random_() % 4 == 0;
    const auto tear = by_hand ? sim::Tear{} : dice_.next(lengths().at(dialogue.name));
    const auto outcome = by_hand ? taken_away(dialogue) : torn_by_itself(dialogue, tear);
    ++totals_.sessions;
    (outcome ? totals_.whole : totals_.torn) += 1;
    // vpcd hands on what came of a torn answer: no status word, but for two bytes that happen to look like one.
    const bool may_be_garbled = tear.answered >= 2;
    const bool may_be_anything = tear.answered == 2;
    if (!outcome && outcome.error().code != ErrorCode::card_removed && !may_be_anything &&
        !(may_be_garbled && outcome.error().code == ErrorCode::card_garbled))
        blame(fmt::format("{}: {} ({})", dialogue.name, base::name_of(outcome.error().code), outcome.error().detail));
    const auto verifies = all_verifies(*card_) - verifies_before;
    const auto burnt = std::max(0, tries_before - all_tries(*card_));
    if (verifies > dialogue.hands) blame(fmt::format("{}: {} VERIFYs", dialogue.name, verifies));
    if (burnt > dialogue.wrong) blame(fmt::format("{}: {} tries burnt", dialogue.name, burnt));
    totals_.hands += dialogue.hands;
    totals_.wrong += dialogue.wrong;
    totals_.verifies += verifies;
    totals_.burnt += burnt;
}

/// At some command: before the card acted, after, or in the middle of its answer.
base::Result<void> TornPlace::torn_by_itself(const Dialogue& dialogue, const sim::Tear& tear) {
    const auto session = open();
    if (!session) return base::fail(session.error());
    sim::CardFaults faults;
    faults.tear = tear;
    card_->set_faults(faults);
    const auto outcome = dialogue.run(**session);
    if (card_->faults().tear.fired != 1) blame(dialogue.name + ": the tear did not fire");
    card_->set_faults({});
    return outcome;
}

/// By a hand, at some time.
base::Result<void> TornPlace::taken_away(const Dialogue& dialogue) {
    const auto session = open();
    if (!session) return base::fail(session.error());
    const std::chrono::microseconds delay(random_() % 4000);
    std::thread hand([this, delay] {
        std::this_thread::sleep_for(delay);
        slot_.remove();
    });
    const auto outcome = dialogue.run(**session);
    hand.join();
    return outcome;
}

}  // namespace uketsuke::test
