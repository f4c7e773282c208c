// SPDX-License-Identifier: Apache-2.0
// The readers on the desk and the card that is taken: those of this machine's pcscd, or a test's.
#pragma once

#include <functional>

#include "drivers/pcsc/reader_list.hpp"
#include "fact.hpp"
#include "tools/card/chosen_card.hpp"

namespace uketsuke::tools::contact {

struct SeenReader {
    drivers::pcsc::ListedReader listed;
    std::optional<UsbId> usb;  ///< where its driver tells it
};

struct Desk {
    /// All that fit the task's words; nothing is said to any card. Errors: daemon_missing, reader_denied.
    std::function<base::Result<std::vector<SeenReader>>()> readers;
    /// Errors: those of card::hold.
    std::function<base::Result<card::ChosenCard>()> hold;
};

/// The task must outlive it.
Desk real_desk(const card::Task& task);

}  // namespace uketsuke::tools::contact
