// SPDX-License-Identifier: Apache-2.0
// The printed front of a simulated card. Which fields there are: card facts A-front. Where they stand and in which font
// is not published, so the layout is data; ours is invented. "見本 SIMULATION" stands on it so that nobody takes it for
// a card.
#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "sim/people/person.hpp"

namespace uketsuke::sim {

constexpr double kCardWidthMm = 85.6, kCardHeightMm = 54.0;  ///< ID-1

/// One text: upper left corner of its line and size of the font, millimetres.
struct PrintedText {
    double x, y, size;
};

struct CardFrontLayout {
    PrintedText name{4, 4, 3.6};
    PrintedText address{4, 10, 2.6};
    PrintedText birth{4, 17, 3.2};  ///< era date, 生
    PrintedText sex{44, 17, 3.2};
    PrintedText expiry{4, 23, 3.2};  ///< western year, まで有効
    PrintedText remarks{4, 30, 2.2};
    PrintedText sample{4, 43, 6.0};  ///< 見本 SIMULATION
    cv::Rect2d photo{61, 5, 20.6, 27.5};
    PrintedText serial{61, 34.5, 1.9};         ///< 16 digits
    PrintedText security_code{66.5, 40, 3.6};  ///< 4 digits
};

/// One way in which cards come out of the printer.
struct CardPrint {
    std::string font = "BIZ UDPGothic";  ///< a family that is installed
    bool western_birth = false;          ///< foreign residents: 1990年12月5日生
    bool photo = true;                   ///< cards of infants have none
    double dx = 0, dy = 0;               ///< millimetres by which everything stands too far right and down
    CardFrontLayout layout;
};

/// BGR at `pixels_per_mm`. `photo` may be empty (then a grey field).
cv::Mat render_card_front(const Person& person, const cv::Mat& photo, double pixels_per_mm,
                          const CardPrint& print = {});

/// The side that nobody may read: an impossible My Number, a pattern like its code, and the chip where ISO/IEC 7816-2
/// has it.
cv::Mat render_card_back(const Person& person, double pixels_per_mm, const CardPrint& print = {});

/// "昭和23年3月12日", with 元年 for a first year.
std::string printed_birth(base::Date birth);

}  // namespace uketsuke::sim
