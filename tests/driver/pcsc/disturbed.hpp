// SPDX-License-Identifier: Apache-2.0
// A whole visit on the fake of libpcsclite, disturbed at one call, and what must hold whatever was done to it.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <memory>

#include "drivers/pcsc/reader.hpp"
#include "fake_pcsc.hpp"
#include "tests/support/card_dialogues.hpp"

namespace uketsuke::test {

/// One card or phone, one reader object. The fake begins anew.
class Disturbed {
public:
    explicit Disturbed(const Dialogue& dialogue, base::Duration limit = base::Duration(5000));

    /// The monitor sees the card, it is opened, the dialogue runs, the session ends.
    base::Result<void> visit();
    /// No VERIFY but for a confirmed hand, no try but for a wrong digit, an error with a name, nothing left open.
    void check(const base::Result<void>& outcome);
    /// The card is taken away and laid down again; the same dialogue goes through, by the same reader object.
    void check_next_visit();

    FakePcsc& pcsc = FakePcsc::instance();
    std::shared_ptr<sim::MyNumberCard> card;

private:
    const Dialogue& dialogue_;
    drivers::pcsc::PcscReader reader_;
};

/// The calls of an undisturbed visit, by name.
std::vector<std::string> calls_of(const Dialogue& dialogue);
/// How many of a dialogue's first calls were made in an earlier one already, by the same to the same: those of the
/// monitor, and those that identify a card.
std::size_t calls_in_common(const Dialogue& dialogue);

/// Counts what became of the visits, for print().
struct Tally {
    std::map<std::string, int> outcomes;
    int cases = 0;
    void count(const base::Result<void>& outcome);
    void print(const char* what) const;
};

}  // namespace uketsuke::test
