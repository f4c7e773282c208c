// SPDX-License-Identifier: Apache-2.0
#include "outbox.hpp"

#include <algorithm>

namespace uketsuke::desk_link {

void Outbox::put(domain::DeskReport report, base::WallTime at, base::MonoTime now) {
    waiting_.push_back({{++last_, at, std::move(report)}, now});
    if (write(waiting_.back().told).size() > kLongestLine)
        waiting_.pop_back();
    else if (waiting_.size() > bounds_.reports)
        waiting_.pop_front();
    else
        return;
    ++lost_;
}

void Outbox::taken(std::uint64_t number) {
    while (!waiting_.empty() && waiting_.front().told.number <= number) waiting_.pop_front();
}

const Told* Outbox::after(std::uint64_t number) const {
    const auto next = std::upper_bound(waiting_.begin(), waiting_.end(), number,
                                       [](std::uint64_t n, const Waiting& one) { return n < one.told.number; });
    return next == waiting_.end() ? nullptr : &next->told;
}

void Outbox::drop_old_names(base::MonoTime now) {
    std::erase_if(waiting_, [&](const Waiting& one) {
        return std::holds_alternative<domain::PersonNamed>(one.told.report) && now - one.since >= bounds_.keep_names;
    });
}

}  // namespace uketsuke::desk_link
