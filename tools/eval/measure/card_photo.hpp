// SPDX-License-Identifier: Apache-2.0
// A picture turned into what a card's chip would hold of it.
#pragma once

#include <opencv2/core.hpp>
#include <string_view>

#include "firmware/base/error.hpp"

namespace uketsuke::tools::eval {

struct CardSim {
    bool grey = false;
    int width = 240, height = 320;
    int bytes = 0;  ///< of JPEG 2000; 0 = not compressed
};

/// "grey,240x320,5kB", each part at most once, in any order. Errors: config_invalid.
base::Result<CardSim> parse_card_sim(std::string_view words);

/// Cuts as ISO/IEC 19794-5 has it (eyes a quarter of the width apart, 0.6 widths from the top), with the edge repeated
/// where the picture ends; resizes; takes the colours away; compresses and decodes again. Errors: file_unreadable (the
/// encoder refused).
base::Result<cv::Mat> card_photo(const cv::Mat& picture, cv::Point2f left_eye, cv::Point2f right_eye,
                                 const CardSim& card);
/// The JPEG 2000 bytes of a picture that is already cut.
base::Result<std::vector<unsigned char>> chip_bytes(const cv::Mat& picture, int bytes);

}  // namespace uketsuke::tools::eval
