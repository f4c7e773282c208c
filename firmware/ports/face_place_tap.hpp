// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <optional>

#include "firmware/domain/face_place.hpp"

namespace uketsuke::ports {

/// Holds where the face of the latest frame is, for ears; as FrameTap does for eyes. Places never pass through the
/// flow. Thread-safe.
class FacePlaceTap {
public:
    void put(std::optional<domain::FacePlace> place) {
        const std::scoped_lock lock(mutex_);
        latest_ = place;
    }
    /// Nothing when there is no face, more than one, or the camera is off.
    [[nodiscard]] std::optional<domain::FacePlace> latest() const {
        const std::scoped_lock lock(mutex_);
        return latest_;
    }

private:
    mutable std::mutex mutex_;
    std::optional<domain::FacePlace> latest_;
};

}  // namespace uketsuke::ports
