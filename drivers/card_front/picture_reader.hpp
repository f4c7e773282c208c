// SPDX-License-Identifier: Apache-2.0
// What one picture of a card's front says.
#pragma once

#include <optional>

#include "find_card.hpp"
#include "line_reader.hpp"
#include "printed_number.hpp"
#include "unreadable.hpp"

namespace uketsuke::drivers::card_front {

struct PictureReading {
    std::optional<Unreadable> why = {};  ///< nullopt: read
    base::Secret number = {};
    std::size_t seen = 0;  ///< symbols: of several ways not to read, the one that saw most tells why
};

/// Thread-bound. Remembers which way up the last card that it read lay.
class PictureReader {
public:
    PictureReader(std::shared_ptr<GlyphNets> nets, const CardFrontLayout& layout)
        : nets_(std::move(nets)), layout_(layout) {}

    /// Wipes whatever it took from the picture. Throws what OpenCV throws.
    PictureReading read(const cv::Mat& bgr, base::Date today);

private:
    PictureReading read_card(const cv::Mat& card, base::Date today);
    PictureReading read_ways_up(const cv::Mat& card, base::Date today);

    const std::shared_ptr<GlyphNets> nets_;
    const CardFrontLayout layout_;
    bool turned_ = false;
};

}  // namespace uketsuke::drivers::card_front
