// SPDX-License-Identifier: Apache-2.0
// The camera over the reader's tray, simulated: the printed front of the card that lies there.
#pragma once

#include "card_front.hpp"
#include "sensor.hpp"

namespace uketsuke::sim {

/// How the card lies on the tray and how the camera sees it. All zero: straight, in the middle, sharp.
struct Tray {
    double turn = 0;         ///< degrees, clockwise; 180 = upside down
    double perspective = 0;  ///< how much shorter the far edge is, part of its length
    double blur = 0;         ///< standard deviation in pixels
    double light = 1;
    cv::Rect2d covered;  ///< part of the card under a finger, millimetres from its upper left corner
};

/// 1280x960 BGR at 15 frames a second. Thread-safe but for the capture, which belongs to one thread.
class SimulatedSurfaceCamera : public ports::Camera {
public:
    SimulatedSurfaceCamera(const ports::Clock& clock, PassTime pass, std::uint64_t noise_seed = 2);

    /// Puts a card's front (render_card_front) on the tray; an empty picture takes it away.
    void lay(const cv::Mat& front);
    void set_tray(const Tray& tray);
    Sensor& sensor() { return sensor_; }

    base::Result<void> probe() override { return sensor_.probe(); }
    base::Result<std::unique_ptr<ports::Capture>> open() override;

private:
    cv::Mat picture() const;

    Sensor sensor_;
    mutable std::mutex mutex_;
    cv::Mat front_;  ///< replaced, never written to
    Tray tray_;
};

}  // namespace uketsuke::sim
