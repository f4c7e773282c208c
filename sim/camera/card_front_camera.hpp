// SPDX-License-Identifier: Apache-2.0
// The camera over the reader's tray, simulated: the printed side of the card that lies there.
#pragma once

#include "card_front.hpp"
#include "sensor.hpp"
#include "tray.hpp"

namespace uketsuke::sim {

/// 1280x960 BGR at 15 frames a second. Thread-safe but for the capture, which belongs to one thread.
class SimulatedCardFrontCamera : public ports::Camera {
public:
    SimulatedCardFrontCamera(const ports::Clock& clock, PassTime pass, std::uint64_t noise_seed = 2);

    /// Puts a card (render_card_front) on the tray; an empty picture takes it away.
    void lay(const cv::Mat& front);
    void set_tray(const Tray& tray);
    /// Lays a paper or a phone over it; one without a picture takes it away.
    void cover(const LaidPaper& paper);
    /// Its faults. Noise is the tray's, not the sensor's.
    Sensor& sensor() { return sensor_; }

    base::Result<void> probe() override { return sensor_.probe(); }
    base::Result<std::unique_ptr<ports::Capture>> open() override;

private:
    cv::Mat picture();

    Sensor sensor_;
    std::mutex mutex_;
    cv::Mat front_;  ///< replaced, never written to
    Tray tray_;
    LaidPaper paper_;  ///< alike
    cv::Mat seen_;  ///< without noise; empty when something changed
    cv::RNG random_;
};

}  // namespace uketsuke::sim
