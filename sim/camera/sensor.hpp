// SPDX-License-Identifier: Apache-2.0
// What every simulated camera shares: faults by word, the pace of frames, the sensor's noise.
#pragma once

#include <functional>
#include <mutex>
#include <opencv2/core.hpp>
#include <optional>
#include <string_view>

#include "firmware/ports/camera.hpp"
#include "firmware/ports/clock.hpp"

namespace uketsuke::sim {

/// frozen, repeated, backwards, swapped: what somebody does who feeds in pictures. The last picture again, the stream's
/// first picture again, a time before the last one's, another identity. torn: what a lost packet leaves, the lower half
/// of the picture before under the upper half of the new one.
enum class CameraFault { none, off, stuck, black, frozen, repeated, backwards, swapped, torn };

/// By its name; nullopt for another word.
std::optional<CameraFault> camera_fault(std::string_view word);

/// Lets time pass: sleeps in a real rig, VirtualTime::spend in a virtual one.
using PassTime = std::function<void(base::Duration)>;

/// A camera whose pictures are made by `picture`. Controls are thread-safe; a capture belongs to one thread and must
/// not outlive its camera.
class Sensor {
public:
    /// BGR or grey, from the time since the sensor's start. Called on the capture's thread.
    using Picture = std::function<cv::Mat(base::Duration)>;

    /// `clock` must outlive this. Noise is the same for the same seed.
    Sensor(const ports::Clock& clock, PassTime pass, double frames_per_second, std::uint64_t noise_seed);

    void set_fault(CameraFault fault);
    /// Whether the fault set last has spoilt anything.
    [[nodiscard]] bool fault_met() const;
    /// Standard deviation in grey levels of the noise, independent in each pixel of each frame.
    void set_noise(double grey_levels);
    /// From the next frame on.
    void set_rate(double frames_per_second);

    base::Result<void> probe();
    base::Result<std::unique_ptr<ports::Capture>> open(Picture picture);

private:
    friend class SensorCapture;
    CameraFault fault() const;
    void met_fault();
    base::Duration period();

    const ports::Clock& clock_;
    const PassTime pass_;
    mutable std::mutex mutex_;
    base::Duration period_;
    CameraFault fault_ = CameraFault::none;
    bool fault_met_ = false;
    double noise_ = 2;
    cv::RNG random_;
};

}  // namespace uketsuke::sim
