// SPDX-License-Identifier: Apache-2.0
// Sets lines of text in an installed font, knowing where each character stands.
#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "drivers/card_front/symbols.hpp"

namespace uketsuke::tools::teach {

using drivers::card_front::kNothing, drivers::card_front::kSymbolTexts, drivers::card_front::Symbol;

constexpr int kFineEm = 30;  ///< pixels of an em in a typeset line

struct SetGlyph {
    Symbol symbol;  ///< kNothing for a character that is not to be known
    double x;       ///< middle of its ink
};

struct SetLine {
    cv::Mat ink;     ///< CV_8U, 255 = ink
    double y = 0;    ///< the middle of digits
    double end = 0;  ///< where the text ends
    std::vector<SetGlyph> glyphs;
};

/// Whether fontconfig has the family, rather than something like it.
bool installed(const std::string& family);
SetLine typeset(const std::string& family, const std::vector<std::string>& characters);

}  // namespace uketsuke::tools::teach
