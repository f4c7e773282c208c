// SPDX-License-Identifier: Apache-2.0
// A command APDU as a card reads it (ISO 7816-4, short and extended). Pure.
#pragma once

#include <optional>

#include "firmware/base/bytes.hpp"

namespace uketsuke::sim {

struct Command {
    std::uint8_t cla = 0, ins = 0, p1 = 0, p2 = 0;
    base::ByteView data;                  ///< a view into the bytes that were read
    std::optional<std::size_t> expected;  ///< Le, resolved (00 = 256, extended 0000 = 65536)
    bool extended = false;
};

/// nullopt when the lengths do not fit each other (6700).
std::optional<Command> read_command(base::ByteView bytes);

}  // namespace uketsuke::sim
