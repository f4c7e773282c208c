// SPDX-License-Identifier: Apache-2.0
// Which side of the card is up, told without reading anything: the back shows the chip, and the My Number that nobody
// may photograph.
#pragma once

#include "find_card.hpp"

namespace uketsuke::drivers::card_front {

/// Whether the card shows metal contacts where ISO/IEC 7816-2 has them, with paper around, either way up.
bool shows_chip(const cv::Mat& bgr, const Corners& corners, const CardFrontLayout& layout);

}  // namespace uketsuke::drivers::card_front
