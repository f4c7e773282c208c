// SPDX-License-Identifier: Apache-2.0
// Where the reader looks on a card's front. The real measures are not published (card facts A-front): these belong to
// the simulator's card, are invented, and measured ones replace them here and nowhere else. The windows leave room for
// 2 mm of shift in each direction; a line is looked for in its window, not at a place.
#pragma once

namespace uketsuke::drivers::card_front {

/// A window that holds one printed line and nothing like it. Millimetres from the card's upper left corner.
struct FieldWindow {
    double x, y, width, height;
    double font_size;  ///< em; print may be 10 % larger or smaller
};

struct CardFrontLayout {
    double card_width = 85.6, card_height = 54.0;     ///< ID-1
    FieldWindow birth{2, 15.3, 40, 7, 3.2};           ///< 昭和23年3月12日生
    FieldWindow expiry{2, 21.4, 40, 7, 3.2};          ///< 2033年3月12日まで有効
    FieldWindow security_code{62, 38.7, 20, 8, 3.6};  ///< 2285
    FieldWindow chip{9.6, 18.4, 12.4, 11.6, 0};       ///< on the back; where ISO/IEC 7816-2 has the contacts
};

}  // namespace uketsuke::drivers::card_front
