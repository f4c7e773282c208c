// SPDX-License-Identifier: Apache-2.0
// What the graded look of models/face does to people and attacks: the tables of `pad`.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "tools/eval/report/document.hpp"
#include "tools/eval/statistics/attacks.hpp"

namespace uketsuke::tools::eval {

/// A recording's chance to be what is asked for, by one recording of the simulator before so many drawn orders: with
/// the two movements of a usual attempt, and with those on top when the look leaves a doubt.
struct ReplayChance {
    Proportion usual, in_doubt;
};
ReplayChance replay_chance();

struct Grades {
    const Species& live;
    const std::vector<Species>& attacks;
    double doubtful_from, sure_from;  ///< the product's
};

/// Live people at other pairs of thresholds; then each species at the product's.
std::vector<Section> graded_sections(const Grades& grades, const ReplayChance& chance);
nlohmann::ordered_json json_of(const Grades& grades, const ReplayChance& chance);

}  // namespace uketsuke::tools::eval
