// SPDX-License-Identifier: Apache-2.0
#include "lanes.hpp"

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
        lane.jobs.push_back(std::move(job));
    }
    lane.changed.notify_one();
}

void ThreadLanes::work(Lane& lane, const std::stop_token& stop) {
    for (;;) {
        Job job;
        {
            std::unique_lock lock(lane.mutex);
            if (!lane.changed.wait(lock, stop, [&] { return !lane.jobs.empty(); })) return;
            job = std::move(lane.jobs.front());
            lane.jobs.pop_front();
        }
        if (stop.stop_requested()) return;
        job();
    }
}

}  // namespace uketsuke::app
