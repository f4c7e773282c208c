// SPDX-License-Identifier: Apache-2.0
// Where the reader looks on a card's front. The real measures are not published (card facts A-front): these belong to
// the simulator's card, and measured ones replace them here and nowhere else.
#pragma once

#include <string>

namespace uketsuke::drivers::surface {

/// A window that holds one printed line and nothing like it, with room for shifts. Millimetres from the card's upper
/// left corner.
struct FieldWindow {
    double x, y, width, height;
    double font_size;  ///< em
};

struct SurfaceLayout {
    double card_width = 85.6, card_height = 54.0;  ///< ID-1
    std::string font = "BIZ UDPGothic";
    FieldWindow birth{2, 15, 40, 7, 3.2};             ///< 昭和23年3月12日生
    FieldWindow expiry{2, 21.5, 40, 7, 3.2};          ///< 2033年3月12日まで有効
    FieldWindow security_code{60, 38.5, 22, 7, 3.6};  ///< 2285
};

}  // namespace uketsuke::drivers::surface
