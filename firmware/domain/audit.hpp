// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "firmware/base/time.hpp"

namespace uketsuke::domain {

/// One audit record: what happened, without names, card numbers or images. Derived in flow, stored here.
struct AuditRecord {
    std::string_view event;                                        ///< snake_case, from a fixed list
    std::uint32_t visit = 0;                                     ///< counts visits since the journal's start
    std::vector<std::pair<std::string_view, std::string>> fields;  ///< e.g. {"code", "020"}
    base::WallTime time{};  ///< when it happened, set by whoever records it; 1970 means the time of writing
    bool operator==(const AuditRecord&) const = default;
};

}  // namespace uketsuke::domain
