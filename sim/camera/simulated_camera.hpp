// SPDX-License-Identifier: Apache-2.0
// The camera at the counter, simulated: people out of portraits in a plain room, or a drawn figure.
#pragma once

#include <filesystem>

#include "infrared.hpp"
#include "sensor.hpp"

namespace uketsuke::sim {

/// 640x480 BGR at 20 frames a second. Thread-safe but for the capture, which belongs to one thread.
class SimulatedCamera : public ports::Camera {
public:
    /// `portraits` is the folder of <key>.png (made by the build from packages' photographs; none is needed for
    /// "figure" and nobody). `clock` must outlive this.
    SimulatedCamera(const ports::Clock& clock, PassTime pass, std::filesystem::path portraits,
                    std::uint64_t noise_seed = 1);

    /// What the camera sees from the next frame on. Errors: file_unreadable (no such portrait; the view stays).
    base::Result<void> show(View view);
    /// What the screen tells the person who is seen, now; nothing when the camera's screen is gone.
    void hear(std::optional<domain::FaceAdvice> advice);
    [[nodiscard]] View view() const;
    Sensor& sensor() { return sensor_; }
    /// An infrared camera beside this one, which sees the same; it must not outlive this. 320x240 grey.
    std::unique_ptr<ports::Camera> infrared();
    Sensor& infrared_sensor() { return infrared_sensor_; }

    base::Result<void> probe() override { return sensor_.probe(); }
    base::Result<std::unique_ptr<ports::Capture>> open() override;

private:
    base::Result<Sitter> portrait(const std::string& key);
    cv::Mat picture(base::Duration since_start);
    cv::Mat infrared_picture(base::Duration since_start);

    const ports::Clock& clock_;
    const std::filesystem::path portraits_;
    Sensor sensor_, infrared_sensor_;
    mutable std::mutex mutex_;
    View view_;
    struct People {
        Sitter first, second, other;
    };
    People people_, infrared_people_;  ///< replaced, never written to
    Actor actor_;
    std::optional<domain::FaceAdvice> heard_;
};

}  // namespace uketsuke::sim
