// SPDX-License-Identifier: Apache-2.0
// Windows of printed lines by chance, each with the symbol in its middle: turned, scaled, blurred, faint, noisy, dirty.
// Made without the simulator, whose pictures measure the result.
#pragma once

#include "typeset.hpp"

namespace uketsuke::tools::teach {

class Samples {
public:
    /// Every family must be installed. Those of `digits_only` have no Japanese characters.
    /// `strict`: a damaged symbol is kNothing, so that a network learns to refuse it. Otherwise it is what it was
    /// before, so that a network learns what else it may have been.
    Samples(const std::vector<std::string>& families, const std::vector<std::string>& digits_only, bool strict,
            std::uint64_t seed);

    /// Writes kWindowInputs numbers to `row` and returns what they show. A symbol that is not in the middle is
    /// kNothing.
    Symbol draw(float* row);

private:
    struct Place {
        std::size_t line;
        double x;
    };
    struct Look;  ///< how one window is seen
    struct Harm {
        cv::Mat ink;  ///< afterwards
        double part;  ///< of the symbol's ink that changed
        bool erases;  ///< it took ink away: a scratch takes little and makes another digit
    };
    void add_lines(const std::string& family, bool digits_only);
    void add(const std::string& family, const std::vector<std::string>& characters);
    std::vector<std::string> random_text(int kind);
    cv::Mat window(const Place& place, const Look& look);
    Symbol draw_symbol(float* row);
    Symbol draw_nothing(float* row);
    void shine(cv::Mat& ink);
    void finish(cv::Mat& ink, float* row);
    Harm harm(const cv::Mat& ink);
    Symbol damage(cv::Mat& ink, Symbol symbol);
    Look random_look();
    double between(double least, double most) { return random_.uniform(least, most); }

    const bool strict_;
    cv::RNG random_;
    std::vector<SetLine> lines_;
    std::vector<std::vector<cv::Mat>> soft_;  ///< each line at each softness
    std::vector<std::vector<Place>> places_;  ///< by symbol
};

}  // namespace uketsuke::tools::teach
