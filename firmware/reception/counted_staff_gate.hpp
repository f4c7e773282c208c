// SPDX-License-Identifier: Apache-2.0
// The codes of a staff check, one a person, behind a count of the wrong ones.
//
// The count of each card is in memory only, under a key that says nothing to anybody else: it makes that card wait, and
// no other. Beside it the wrong codes in a row with whatever card are counted on the disk, before a code is compared. A
// restart, which forgets the cards, so gives no try back: each card that comes afterwards begins with that count. A
// right code ends both. Waits run by the monotonic clock; no date that somebody sets ends one.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "firmware/domain/card_tally.hpp"
#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"
#include "password_hash.hpp"

namespace uketsuke::reception {

/// The counter's name in the CounterStore: wrong codes in a row, with whatever card.
constexpr std::string_view kStaffTries = "staff_check_tries";

/// Thread-bound to the journal's lane.
class CountedStaffGate : public ports::StaffGate {
public:
    struct Code {
        std::string name;  ///< whose it is: a label for journal and desk
        std::string hash;
        std::optional<base::Date> expires;  ///< its last day, in Japan; empty: it has none
    };
    struct Rules {
        std::vector<Code> codes;  ///< empty = no staff check
        int tries = 5;            ///< with one card, until it has to wait
        std::chrono::minutes longest_wait{15};
    };
    /// Store and clock must outlive it. Errors: config_invalid (a hash), file_unreadable.
    static base::Result<std::unique_ptr<CountedStaffGate>> create(const Rules& rules, ports::CounterStore& counters,
                                                                  const ports::Clock& clock);
    [[nodiscard]] bool available() const override { return !codes_.empty(); }
    base::Result<domain::StaffCheck> check(const domain::CardKey& card, base::Secret code) override;
    void unlock(const domain::CardKey& card) override { wrong_.clear(card); }

private:
    struct Known {
        std::string name;
        PasswordHash hash;
        std::optional<base::Date> expires;
    };
    struct Found {
        const Known* counts = nullptr;
        bool expired = false;  ///< it was somebody's, and counts no more
    };
    CountedStaffGate(std::vector<Known> codes, const Rules& rules, ports::CounterStore& counters,
                     const ports::Clock& clock);
    [[nodiscard]] Found find(const base::Secret& code) const;
    domain::StaffCheck accept(const domain::CardKey& card, const Known& whose);
    domain::StaffCheck refuse(const domain::CardKey& card, bool expired);
    base::Result<void> count_try();

    const std::vector<Known> codes_;
    const int tries_;
    ports::CounterStore& counters_;
    const ports::Clock& clock_;
    domain::CardTally wrong_;
};

}  // namespace uketsuke::reception
