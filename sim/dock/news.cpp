// SPDX-License-Identifier: Apache-2.0
#include "news.hpp"

#include <algorithm>
#include <utility>

namespace uketsuke::sim {

void News::add(std::string line) {
    {
        const std::scoped_lock lock(mutex_);
        lines_.push_back(std::move(line));
        if (lines_.size() > kKept) lines_.pop_front();
        ++last_;
    }
    added_.notify_all();
}

std::deque<std::string> News::after(std::uint64_t& seen, base::Duration limit) {
    std::unique_lock lock(mutex_);
    added_.wait_for(lock, limit, [&] { return last_ > seen || closed_; });
    const auto behind = std::min<std::uint64_t>(last_ - std::min(seen, last_), lines_.size());
    seen = last_;
    return {lines_.end() - static_cast<std::ptrdiff_t>(behind), lines_.end()};
}

void News::close() {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
    added_.notify_all();
}

bool News::closed() const {
    const std::scoped_lock lock(mutex_);
    return closed_;
}

}  // namespace uketsuke::sim
