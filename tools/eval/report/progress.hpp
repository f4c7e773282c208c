// SPDX-License-Identifier: Apache-2.0
// How far a long run is: one changing line on a terminal, elsewhere a line every half minute, as ./kiosk does.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace uketsuke::tools::eval {

/// Writes to standard error; what is measured goes to standard output. Nothing is shown for work under a second.
class Progress {
public:
    Progress(std::string what, std::size_t total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// One more is done.
    void step();

private:
    void show(bool last);

    using Clock = std::chrono::steady_clock;
    const std::string what_;
    const std::size_t total_;
    const bool terminal_;
    const Clock::time_point start_;
    std::size_t done_ = 0;
    Clock::time_point next_;
};

}  // namespace uketsuke::tools::eval
