// SPDX-License-Identifier: Apache-2.0
// Results that wait for a share: to be held against the clinic's own data, or to be written once more in another form.
// Whoever's share hangs keeps none of them for long: what waits too long, and what there is no room for, is dropped.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "firmware/base/time.hpp"
#include "firmware/domain/eligibility.hpp"

namespace uketsuke::app {

/// Thread-safe.
class HeldResults {
public:
    using Shared = std::shared_ptr<const domain::Eligibility>;
    static constexpr std::size_t kMost = 16;

    /// `longest`: that one waits.
    explicit HeldResults(base::Duration longest) : longest_(longest) {}

    /// By which it is taken. The oldest one makes room.
    std::uint64_t put(Shared result, base::MonoTime now) {
        const std::scoped_lock lock(mutex_);
        if (waiting_.size() >= kMost) {
            waiting_.erase(waiting_.begin());
            ++dropped_;
        }
        waiting_[++last_] = {std::move(result), now};
        return last_;
    }
    /// nullptr: it waits no more.
    Shared take(std::uint64_t which) {
        const std::scoped_lock lock(mutex_);
        auto found = waiting_.extract(which);
        return found.empty() ? nullptr : std::move(found.mapped().result);
    }
    /// How many were dropped since the last call, for their age or for want of room.
    std::size_t drop_old(base::MonoTime now) {
        const std::scoped_lock lock(mutex_);
        dropped_ += std::erase_if(waiting_, [&](const auto& one) { return now - one.second.since >= longest_; });
        return std::exchange(dropped_, 0);
    }

private:
    struct Waiting {
        Shared result;
        base::MonoTime since;
    };
    const base::Duration longest_;
    std::mutex mutex_;
    std::map<std::uint64_t, Waiting> waiting_;
    std::uint64_t last_ = 0;
    std::size_t dropped_ = 0;
};

}  // namespace uketsuke::app
