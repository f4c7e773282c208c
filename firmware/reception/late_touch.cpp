// SPDX-License-Identifier: Apache-2.0
#include "late_touch.hpp"

#include "firmware/base/log.hpp"

namespace uketsuke::reception {

void LateTouch::put(base::Folder folder, std::string name) {
    {
        const std::scoped_lock lock(mutex_);
        waiting_.push_back({std::move(folder), std::move(name), Clock::now() + after_});
    }
    if (!thread_.joinable()) thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
    added_.notify_one();
}

void LateTouch::work(const std::stop_token& stop) {
    for (;;) {
        std::unique_lock lock(mutex_);
        if (!added_.wait(lock, stop, [&] { return !waiting_.empty(); })) return;
        const auto due = waiting_.front().due;
        added_.wait_until(lock, stop, due, [] { return false; });
        const auto one = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        const auto touched = one.folder.touch(one.name);
        if (!touched && one.folder.holds(one.name)) base::warn("reception", "{}", touched.error().detail);
    }
}

}  // namespace uketsuke::reception
