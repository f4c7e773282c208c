// SPDX-License-Identifier: Apache-2.0
// A kiosk without threads and without waiting: clock, lanes and mailbox over one queue of what happens when.
#pragma once

#include <optional>
#include <queue>
#include <variant>

#include "firmware/app/kiosk.hpp"

namespace uketsuke::sim {

/// Time moves only by advance(). Jobs run at the virtual time at which their lane is free and take as long as the
/// simulated device says by spend(); what they post arrives that much later. Same inputs, same order, always.
class VirtualTime : public ports::Clock, public app::Lanes, public app::Mailbox {
public:
    explicit VirtualTime(base::WallTime start) : start_(start) {}

    [[nodiscard]] base::MonoTime mono() const override { return now_ + spent_; }
    [[nodiscard]] base::WallTime wall() const override;
    void run(app::LaneName lane, app::Job job, base::Place from = base::Place::here()) override;
    void post(flow::Event event, base::Place from = base::Place::here()) override;

    /// Sees what the queue does.
    struct Watcher {
        std::function<void(base::Place from)>
            event;  ///< the kiosk gets an event that this line posted; none: it had it
        std::function<void(app::LaneName lane, base::Place from)> job;  ///< a job begins that this line asked for
        std::function<void(const flow::Event&)> posted;
    };
    void watch(Watcher watcher) { watcher_ = std::move(watcher); }

    /// Called by a simulated device inside a job: this much time passes in it.
    void spend(base::Duration duration) { spent_ += duration; }
    /// A lane that hangs: its jobs wait until it is let go again.
    void hold(app::LaneName lane, bool held);
    /// How many jobs wait on held lanes.
    [[nodiscard]] int waiting() const;
    /// Sets the calendar; the monotonic time runs on.
    void set_wall(base::WallTime now) { start_ += now - right_wall(); }
    /// What the calendar ought to be, whatever is wrong with it.
    [[nodiscard]] base::WallTime right_wall() const;
    /// The calendar is so far off, or with `stops` stands still from now on; the count begins anew.
    void derange(std::chrono::seconds by, bool stops);
    /// How often a wrong calendar was looked at.
    [[nodiscard]] int misread() const { return misread_; }
    /// The kiosk that gets the events; set before the first advance.
    void drive(app::Kiosk& kiosk) { kiosk_ = &kiosk; }
    /// Lets time pass until `done` or until `limit` is over; returns done().
    bool advance_until(const std::function<bool()>& done, base::Duration limit);
    void advance(base::Duration duration) {
        advance_until([] { return false; }, duration);
    }

private:
    struct LaneJob {
        app::LaneName lane;
        app::Job job;
        base::Place from;
    };
    struct Posted {
        flow::Event event;
        base::Place from;
    };
    struct Item {
        base::MonoTime at;
        std::uint64_t order;
        std::variant<Posted, LaneJob> what;
        bool operator>(const Item& other) const { return std::tie(at, order) > std::tie(other.at, other.order); }
    };
    void push(base::MonoTime at, std::variant<Posted, LaneJob> what);
    void take_next();
    void execute(std::uint64_t order, LaneJob job);

    base::WallTime start_;
    base::MonoTime now_{};
    base::Duration spent_{0};
    std::uint64_t order_ = 0;
    std::priority_queue<Item, std::vector<Item>, std::greater<>> items_;
    struct LaneState {
        base::MonoTime free_at{};
        bool held = false;
        std::vector<std::pair<std::uint64_t, LaneJob>> waiting;  ///< with the place in the queue that each had
    };
    std::array<LaneState, app::kLaneCount> lanes_{};
    app::Kiosk* kiosk_ = nullptr;
    Watcher watcher_;
    std::chrono::seconds off_by_{0};
    std::optional<base::WallTime> stopped_;
    mutable int misread_ = 0;
};

}  // namespace uketsuke::sim
