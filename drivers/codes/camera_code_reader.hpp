// SPDX-License-Identifier: Apache-2.0
// ports::CodeReader over a camera.
#pragma once

#include "firmware/ports/camera.hpp"
#include "firmware/ports/code_reader.hpp"

namespace uketsuke::drivers::codes {

/// Thread-bound. `camera` must outlive this and its looks. That the camera never gives one picture twice is checked
/// around it (firmware/app/checked_camera.hpp).
class CameraCodeReader : public ports::CodeReader {
public:
    static constexpr base::Duration kStart{3000};    ///< for the camera's first picture
    static constexpr base::Duration kPicture{1000};  ///< for each one

    explicit CameraCodeReader(ports::Camera& camera) : camera_(camera) {}

    /// The detail of code_camera_missing is the name of the camera's error.
    base::Result<std::unique_ptr<ports::CodeLook>> begin() override;

private:
    ports::Camera& camera_;
};

}  // namespace uketsuke::drivers::codes
