// SPDX-License-Identifier: Apache-2.0
#include "progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace uketsuke::tools::eval {
namespace {

constexpr std::chrono::milliseconds kFirst{1000}, kTerminal{200};
constexpr std::chrono::seconds kElsewhere{30};
constexpr std::size_t kBar = 24;

}  // namespace

Progress::Progress(std::string what, std::size_t total)
    : what_(std::move(what)),
      total_(total),
      terminal_(::isatty(STDERR_FILENO) == 1),
      start_(Clock::now()),
      next_(start_ + (terminal_ ? Clock::duration(kFirst) : Clock::duration(kElsewhere))) {}

Progress::~Progress() {
    if (terminal_ && Clock::now() - start_ > kFirst) fmt::print(stderr, "\r\033[K");
}

void Progress::step() {
    ++done_;
    if (Clock::now() < next_) return;
    show(done_ == total_);
    next_ = Clock::now() + (terminal_ ? Clock::duration(kTerminal) : Clock::duration(kElsewhere));
}

void Progress::show(bool last) {
    const auto seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    const double left = seconds * static_cast<double>(total_ - done_) / static_cast<double>(done_);
    const auto filled = kBar * done_ / total_;
    const auto rest = last ? "" : fmt::format(", about {:.0f} s left", left);
    if (terminal_)
        fmt::print(stderr, "\r\033[K{} [{}{}] {} of {}{}", what_, std::string(filled, '#'),
                   std::string(kBar - filled, '.'), done_, total_, rest);
    else
        fmt::print(stderr, "{}: {} of {}{}\n", what_, done_, total_, rest);
    std::fflush(stderr);
}

}  // namespace uketsuke::tools::eval
