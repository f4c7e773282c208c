// SPDX-License-Identifier: Apache-2.0
#include "captions.hpp"

#include <utility>

namespace uketsuke::app {
namespace {
constexpr base::Duration kCaptionStays{1500};
}  // namespace

void Captions::show(std::vector<std::string> lines, base::MonoTime from, base::MonoTime until) {
    lines_ = std::move(lines);
    from_ = from;
    until_ = until;
}

base::MonoTime Captions::end_of(std::size_t line) const {
    const auto share = (until_ - from_) * (static_cast<int>(line) + 1) / static_cast<int>(lines_.size());
    return from_ + share + (line + 1 == lines_.size() ? kCaptionStays : base::Duration::zero());
}

std::size_t Captions::line_at(base::MonoTime now) const {
    std::size_t line = 0;
    while (line < lines_.size() && now >= end_of(line)) ++line;
    return line;
}

std::string Captions::at(base::MonoTime now) const {
    const auto line = line_at(now);
    return now < from_ || line == lines_.size() ? std::string() : lines_[line];
}

base::MonoTime Captions::changes(base::MonoTime now) const {
    const auto line = line_at(now);
    if (line == lines_.size()) return base::MonoTime::max();
    return now < from_ ? from_ : end_of(line);
}

}  // namespace uketsuke::app
