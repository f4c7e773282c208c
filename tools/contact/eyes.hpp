// SPDX-License-Identifier: Apache-2.0
// What a first contact sees with: the product's own parts, or those of a test.
#pragma once

#include <functional>
#include <memory>

#include "drivers/camera/modes.hpp"
#include "fact.hpp"
#include "firmware/ports/camera.hpp"
#include "firmware/ports/card.hpp"
#include "firmware/ports/clock.hpp"
#include "firmware/ports/face.hpp"

namespace uketsuke::tools::contact {

/// Thread-bound.
struct Eyes {
    std::unique_ptr<ports::Clock> clock;
    std::unique_ptr<ports::Camera> camera;  ///< nullptr: there is none
    std::optional<UsbId> usb;               ///< of the camera, where the system tells it
    std::vector<drivers::camera::Mode> modes;
    std::unique_ptr<ports::CardFrontReader> card_front;  ///< nullptr: 照合番号B is typed
    /// Made when the person has agreed, since loading takes time. Errors: model_invalid, file_unreadable.
    std::function<base::Result<std::unique_ptr<ports::FaceVerifier>>()> face;
    std::function<base::Result<std::unique_ptr<ports::PhotoDecoder>>()> decoder;
};

}  // namespace uketsuke::tools::contact
