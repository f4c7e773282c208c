// SPDX-License-Identifier: Apache-2.0
// All readers that the daemon has at this moment, and what lies in them: one look, for diagnosis.
#pragma once

#include <string>
#include <vector>

#include "drivers/pcsc/call.hpp"
#include "firmware/base/bytes.hpp"

namespace uketsuke::drivers::pcsc {

struct ListedReader {
    std::string name;
    bool card = false;
    bool mute = false;       ///< the card does not answer to power
    bool exclusive = false;  ///< a program holds the card for itself
    bool in_use = false;     ///< a program has it open
    base::Bytes atr;         ///< of the card, as the reader makes it up
};

/// The names alone.
base::Expected<std::vector<std::string>, Failure> reader_names(const Context& context);

/// In the daemon's order; none is no failure.
base::Expected<std::vector<ListedReader>, Failure> list_readers(const Context& context);

}  // namespace uketsuke::drivers::pcsc
