// SPDX-License-Identifier: Apache-2.0
// Plots as SVG text.
#pragma once

#include <string>
#include <vector>

#include "tools/eval/statistics/rates.hpp"

namespace uketsuke::tools::eval {

struct Curve {
    std::string name;
    std::vector<DetPoint> points;
};

/// FNMR over FMR, both axes by normal deviates (ISO/IEC 19795-1), from 1e-5 to 0.5. Rates of zero lie on the edge.
std::string det_plot(const std::vector<Curve>& curves, const std::string& across, const std::string& up);

/// Share of bona fide that pass over share of attacks that pass (or genuine over impostors), linear.
std::string roc_plot(const std::vector<Curve>& curves, const std::string& across, const std::string& up);

/// How many scores of either kind in each of 60 steps, each kind as a share of its own; `mark` is a threshold.
std::string histogram(const Ranked& ranked, double mark);

}  // namespace uketsuke::tools::eval
