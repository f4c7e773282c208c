// SPDX-License-Identifier: Apache-2.0
// Which visit, and which step of it, a piece of work belongs to.
#pragma once

#include <compare>
#include <cstdint>

namespace uketsuke::domain {

/// `session` counts visits, `n` counts entries into states; n = 0 stands for the whole visit. An answer whose ticket is
/// neither the session's nor its visit's is late and dropped.
struct Ticket {
    std::uint32_t session = 0;
    std::uint32_t n = 0;
    auto operator<=>(const Ticket&) const = default;
};

}  // namespace uketsuke::domain
