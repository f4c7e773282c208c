// SPDX-License-Identifier: Apache-2.0
// One centre or two: what each is worth at one threshold for everybody. Centres come from one half of the people of a
// group and of a general set, figures from the other halves, many times.
#pragma once

#include "splits.hpp"

namespace uketsuke::tools::eval {

/// Pictures of people with what was measured on them; `cards` are the same pictures as the photos of chips, or empty.
struct Crowd {
    std::vector<Picture> pictures;
    Album live;
    Album cards;
};

struct MixturePlan {
    int splits = 30;
    std::uint64_t seed = 1;
    std::vector<double> sharpness;  ///< of the recipes with two centres
    double fmr_all = 1e-4;          ///< at most so many false matches among all …
    double fmr_group = 1e-3;        ///< … and within the group, at the same threshold
};

/// The means over all splits, each at the split's own threshold for both aims.
struct MixtureFigures {
    std::string recipe;
    double threshold = 0;
    double fnmr_all = 0, fnmr_group = 0, fnmr_third = 0;
    double fmr_group = 0;  ///< at the threshold that keeps the aim among all alone: what the group pays there
    double fmr_third = 0;  ///< at the threshold for both
    /// FNMR among all less that of one centre, two-sided 95 % by subject, each resample choosing its thresholds.
    double less_than_one = 0, low95 = 0, high95 = 0;
};

/// The first is one centre, the next the general one alone, then two for each sharpness. `genuine`: the genuine pairs
/// of the general set; the group's are all of its own. `third`: people of the general set whom no centre was made for.
/// One embedding: the heaviest. Not empty.
std::vector<MixtureFigures> mixtures(const Crowd& group, const Crowd& general, const PairList& genuine,
                                     const People& third, const models::face::FaceModels& models,
                                     const MixturePlan& plan);

}  // namespace uketsuke::tools::eval
