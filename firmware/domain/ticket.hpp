// SPDX-License-Identifier: Apache-2.0
// Which visit, and which step of it, a piece of work belongs to.
#pragma once

#include <compare>
#include <cstdint>

namespace uketsuke::domain {

/// `session` counts cards, `n` counts entries into states. An answer with another ticket than the session's is late.
struct Ticket {
    std::uint32_t session = 0;
    std::uint32_t n = 0;
    auto operator<=>(const Ticket&) const = default;
};

}  // namespace uketsuke::domain
