// SPDX-License-Identifier: Apache-2.0
// uketsuke-card before the real pcscd with simulated cards.
#pragma once

#include <memory>
#include <string>

#include "sim/card/my_number_card.hpp"
#include "sim/vpcd/private_pcscd.hpp"
#include "sim/vpcd/vpcd_card.hpp"
#include "tests/support/scratch.hpp"
#include "tools/card/commands.hpp"

namespace uketsuke::test {

using tools::card::Answer;
using Words = std::vector<std::string>;

/// One daemon for the whole program: libpcsclite reads its address once.
sim::PrivatePcscd& daemon();

sim::Person person(const std::string& key);
/// A new card, its photo a JP2 file of 240 x 320 pixels by its header (and of noise by its content).
std::shared_ptr<sim::MyNumberCard> card_of(const sim::Person& person);
std::shared_ptr<sim::MyNumberCard> card_of(const std::string& key);

/// A person with a reader and a card. `machine` is a quiet one: no other process, nothing on the USB.
class Counter {
public:
    Counter();
    ~Counter();
    Counter(const Counter&) = delete;
    Counter& operator=(const Counter&) = delete;

    /// Returns when pcscd has seen it. On the first reader, or on the second.
    void lay(std::shared_ptr<sim::VirtualCard> card, std::size_t reader = 0);
    void remove();
    /// What the tool says to these words, typed digits being `number_b`; what differs from run to run is made the same.
    Answer tool(Words words);
    /// A file in a folder of its own, gone with this.
    std::filesystem::path write(const std::string& name, const std::string& content) const;
    /// Settings that trust the test PKI. `more` follows the table [card].
    [[nodiscard]] std::string settings(const std::string& more = {}) const;

    tools::card::Machine machine;
    std::string number_b;
    int asked = 0;  ///< how often the tool wanted it

private:
    Scratch scratch_;
    const std::filesystem::path& folder_ = scratch_.path;
};

/// Times, serial number, places and user made the same; for the tool's answers.
std::string steady(std::string text);

}  // namespace uketsuke::test
