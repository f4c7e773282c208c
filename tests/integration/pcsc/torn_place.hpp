// SPDX-License-Identifier: Apache-2.0
// One slot of the real pcscd at which patients lose their cards in the middle of things.
#pragma once

#include <map>
#include <random>

#include "drivers/pcsc/reader.hpp"
#include "sim/vpcd/vpcd_card.hpp"
#include "tests/support/card_dialogues.hpp"

namespace uketsuke::test {

/// Thread-bound: nothing here is Catch2's.
class TornPlace {
public:
    struct Totals {
        int sessions = 0;
        int torn = 0;   ///< the card went in the middle of it: by itself at a command, or taken away by a hand
        int whole = 0;  ///< the dialogue went through
        int cards = 0;
        int hands = 0;     ///< digits that were confirmed
        int verifies = 0;  ///< that the cards were sent
        int wrong = 0;     ///< wrong digits that were confirmed
        int burnt = 0;     ///< tries, by the cards' own count
        Totals& operator+=(const Totals& other);
    };

    TornPlace(std::string reader_name, std::uint16_t port, std::uint64_t seed);
    /// Torn sessions, each after a look that finds the card working and its tries as the card counts them.
    void run(int sessions);

    [[nodiscard]] const Totals& totals() const { return totals_; }
    /// The first thing that was not as it must be, and in which session; empty when all was.
    [[nodiscard]] const std::string& problem() const { return problem_; }

private:
    bool lay_card(const std::string& holder);
    bool look_at_it();
    void disturb(const Dialogue& dialogue);
    base::Result<void> torn_by_itself(const Dialogue& dialogue, const sim::Tear& tear);
    base::Result<void> taken_away(const Dialogue& dialogue);
    base::Result<std::unique_ptr<ports::CardSession>> open();
    void blame(const std::string& what);

    std::mt19937_64 random_;
    sim::TearDice dice_;
    drivers::pcsc::PcscReader reader_;
    sim::VpcdCard slot_;
    std::map<std::string, std::shared_ptr<sim::MyNumberCard>> cards_;  ///< by holder
    std::shared_ptr<sim::MyNumberCard> card_;                          ///< the one that lies there
    Totals totals_;
    std::string problem_;
};

}  // namespace uketsuke::test
