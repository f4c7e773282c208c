// SPDX-License-Identifier: Apache-2.0
// What a population centre is worth: computed from one half of the people, tested on the other, many times. One split
// of a small set says nothing; mean and range over many say what such a set can.
#pragma once

#include <cstdint>
#include <random>
#include <set>

#include "compare.hpp"
#include "models/face/centre.hpp"

namespace uketsuke::tools::eval {

using People = std::set<std::string>;
People everybody(const std::vector<Picture>& pictures);
/// The first half of the people in an order drawn from the seed; the same on every machine.
People drawn_half(const People& people, std::mt19937_64& random);
/// The people's usable templates, before anything was taken off; those without any are left out.
std::vector<models::face::PersonTemplates> templates_of(const Album& album, const std::vector<Picture>& pictures,
                                                        const People& people);
std::vector<models::face::Template> centred_all(const std::vector<models::face::Template>& plain,
                                                std::span<const models::face::TakenOff> taken,
                                                const models::face::Layout& layout);

/// One embedding's mean over people of a list of pictures, each person weighing the same; failed pictures are passed
/// over. `embedding` counts in the manifest's order.
models::face::Centre centre_of(const Album& album, const std::vector<Picture>& pictures,
                               const models::face::FaceModels& models, std::size_t embedding,
                               const std::string& source);

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
    std::vector<double>
        resampled;  ///< the same FNMR with other people drawn (bootstrap.hpp), each choosing its threshold
};
struct Split {
    std::string name;  ///< "seed 1, split 07": seed and number give the same halves again
    std::size_t people_for_centre = 0, people_tested = 0;
    SplitFigures uncentred, centred;
};
constexpr double kGroupFmr = 1e-3;

struct SplitPlan {
    double default_threshold = 0;
    int splits = 30;
    std::uint64_t seed = 1;
    bool resample = false;  ///< also fill `resampled` of the centred way
};
/// The same plan and people give the same halves, whatever the models. `genuine` null: the tested half's own genuine
/// pairs. Genuine pairs of people in the centre's half are left out. At least four people.
std::vector<Split> split(const Album& album, const models::face::FaceModels& models,
                         const std::vector<Picture>& pictures, const GenuinePairs* genuine, const SplitPlan& plan);

/// What two models' centred ways say of the same splits.
struct SplitDifference {
    double mean = 0, least = 0, most = 0;  ///< over the splits: FNMR after less before
    double low95 = 0, high95 = 0;          ///< of the mean, two-sided, by subject, as a person stands in many splits
    std::size_t better = 0;                ///< splits in which `after` refuses fewer
};
/// Both of one resampled plan, not empty.
SplitDifference difference(const std::vector<Split>& before, const std::vector<Split>& after);

}  // namespace uketsuke::tools::eval
