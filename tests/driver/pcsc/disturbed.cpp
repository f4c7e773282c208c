// SPDX-License-Identifier: Apache-2.0
#include "disturbed.hpp"

#include <algorithm>
#include <cstdio>

namespace uketsuke::test {
namespace {

using Kind = ports::SlotState::Kind;

/// What a card, its reader and the daemon may be blamed for.
bool named(const base::Error& error) {
    const auto number = base::line_of(error.code).number;
    return number < 40 || (number >= 70 && number < 80);
}

}  // namespace

Disturbed::Disturbed(const Dialogue& dialogue, base::Duration limit)
    : card(light_card_of(dialogue.holder)),
      dialogue_(dialogue),
      reader_({.call_limit = limit, .longest_answer = 65536, .processes = "/nowhere"}) {
    pcsc.reset();
    pcsc.insert(FakePcsc::kReader, card);
}

base::Result<void> Disturbed::visit() {
    const auto seen = reader_.wait({}, {});
    if (seen.kind == Kind::down) return base::fail(*seen.reason);
    if (seen.kind == Kind::empty) return base::fail(base::ErrorCode::card_removed, "the reader looks empty");
    auto session = reader_.open(seen.card);
    if (!session) return base::fail(session.error());
    return dialogue_.run(**session);
}

void Disturbed::check(const base::Result<void>& outcome) {
    if (!outcome) {
        INFO(base::name_of(outcome.error().code) << ": " << outcome.error().detail);
        REQUIRE(named(outcome.error()));
    }
    REQUIRE(all_verifies(*card) <= dialogue_.hands);
    REQUIRE(all_tries(*light_card_of(dialogue_.holder)) - all_tries(*card) <= dialogue_.wrong);
    REQUIRE(pcsc.open_handles() == 0);
    REQUIRE(pcsc.open_contexts() <= 1);  // the monitor's, if it has one
}

void Disturbed::check_next_visit() {
    const auto before = all_verifies(*card);
    pcsc.fault_at(0, {});
    pcsc.remove();
    pcsc.insert(FakePcsc::kReader, card);
    auto seen = reader_.wait({}, {});
    for (int i = 0; i < 10 && seen.kind != Kind::present; ++i) seen = reader_.wait(seen, {});
    REQUIRE(seen.kind == Kind::present);
    auto session = reader_.open(seen.card);
    INFO((session ? "opened" : session.error().detail));
    REQUIRE(session);
    REQUIRE(dialogue_.run(**session));
    REQUIRE(all_verifies(*card) - before == dialogue_.hands);
}

std::vector<std::string> calls_of(const Dialogue& dialogue) {
    Disturbed visit(dialogue);
    REQUIRE(visit.visit());
    return visit.pcsc.made();
}

std::size_t calls_in_common(const Dialogue& dialogue) {
    const auto& identify = dialogues().front();
    if (&dialogue == &identify) return 0;
    const auto calls = calls_of(identify);
    if (dialogue.holder == identify.holder) return calls.size() - 2;  // but for SCardDisconnect, SCardReleaseContext
    const auto session = std::find(calls.begin() + 1, calls.end(), "SCardEstablishContext");
    return static_cast<std::size_t>(session - calls.begin());
}

void Tally::count(const base::Result<void>& outcome) {
    ++cases;
    ++outcomes[outcome ? "went through" : std::string(base::name_of(outcome.error().code))];
}

void Tally::print(const char* what) const {
    std::printf("%s: %d visits;", what, cases);
    for (const auto& [outcome, times] : outcomes) std::printf(" %s %d", outcome.c_str(), times);
    std::printf("\n");
}

}  // namespace uketsuke::test
