// SPDX-License-Identifier: Apache-2.0
// A slip of paper as a grey picture, a dot a pixel: whatever printer prints it needs no letters of its own.
#pragma once

#include <string>
#include <vector>

#include "firmware/domain/image.hpp"
#include "text.hpp"

namespace uketsuke::ui::paint {

/// A QR code: its modules, row by row, without the margin.
struct SlipCode {
    int side = 0;  ///< 0: none
    std::vector<bool> dark;
};

struct SlipLine {
    std::string text;      ///< localised, with phrase marks
    double em = 0;         ///< of the slip's width
    bool bold = false;
    std::string language;  ///< its code
    SlipCode code{};       ///< in place of words
};

/// Lines under each other, each in the middle, broken where it is too long; one that has no place to break is written
/// smaller. A code has the same whole number of dots for each module, at least four, and four modules of white around
/// it (ISO/IEC 18004). Black on white, without shades.
domain::Image paint_slip(const TextEngine& text, const std::vector<SlipLine>& lines, int width);

}  // namespace uketsuke::ui::paint
