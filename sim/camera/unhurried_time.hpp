// SPDX-License-Identifier: Apache-2.0
// Time of a rig with real threads, whose cameras are simulated: a busy machine makes a visit slower and nothing else.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "firmware/ports/camera.hpp"
#include "firmware/ports/clock.hpp"

namespace uketsuke::sim {

/// Goes by the machine's clock, but from one frame of a stream to the next no more than kLatest of it: what the machine
/// takes longer is not counted. A person before a real camera moves while the machine computes, and what is then too
/// slow is a fault; a simulated one would be refused for the load of the machine that plays it. Calendar and monotonic
/// time slow down together. A stream that asks for nothing any more is waited for kPatience of the machine's time.
/// Thread-safe.
class UnhurriedTime : public ports::Clock {
public:
    /// Ten pictures a second: with fewer a blink that is meant (Actor: shut for 0.5 s) is sometimes seen too shortly
    /// (challenge::Limits::closed), by chance.
    static constexpr base::Duration kLatest{100};
    static constexpr base::Duration kPatience{10'000};
    using Machine = std::function<base::MonoTime()>;

    explicit UnhurriedTime(base::WallTime start, Machine machine = steady);
    [[nodiscard]] base::MonoTime mono() const override;
    [[nodiscard]] base::WallTime wall() const override;

    /// `stream` asks for a frame: kLatest passes at most before it asks again or ends.
    void ask(const void* stream);
    void end(const void* stream);
    /// The camera that this thread asked lets so much time pass by itself: it waits for its next frame, or stalls. That
    /// is none of the machine's load, and counts whole.
    void spend(base::Duration duration);

private:
    static base::MonoTime steady();
    struct Asked {
        base::MonoTime latest;   ///< of this time
        base::MonoTime machine;  ///< when, by the machine's
        std::thread::id thread;  ///< that asked
    };
    [[nodiscard]] base::MonoTime now() const;

    const Machine machine_;
    const base::WallTime start_;
    mutable std::mutex mutex_;
    base::Duration lost_{0};  ///< of the machine's time
    std::map<const void*, Asked> streams_;
    const base::MonoTime begun_;
};

/// A camera whose streams keep time so. Thread-safe; a capture belongs to one thread.
class UnhurriedCamera : public ports::Camera {
public:
    /// `time` must outlive this and its captures.
    UnhurriedCamera(std::unique_ptr<ports::Camera> camera, UnhurriedTime& time)
        : camera_(std::move(camera)), time_(time) {}
    base::Result<void> probe() override { return camera_->probe(); }
    std::optional<std::string> identity() override { return camera_->identity(); }
    base::Result<std::unique_ptr<ports::Capture>> open() override;
    void forget() override { camera_->forget(); }

private:
    const std::unique_ptr<ports::Camera> camera_;
    UnhurriedTime& time_;
};

}  // namespace uketsuke::sim
