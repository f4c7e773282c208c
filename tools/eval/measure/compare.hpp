// SPDX-License-Identifier: Apache-2.0
// Albums compared, pair by pair.
#pragma once

#include "album.hpp"
#include "tools/eval/data/pairs.hpp"
#include "tools/eval/statistics/verification.hpp"

namespace uketsuke::tools::eval {

/// Two pictures of a list and what they scored.
struct ScoredPair {
    std::size_t first = 0, second = 0;
    double score = 0;
};

/// The comparisons of a list, and which of them went worst.
struct Compared {
    static constexpr std::size_t kWorst = 12;

    Scores scores;
    std::vector<Scores> folds;                  ///< empty for a list of one fold
    std::vector<ScoredPair> lowest_genuine;     ///< the lowest first
    std::vector<ScoredPair> highest_impostors;  ///< the highest first
};

/// `firsts` and `seconds`: the sides of a pair (card and live face, or the same album twice), both of `pictures`.
/// `all_impostors`: every picture against every other person's, instead of the impostor pairs of the list.
Compared compare(const PairList& list, const std::vector<Picture>& pictures,
                 const std::vector<models::face::Template>& firsts, const std::vector<models::face::Template>& seconds,
                 bool all_impostors);

}  // namespace uketsuke::tools::eval
