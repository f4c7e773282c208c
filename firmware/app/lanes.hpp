// SPDX-License-Identifier: Apache-2.0
// Jobs run one after another on fixed lanes: what happens to the card never waits for the network, and the journal
// never for a share on another machine.
#pragma once

#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "firmware/base/place.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::app {

enum class LaneName {
    card,
    face,
    net,
    journal,  ///< the kiosk's own disk: journal and staff check
    files,    ///< the results' folder, which may lie on a share and hang; the settings' file
    desk,     ///< the log of calls for staff, which may lie on another
    camera,   ///< whether the camera is there: its driver may hang in that, too
    errands,  ///< what the service is asked while no patient waits for it: nobody's question stands behind it
    shares,   ///< the clinic's other folders, each of which may lie on a share and hang: no result waits for them
    printer,  ///< of the slips, which takes its time
};
constexpr int kLaneCount = 10;

using Job = std::function<void()>;

/// Runs jobs of one lane in order. Jobs are short and bounded; they never throw.
class Lanes {
public:
    virtual ~Lanes() = default;
    /// Thread-safe. `from` is the line that asks for the job.
    virtual void run(LaneName lane, Job job, base::Place from = base::Place::here()) = 0;
};

/// One thread a lane. Destruction finishes the job in hand and drops the rest.
class ThreadLanes : public Lanes {
public:
    ThreadLanes();
    ~ThreadLanes() override;
    void run(LaneName lane, Job job, base::Place from = {}) override;
    /// Waits until what stands on the lane now is done; false: it was not within `limit`. Thread-safe.
    bool drain(LaneName lane, base::Duration limit);
    /// The heartbeat, for a watchdog: how long ago each lane's oldest job was asked for; nothing: it has none. Jobs are
    /// bounded, so an age that only grows is a lane that hangs. Thread-safe.
    [[nodiscard]] std::array<std::optional<base::Duration>, kLaneCount> ages() const;

private:
    using Clock = std::chrono::steady_clock;
    struct Waiting {
        Job job;
        Clock::time_point since;
    };
    struct Lane {
        mutable std::mutex mutex;
        std::condition_variable_any changed;
        std::deque<Waiting> jobs;
        std::optional<Clock::time_point> in_hand;  ///< since when
        std::jthread thread;                       ///< last, so that it ends before what it uses
    };
    static void work(Lane& lane, const std::stop_token& stop);
    std::array<Lane, kLaneCount> lanes_;
};

}  // namespace uketsuke::app
