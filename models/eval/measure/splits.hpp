// SPDX-License-Identifier: Apache-2.0
// What a population centre is worth: computed from one half of the people, tested on the other, many times. One split
// of a small set says nothing; mean and range over many say what such a set can.
#pragma once

#include <cstdint>

#include "compare.hpp"
#include "models/face/centre.hpp"

namespace uketsuke::models::eval {

/// One embedding's mean over people of a list of pictures, each person weighing the same; failed pictures are passed
/// over. `embedding` counts in the manifest's order.
face::Centre centre_of(const Album& album, const std::vector<Picture>& pictures, const face::FaceModels& models,
                       std::size_t embedding, const std::string& source);

/// Genuine pairs of other pictures than the group's, so that FNMR rests on more than the group's few.
struct GenuinePairs {
    PairList list;
    std::vector<Picture> pictures;
    Album album;
};

/// One of the two ways on one split.
struct SplitFigures {
    Rate fmr_at_default;   ///< within the tested half
    double threshold = 0;  ///< where FMR within the tested half is at most kGroupFmr
    Proportion fnmr;       ///< there, of the genuine pairs
};
struct Split {
    std::string name;  ///< "seed 1, split 07": seed and number give the same halves again
    std::size_t people_for_centre = 0, people_tested = 0;
    SplitFigures uncentred, centred;
};
constexpr double kGroupFmr = 1e-3;

/// `genuine` null: the tested half's own genuine pairs. Genuine pairs of people in the centre's half are left out.
/// At least four people.
std::vector<Split> split(const Album& album, const face::Layout& layout, const std::vector<Picture>& pictures,
                         const GenuinePairs* genuine, double default_threshold, int splits, std::uint64_t seed);

}  // namespace uketsuke::models::eval
