// SPDX-License-Identifier: Apache-2.0
// The person's camera and an infrared one beside it, as one. Neither has met a real infrared camera: docs/cameras.md.
#pragma once

#include <atomic>
#include <deque>
#include <vector>

#include "firmware/domain/staff.hpp"
#include "firmware/ports/camera.hpp"

namespace uketsuke::app {

/// The last infrared frames, to find one that was taken with a colour frame. Thread-bound.
class InfraredFrames {
public:
    /// Lamps of such cameras flash, so that of three frames two may be dark (owners tell of one and of two); at 30 a
    /// second one of any three in a row is lit. A head that is held still moves some pixels meanwhile.
    static constexpr base::Duration kApart{100};
    /// More than fall into twice that time at 30 a second.
    static constexpr std::size_t kKept = 8;

    void keep(domain::Frame frame);
    /// Of those at most kApart from that time the brightest, since its lamp was on; of equal ones the nearest. Empty:
    /// there is none, and nobody knows what was to be seen.
    [[nodiscard]] domain::Image taken_with(base::MonoTime taken) const;

private:
    std::deque<domain::Frame> frames_;
};

/// Each frame of the colour camera with what the infrared one saw at its time (Frame::infrared). The colour camera sets
/// the pace: what the other has is taken and never waited for. One that falls silent gives empty pictures, which are
/// no evidence of anything.
///
/// Where the infrared camera is missing when it is looked for: with `required` that is the error of both; without,
/// frames come alone as if there were none, and take_news() tells it to the desk once. Another device in its place, or
/// a stream that is not what a sensor sends, is an error always. Thread-safe as far as both cameras are; a capture
/// belongs to one thread.
class PairedCamera : public ports::Camera {
public:
    /// Both must outlive this: the CheckedCamera of each.
    PairedCamera(ports::Camera& camera, ports::Camera& infrared, bool required)
        : camera_(camera), infrared_(infrared), required_(required) {}

    base::Result<void> probe() override;
    base::Result<std::unique_ptr<ports::Capture>> open() override;
    void forget() override;

    /// That the infrared camera went missing; once each time.
    std::vector<domain::DeskNote> take_news();

private:
    /// Whether it is borne.
    bool hear(const base::Result<void>& infrared);

    ports::Camera& camera_;
    ports::Camera& infrared_;
    const bool required_;
    std::atomic<bool> missing_ = false, untold_ = false;
};

}  // namespace uketsuke::app
