// SPDX-License-Identifier: Apache-2.0
// Finds printed digits and the few words around them by comparing with the same font, drawn at start.
#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "firmware/domain/era.hpp"
#include "layout.hpp"

namespace uketsuke::drivers::surface {

/// What one glyph means: 0–9 are digits.
enum Symbol : int { kYear = 10, kMonth, kDay, kBorn, kFirstYear, kEra };  ///< kEra + domain::Era
using Symbols = std::vector<Symbol>;

/// Symbols of one font and size. Immutable.
class GlyphSet {
public:
    /// `pixels` is the em.
    GlyphSet(const std::string& font, double pixels);

    /// The symbols of the line that a grey window shows, dark on light, from the left; breaks, faint print and doubtful
    /// digits end the line there. The caller wipes it.
    [[nodiscard]] Symbols read_line(const cv::Mat& window) const;

private:
    struct Template {
        Symbol symbol;
        cv::Mat picture;  ///< all of one height, from above the line to below it
    };
    struct Found {
        Symbol symbol;
        double left, right;  ///< pixels
        double score;
    };
    [[nodiscard]] std::vector<Found> candidates(const cv::Mat& window) const;

    double pixels_;
    std::vector<Template> templates_;
};

}  // namespace uketsuke::drivers::surface
