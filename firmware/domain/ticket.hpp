// SPDX-License-Identifier: Apache-2.0
// Which visit, and which step of it, a piece of work belongs to.
#pragma once

#include <compare>
#include <cstdint>

namespace uketsuke::domain {

/// `visit` counts visits, `n` counts entries into states; n = 0 stands for the whole visit. An answer whose ticket is
/// neither that of the present state nor that of the visit is late and dropped.
struct Ticket {
    std::uint32_t visit = 0;
    std::uint32_t n = 0;
    auto operator<=>(const Ticket&) const = default;
};

}  // namespace uketsuke::domain
