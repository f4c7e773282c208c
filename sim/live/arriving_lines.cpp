// SPDX-License-Identifier: Apache-2.0
#include "arriving_lines.hpp"

#include <fcntl.h>
#include <poll.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace uketsuke::sim {
namespace {
constexpr int kLookMs = 20;
}

base::Result<ArrivingLines> ArrivingLines::open(const std::string& file) {
    base::Descriptor from(file == "-" ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
                                      : ::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!from) return base::fail(base::ErrorCode::file_unreadable, file + ": " + std::strerror(errno));
    return ArrivingLines(std::move(from));
}

std::optional<std::string> ArrivingLines::next(const std::function<void()>& meanwhile) {
    for (;;) {
        const auto end = read_.find('\n');
        if (end != std::string::npos) {
            auto line = read_.substr(0, end);
            read_.erase(0, end + 1);
            return line;
        }
        pollfd there{from_.get(), POLLIN, 0};
        if (::poll(&there, 1, kLookMs) == 0)
            meanwhile();
        else if (!read())
            break;
    }
    return read_.empty() ? std::nullopt : std::optional(std::exchange(read_, {}));
}

/// False at the end.
bool ArrivingLines::read() {
    std::array<char, 512> part{};
    const auto size = ::read(from_.get(), part.data(), part.size());
    if (size > 0) read_.append(part.data(), static_cast<std::size_t>(size));
    return size > 0 || (size < 0 && errno == EINTR);
}

}  // namespace uketsuke::sim
