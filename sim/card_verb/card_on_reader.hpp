// SPDX-License-Identifier: Apache-2.0
// Lays a simulated card on a reader and takes it off, by words, one line at a time.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "like.hpp"
#include "sim/card/air_time.hpp"
#include "sim/paths/paths.hpp"
#include "sim/rig/held_card.hpp"
#include "sim/vpcd/vpcd_card.hpp"

namespace uketsuke::sim {

/// One command that a card was sent, in a line: header, how many bytes came with it, what it asks in words, application
/// that is selected afterwards, file, and the answer's status word. No data: there is none in the log.
std::string describe(const SentHeader& sent);

/// Thread-bound.
class CardOnReader {
public:
    struct Options {
        Paths paths;
        std::uint16_t port = 0;  ///< of vpcd
        base::Bytes atr;
        std::optional<AirLink> air;         ///< nullopt: the card answers at once
        std::optional<Likeness> like = {};  ///< every card is made like that one; its ATR is `atr`
    };
    /// Errors: file_unreadable (the test PKI).
    static base::Result<std::unique_ptr<CardOnReader>> create(Options options);

    /// Takes a person's new card into the hand, away from the reader if one lies there. Errors: file_unreadable.
    base::Result<void> take(std::string_view person);
    /// In what the held card is not like the report; nothing without one.
    [[nodiscard]] std::vector<std::string> not_followed() const;
    /// "insert", "remove", "swap PERSON [fast]", "fault WORDS", "tries", "status", "people", "help [WORD]"; the answer in
    /// words. Errors: config_invalid (not such words), reader_missing (nobody listens).
    base::Result<std::string> command(const std::string& line);
    /// What the card was sent since the last call; and once, that it left the field by itself.
    std::vector<std::string> news();

private:
    explicit CardOnReader(Options options);
    base::Result<std::string> insert(base::Duration hand = VpcdCard::kHand);
    base::Result<std::string> remove();
    base::Result<std::string> swap(const std::string& words);
    base::Result<std::string> fault(const std::string& words);
    base::Result<std::string> tries() const;
    base::Result<std::string> status() const;
    base::Result<std::string> people() const;

    Options options_;
    HeldCard held_;
    VpcdCard slot_;
    std::size_t told_ = 0;  ///< commands of the held card that news() has given out
    bool laid_ = false;
    std::string fault_;  ///< the words of the one in force; empty: none
};

}  // namespace uketsuke::sim
