// SPDX-License-Identifier: Apache-2.0
// A scratch can cut a digit so that it is another, perfect one: 8 becomes 3. What tells is that it goes on beside the
// print.
#pragma once

#include "line_reader.hpp"

namespace uketsuke::drivers::card_front {

/// Whether a straight thin line, a little darker than the paper, runs through the print of a line and shows beside it.
/// `print` is where the symbols stand, in pixels of the strip.
bool scratched(const InkStrip& strip, const cv::Rect& print);

}  // namespace uketsuke::drivers::card_front
