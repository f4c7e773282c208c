// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "firmware/base/bytes.hpp"
#include "firmware/domain/image.hpp"

namespace uketsuke::drivers::camera {

/// YUYV 4:2:2 (ITU-R BT.601, limited range: what USB cameras send) to BGR. `stride` bytes a row; width is even;
/// `yuyv` holds height * stride bytes.
domain::Image bgr_from_yuyv(base::ByteView yuyv, int width, int height, std::size_t stride);

}  // namespace uketsuke::drivers::camera
