// SPDX-License-Identifier: Apache-2.0
// What the desk has not taken yet, in order. In memory only.
#pragma once

#include <deque>

#include "wire.hpp"

namespace uketsuke::desk_link {

/// Thread-bound.
class Outbox {
public:
    struct Bounds {
        std::size_t reports = 4000;            ///< some hundred visits
        base::Duration keep_names{1'800'000};  ///< a name that waits longer is dropped
    };
    explicit Outbox(Bounds bounds) : bounds_(bounds) {}

    /// Without room the oldest one is lost. What is longer than a line may be is lost itself: it would stand in the way
    /// of all that follows.
    void put(domain::DeskReport report, base::WallTime at, base::MonoTime now);
    /// The desk has all up to this one.
    void taken(std::uint64_t number);
    /// The first that comes after this one; nullptr: there is none.
    [[nodiscard]] const Told* after(std::uint64_t number) const;
    /// The desk has all that came before it.
    [[nodiscard]] bool is_first(const Told& told) const {
        return !waiting_.empty() && waiting_.front().told.number == told.number;
    }
    void drop_old_names(base::MonoTime now);

    [[nodiscard]] bool empty() const { return waiting_.empty(); }
    [[nodiscard]] std::uint64_t last() const { return last_; }
    [[nodiscard]] std::uint64_t lost() const { return lost_; }

private:
    struct Waiting {
        Told told;
        base::MonoTime since;
    };
    const Bounds bounds_;
    std::deque<Waiting> waiting_;
    std::uint64_t last_ = 0, lost_ = 0;
};

}  // namespace uketsuke::desk_link
