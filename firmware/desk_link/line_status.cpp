// SPDX-License-Identifier: Apache-2.0
#include "line_status.hpp"

#include <fmt/format.h>

#include <sstream>

#include "firmware/base/file.hpp"

namespace uketsuke::desk_link {
namespace {

std::filesystem::path file_beside(std::filesystem::path socket) { return socket += ".line"; }

}  // namespace

base::Result<void> write_line_status(const std::filesystem::path& socket, const LineStatus& status) {
    return base::replace_file(file_beside(socket), fmt::format("{} {} {}\n", status.broker ? 1 : 0, status.days_left,
                                                               status.at.time_since_epoch().count()));
}

std::optional<LineStatus> read_line_status(const std::filesystem::path& socket) {
    const auto text = base::read_file(file_beside(socket));
    if (!text) return std::nullopt;
    std::istringstream words(*text);
    LineStatus status;
    std::int64_t at = 0;
    if (!(words >> status.broker >> status.days_left >> at)) return std::nullopt;
    status.at = base::WallTime{std::chrono::seconds{at}};
    return status;
}

}  // namespace uketsuke::desk_link
