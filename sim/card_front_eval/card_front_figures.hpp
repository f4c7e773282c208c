// SPDX-License-Identifier: Apache-2.0
// Measures the reader of printed digits on card pictures by chance (sim/camera/card_front_cases.hpp). Our own
// rendering: the figures say how the reader works, and nothing about real cards.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "card_front_log.hpp"
#include "sim/camera/card_front_cases.hpp"

namespace uketsuke::sim {

struct CardFrontTally {
    int cards = 0, read = 0, wrong = 0;
    int late = 0;                    ///< read, but in more than a second
    std::vector<double> times;       ///< milliseconds: one core's work, and the waits for the camera's pictures
    std::map<std::string, int> why;  ///< details of what was not read

    [[nodiscard]] double read_in_time() const { return cards == 0 ? 0 : static_cast<double>(read - late) / cards; }
    [[nodiscard]] double time_at(double part) const;
};

struct CardFrontFigures {
    std::uint64_t first_seed = 0;
    std::vector<std::uint64_t> wrong_seeds;
    CardFrontTally all;
    std::vector<std::pair<std::string, CardFrontTally>> parts;  ///< by condition, by font, by whose card
    CardFrontTally backs;                                       ///< of a part of the cards, laid with the chip up

    [[nodiscard]] int wrong() const { return all.wrong + backs.read + backs.wrong; }
    /// How many were wrong, which, and what that bounds.
    [[nodiscard]] std::string bound() const;
    /// A table, one line a part; and what the number of cards bounds.
    [[nodiscard]] std::string table() const;
    /// The same for a page of docs/, without the reasons.
    [[nodiscard]] std::string markdown() const;
};

constexpr base::Date kCardFrontToday{2026, 11, 22};

struct CardFrontRun {
    std::filesystem::path models;  ///< folder of the networks
    std::uint64_t first_seed = 0;
    int cards = 0;
    int threads = 1;              ///< what is found does not depend on it
    CardFrontLog* log = nullptr;  ///< takes what is already there and keeps what is new; must outlive the call
};

/// Reads the card of each seed, each with a reader and a camera of its own, as the product does. `progress` hears of
/// what is done so far, from one thread at a time. Throws std::runtime_error when the networks cannot be opened.
CardFrontFigures measure_card_front(const CardFrontRun& run,
                                    const std::function<void(const CardFrontFigures&)>& progress = {});

}  // namespace uketsuke::sim
