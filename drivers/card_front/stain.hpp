// SPDX-License-Identifier: Apache-2.0
// A speck can grow together with a digit so that it is another, perfect one: 3 becomes 8. What tells is its colour,
// since a line is printed in one. Dirt as black as the print is not seen so.
#pragma once

#include "line_reader.hpp"

namespace uketsuke::drivers::card_front {

/// Where something dark lies on a strip that has another colour than most of its print: CV_8U, 255 there. Colour that
/// the camera's noise or its lens gives all the print does not count.
cv::Mat stains(const InkStrip& strip);

}  // namespace uketsuke::drivers::card_front
