// SPDX-License-Identifier: Apache-2.0
// Whether a kiosk or desk could speak with the others now: what readiness tells of the broker.
#pragma once

#include <filesystem>
#include <string>

namespace uketsuke::desk::line {

struct LineState {
    enum class How : std::uint8_t {
        right,
        not_joined,   ///< there is no identity in the folder
        ended,        ///< its certificate has
        unreachable,  ///< nobody answers, or the broker does not know this identity (any more)
    } how = How::right;
    std::string name, broker;  ///< empty: not joined
    int days_left = 0;         ///< of the certificate
};

/// Waits for the broker at most Broker::kPatience: not for a kiosk's thread.
LineState look_at_line(const std::filesystem::path& identity);

}  // namespace uketsuke::desk::line
