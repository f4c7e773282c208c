// SPDX-License-Identifier: Apache-2.0
// The reader and the card that the kiosk would take by the same settings, found by the kiosk's own driver.
#pragma once

#include <memory>
#include <string>

#include "drivers/pcsc/reader.hpp"
#include "task.hpp"

namespace uketsuke::tools::card {

/// What the driver chose, at one look; not opened yet.
struct Choice {
    std::unique_ptr<drivers::pcsc::PcscReader> reader;
    ports::SlotState state;
    std::string name;  ///< of the reader, when a card lies there
};
/// Gives a daemon that is just starting a second.
Choice choose_reader(const Task& task);

/// Held exclusively while this lives.
struct ChosenCard {
    std::unique_ptr<drivers::pcsc::PcscReader> reader;
    std::string reader_name;
    std::unique_ptr<ports::CardSession> session;
};
/// Its first dialogue has begun: a card that gives its answers drop by drop has no more time than another. After a
/// question to the person the next one begins. Errors: those of SlotState and CardReader::open; card_removed when there
/// is none.
base::Result<ChosenCard> hold(Choice choice);

}  // namespace uketsuke::tools::card
