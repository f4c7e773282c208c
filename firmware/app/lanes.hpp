// SPDX-License-Identifier: Apache-2.0
// Jobs run one after another on fixed lanes: what happens to the card never waits for the network.
#pragma once

#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "firmware/base/place.hpp"

namespace uketsuke::app {

enum class LaneName { card, face, net, files };
constexpr int kLaneCount = 4;

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

private:
    struct Lane {
        std::mutex mutex;
        std::condition_variable_any changed;
        std::deque<Job> jobs;
        std::jthread thread;  ///< last, so that it ends before what it uses
    };
    static void work(Lane& lane, const std::stop_token& stop);
    std::array<Lane, kLaneCount> lanes_;
};

}  // namespace uketsuke::app
