// SPDX-License-Identifier: Apache-2.0
// What people lay before the camera over the tray, as pictures: a code on paper or on a phone, a slip.
#pragma once

#include "firmware/domain/image.hpp"
#include "sim/acting/shown_code.hpp"
#include "tray.hpp"

namespace uketsuke::sim {

/// The size of a card, with the code in its middle. Errors: config_invalid (it is too long to be drawn so).
base::Result<LaidPaper> paper_with(const ShownCode& code);

/// A slip as the printer cut it, so many dots a millimetre, turned by so many degrees, with this dot of it under the
/// middle of the camera.
LaidPaper paper_of(const domain::Image& slip, double dots_per_mm, cv::Point2d middle, double turn = 0);

}  // namespace uketsuke::sim
