// SPDX-License-Identifier: Apache-2.0
#include "counted_staff_gate.hpp"

#include <algorithm>

#include "firmware/base/log.hpp"

namespace uketsuke::reception {
namespace {

constexpr std::chrono::seconds kFirstWait{60};

int seconds_of(std::chrono::seconds wait) { return static_cast<int>(wait.count()); }

}  // namespace

using base::ErrorCode;

CountedStaffGate::CountedStaffGate(std::vector<Known> codes, const Rules& rules, ports::CounterStore& counters,
                                   const ports::Clock& clock)
    : codes_(std::move(codes)),
      tries_(std::max(1, rules.tries)),
      counters_(counters),
      clock_(clock),
      wrong_({tries_, kFirstWait, rules.longest_wait}) {}

base::Result<std::unique_ptr<CountedStaffGate>> CountedStaffGate::create(const Rules& rules,
                                                                         ports::CounterStore& counters,
                                                                         const ports::Clock& clock) {
    std::vector<Known> codes;
    for (const auto& [name, hash, expires] : rules.codes) {
        const auto parsed = PasswordHash::parse(hash);
        if (!parsed) return base::fail(parsed.error());
        codes.push_back({name, *parsed, expires});
    }
    const auto used = counters.read(kStaffTries);
    if (!used) return base::fail(used.error());
    std::unique_ptr<CountedStaffGate> gate(new CountedStaffGate(std::move(codes), rules, counters, clock));
    gate->wrong_.begin_at(static_cast<int>(std::min<std::uint64_t>(*used, static_cast<std::uint64_t>(gate->tries_))));
    return gate;
}

/// It stands on the disk when this returns.
base::Result<void> CountedStaffGate::count_try() {
    const auto used = counters_.read(kStaffTries);
    if (!used) return base::fail(used.error());
    return counters_.write(kStaffTries, *used + 1);
}

/// All are tried, so that the time tells nobody whose it is.
CountedStaffGate::Found CountedStaffGate::find(const base::Secret& code) const {
    const auto today = base::date_in_japan(clock_.wall());
    Found found;
    for (const auto& known : codes_) {
        if (!known.hash.matches(code)) continue;
        if (known.expires && *known.expires < today)
            found.expired = true;
        else
            found.counts = &known;
    }
    return found;
}

domain::StaffCheck CountedStaffGate::accept(const domain::CardKey& card, const Known& whose) {
    wrong_.clear(card);
    wrong_.begin_at(0);
    if (auto reset = counters_.write(kStaffTries, 0); !reset)
        base::warn("reception", "the tries of the staff check were not reset: {}", reset.error().detail);
    return {.accepted = true, .tries_left = tries_, .by = whose.name};
}

domain::StaffCheck CountedStaffGate::refuse(const domain::CardKey& card, bool expired) {
    const auto now = clock_.mono();
    wrong_.add(card, now);
    return {
        .tries_left = wrong_.left(card, now), .locked_for_s = seconds_of(wrong_.wait(card, now)), .expired = expired};
}

base::Result<domain::StaffCheck> CountedStaffGate::check(const domain::CardKey& card, base::Secret code) {
    if (codes_.empty()) return base::fail(ErrorCode::internal, "no code is set");
    if (const auto wait = wrong_.wait(card, clock_.mono()); wait.count() > 0)
        return domain::StaffCheck{.locked_for_s = seconds_of(wait)};
    if (const auto counted = count_try(); !counted)
        return base::fail(ErrorCode::file_unreadable, counted.error().detail);
    const auto found = find(code);
    code.clear();
    return found.counts != nullptr ? accept(card, *found.counts) : refuse(card, found.expired);
}

}  // namespace uketsuke::reception
