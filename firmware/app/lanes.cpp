// SPDX-License-Identifier: Apache-2.0
#include "lanes.hpp"

#include <future>
#include <memory>

namespace uketsuke::app {

ThreadLanes::ThreadLanes() {
    for (auto& lane : lanes_) lane.thread = std::jthread([&lane](std::stop_token stop) { work(lane, stop); });
}

ThreadLanes::~ThreadLanes() {
    for (auto& lane : lanes_) lane.thread.request_stop();
}

void ThreadLanes::run(LaneName name, Job job, base::Place) {
    auto& lane = lanes_[static_cast<std::size_t>(name)];
    {
        const std::scoped_lock lock(lane.mutex);
        lane.jobs.push_back({std::move(job), Clock::now()});
    }
    lane.changed.notify_one();
}

bool ThreadLanes::drain(LaneName name, base::Duration limit) {
    // The promise goes with the job, when that is dropped or comes too late.
    const auto done = std::make_shared<std::promise<void>>();
    const auto reached = done->get_future();
    run(name, [done] { done->set_value(); });
    return reached.wait_for(limit) == std::future_status::ready;
}

std::array<std::optional<base::Duration>, kLaneCount> ThreadLanes::ages() const {
    std::array<std::optional<base::Duration>, kLaneCount> ages;
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        const auto& lane = lanes_[i];
        const std::scoped_lock lock(lane.mutex);
        auto since = lane.in_hand;
        if (!since && !lane.jobs.empty()) since = lane.jobs.front().since;
        if (since) ages[i] = std::chrono::duration_cast<base::Duration>(Clock::now() - *since);
    }
    return ages;
}

void ThreadLanes::work(Lane& lane, const std::stop_token& stop) {
    for (;;) {
        Job job;
        {
            std::unique_lock lock(lane.mutex);
            if (!lane.changed.wait(lock, stop, [&] { return !lane.jobs.empty(); })) return;
            job = std::move(lane.jobs.front().job);
            lane.in_hand = lane.jobs.front().since;
            lane.jobs.pop_front();
        }
        if (stop.stop_requested()) return;
        job();
        job = nullptr;
        const std::scoped_lock lock(lane.mutex);
        lane.in_hand.reset();
    }
}

}  // namespace uketsuke::app
