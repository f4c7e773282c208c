// SPDX-License-Identifier: Apache-2.0
// Reads one printed line out of a window of a card.
#pragma once

#include <opencv2/core.hpp>

#include "glyph_nets.hpp"
#include "layout.hpp"

namespace uketsuke::drivers::card_front {

/// A line's window as ink: CV_32F, 0 paper to about 1 the darkest print, kEmPixels an em, whatever the light.
struct InkStrip {
    cv::Mat ink;
    cv::Mat warmth;       ///< CV_32F, how much more red than blue is left of the paper's light: of print about none
    double paper = 0;     ///< grey level, median
    double contrast = 0;  ///< of the darkest print, part of the paper's light
    double white = 0;     ///< part of the window in which the camera saw nothing but light
};
/// `card` is BGR and laid straight at kPixelsPerMm.
InkStrip ink_strip(const cv::Mat& card, const FieldWindow& field);

struct ReadLine {
    Symbols symbols;
    cv::Rect print;  ///< around them, pixels of the strip
};
/// Of the runs of print without a gap in which a symbol may be hidden, the one with the longest certain beginning: that
/// beginning, up to the first doubtful symbol.
ReadLine read_line(const InkStrip& strip, GlyphNets& nets);

}  // namespace uketsuke::drivers::card_front
