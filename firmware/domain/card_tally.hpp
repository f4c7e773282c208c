// SPDX-License-Identifier: Apache-2.0
// How often something went wrong with each card, and how long the card has to wait for it. In memory only.
#pragma once

#include <map>

#include "firmware/base/time.hpp"
#include "firmware/domain/card.hpp"

namespace uketsuke::domain {

/// From `free` on each count makes the card wait, twice as long as the one before: nobody wins by patience or by laying
/// the card down anew, and what one does with a card costs the others nothing. By the monotonic clock, so that setting
/// the wall clock ends no wait. Thread-bound.
class CardTally {
public:
    struct Rules {
        int free = 3;  ///< the count that makes the card wait for the first time
        std::chrono::seconds first{60}, longest{3600};
    };
    explicit CardTally(const Rules& rules) : rules_(rules) {}

    /// A card that is not known yet begins with so many.
    void begin_at(int count) { start_ = count; }
    void add(const CardKey& card, base::MonoTime now);
    /// The card begins anew, at nothing.
    void clear(const CardKey& card) { cards_[card] = {}; }
    void clear_all() { cards_.clear(); }
    /// As if it had never been seen.
    void forget(const CardKey& card) { cards_.erase(card); }

    [[nodiscard]] int count(const CardKey& card) const { return entry_of(card).count; }
    /// Until the next one is taken, rounded up; zero: at once.
    [[nodiscard]] std::chrono::seconds wait(const CardKey& card, base::MonoTime now) const;
    /// How many are taken until the card waits; one after a wait, zero during it.
    [[nodiscard]] int left(const CardKey& card, base::MonoTime now) const;

private:
    struct Entry {
        int count = 0;
        base::MonoTime until{};
    };
    [[nodiscard]] Entry entry_of(const CardKey& card) const;
    [[nodiscard]] std::chrono::seconds wait_after(int count) const;

    Rules rules_;
    int start_ = 0;
    std::map<CardKey, Entry> cards_;
};

}  // namespace uketsuke::domain
