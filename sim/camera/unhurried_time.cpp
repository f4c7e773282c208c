// SPDX-License-Identifier: Apache-2.0
#include "unhurried_time.hpp"

#include <algorithm>

namespace uketsuke::sim {
namespace {

class UnhurriedCapture : public ports::Capture {
public:
    UnhurriedCapture(std::unique_ptr<ports::Capture> capture, UnhurriedTime& time)
        : capture_(std::move(capture)), time_(time) {}
    ~UnhurriedCapture() override { time_.end(this); }
    UnhurriedCapture(const UnhurriedCapture&) = delete;
    UnhurriedCapture& operator=(const UnhurriedCapture&) = delete;

    base::Result<domain::Frame> next_frame(base::Duration limit) override {
        time_.ask(this);
        return capture_->next_frame(limit);
    }
    [[nodiscard]] std::string identity() const override { return capture_->identity(); }

private:
    const std::unique_ptr<ports::Capture> capture_;
    UnhurriedTime& time_;
};

}  // namespace

base::MonoTime UnhurriedTime::steady() {
    return std::chrono::time_point_cast<base::Duration>(std::chrono::steady_clock::now());
}

UnhurriedTime::UnhurriedTime(base::WallTime start, Machine machine)
    : machine_(std::move(machine)), start_(start), begun_(machine_()) {}

base::MonoTime UnhurriedTime::now() const {
    const auto machine = machine_();
    auto now = machine - lost_;
    for (const auto& [stream, asked] : streams_)
        if (machine - asked.machine < kPatience) now = std::min(now, asked.latest);
    return now;
}

base::MonoTime UnhurriedTime::mono() const {
    const std::scoped_lock lock(mutex_);
    return now();
}

base::WallTime UnhurriedTime::wall() const {
    return start_ + std::chrono::duration_cast<base::WallTime::duration>(mono() - begun_);
}

void UnhurriedTime::ask(const void* stream) {
    const std::scoped_lock lock(mutex_);
    const auto asked = now();
    const auto machine = machine_();
    lost_ = machine - asked;
    streams_[stream] = {asked + kLatest, machine, std::this_thread::get_id()};
}

void UnhurriedTime::spend(base::Duration duration) {
    const std::scoped_lock lock(mutex_);
    const auto until = now() + duration;
    for (auto& [stream, asked] : streams_)
        if (asked.thread == std::this_thread::get_id()) asked.latest = std::max(asked.latest, until);
}

void UnhurriedTime::end(const void* stream) {
    const std::scoped_lock lock(mutex_);
    lost_ = machine_() - now();
    streams_.erase(stream);
}

base::Result<std::unique_ptr<ports::Capture>> UnhurriedCamera::open() {
    auto capture = camera_->open();
    if (!capture) return base::fail(capture.error());
    return std::unique_ptr<ports::Capture>(std::make_unique<UnhurriedCapture>(std::move(*capture), time_));
}

}  // namespace uketsuke::sim
