// SPDX-License-Identifier: Apache-2.0
// How the line to desks elsewhere is, in a file beside the kiosk's desk.socket: written by the line's own process, so
// that the kiosk's readiness opens no connection for it.
#pragma once

#include <filesystem>
#include <optional>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::desk_link {

struct LineStatus {
    bool broker = false;  ///< it answers
    int days_left = 0;    ///< of the kiosk's certificate on the line; negative: it has ended
    base::WallTime at{};  ///< when it was so; renewed within kLineStatusCounts
    bool operator==(const LineStatus&) const = default;
};
constexpr std::chrono::seconds kLineStatusCounts{60};

/// Errors: file_unreadable.
base::Result<void> write_line_status(const std::filesystem::path& socket, const LineStatus& status);
/// nullopt: nobody writes one, or it is none.
std::optional<LineStatus> read_line_status(const std::filesystem::path& socket);

}  // namespace uketsuke::desk_link
