// SPDX-License-Identifier: Apache-2.0
// Results that wait to be held against the clinic's own data. Whoever's share hangs keeps none of them for long: what
// waits too long, and what there is no room for, is not compared.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "firmware/base/time.hpp"
#include "firmware/domain/eligibility.hpp"

namespace uketsuke::app {

/// Thread-safe.
class ToCompare {
public:
    using Shared = std::shared_ptr<const domain::Eligibility>;
    static constexpr std::size_t kMost = 16;
    static constexpr base::Duration kLongest{120'000};

    /// By which it is taken. The oldest one makes room.
    std::uint64_t put(Shared result, base::MonoTime now) {
        const std::scoped_lock lock(mutex_);
        if (waiting_.size() >= kMost) waiting_.erase(waiting_.begin());
        waiting_[++last_] = {std::move(result), now};
        return last_;
    }
    /// nullptr: it waits no more.
    Shared take(std::uint64_t which) {
        const std::scoped_lock lock(mutex_);
        auto found = waiting_.extract(which);
        return found.empty() ? nullptr : std::move(found.mapped().result);
    }
    void drop_old(base::MonoTime now) {
        const std::scoped_lock lock(mutex_);
        std::erase_if(waiting_, [&](const auto& one) { return now - one.second.since >= kLongest; });
    }

private:
    struct Waiting {
        Shared result;
        base::MonoTime since;
    };
    std::mutex mutex_;
    std::map<std::uint64_t, Waiting> waiting_;
    std::uint64_t last_ = 0;
};

}  // namespace uketsuke::app
