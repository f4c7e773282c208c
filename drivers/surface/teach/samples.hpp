// SPDX-License-Identifier: Apache-2.0
// Windows of printed lines by chance, each with the symbol in its middle: turned, scaled, blurred, faint, noisy, dirty.
// Made without the simulator, whose pictures measure the result.
#pragma once

#include "typeset.hpp"

namespace uketsuke::drivers::surface::teach {

class Samples {
public:
    /// Every family must be installed. Those of `digits_only` have no Japanese characters.
    Samples(const std::vector<std::string>& families, const std::vector<std::string>& digits_only, std::uint64_t seed);

    /// Writes kWindowInputs numbers to `row` and returns what they show. A symbol that is damaged or not in the middle
    /// is kNothing: the network learns to refuse it.
    Symbol draw(float* row);

private:
    struct Place {
        std::size_t line;
        double x;
    };
    struct Look;  ///< how one window is seen
    void add_lines(const std::string& family, bool digits_only);
    void add(const std::string& family, const std::vector<std::string>& characters);
    std::vector<std::string> random_text(int kind);
    cv::Mat window(const Place& place, const Look& look);
    Symbol draw_symbol(float* row);
    Symbol draw_nothing(float* row);
    void shine(cv::Mat& ink);
    void finish(cv::Mat& ink, float* row);
    double harm(cv::Mat& ink);
    Look random_look();
    double between(double least, double most) { return random_.uniform(least, most); }

    cv::RNG random_;
    std::vector<SetLine> lines_;
    std::vector<std::vector<cv::Mat>> soft_;  ///< each line at each softness
    std::vector<std::vector<Place>> places_;  ///< by symbol
};

}  // namespace uketsuke::drivers::surface::teach
