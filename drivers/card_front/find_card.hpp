// SPDX-License-Identifier: Apache-2.0
// Finds the light card on the dark tray and lays it straight.
#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <vector>

#include "layout.hpp"

namespace uketsuke::drivers::card_front {

constexpr double kPixelsPerMm = 10;  ///< of a card laid straight

/// From one corner clockwise; the first two lie on a long side. Which of the two long sides is the upper one is open.
using Corners = std::array<cv::Point2f, 4>;

/// Things of a card's size and shape in a grey picture, the most likely first: a shadow that cuts the card and the edge
/// of a sleeve make more than one. Empty: no card.
std::vector<Corners> find_cards(const cv::Mat& grey, const CardFrontLayout& layout);

/// What lies between the corners, seen from straight above, at so many pixels a millimetre.
cv::Mat lay_straight(const cv::Mat& picture, const Corners& corners, const CardFrontLayout& layout,
                     double pixels_per_mm);

}  // namespace uketsuke::drivers::card_front
