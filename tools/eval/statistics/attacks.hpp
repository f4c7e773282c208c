// SPDX-License-Identifier: Apache-2.0
// Presentation attack detection in the words of ISO/IEC 30107-3: bona fide presentations and attacks, the latter by
// species (PAIS). The worst species counts; there is no average over species.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proportion.hpp"
#include "scores.hpp"

namespace uketsuke::tools::eval {

/// One picture or sequence shown to the detector; without a score it is a non-response.
struct Presentation {
    std::string name;
    std::optional<double> live_score;  ///< 0 … 1; taken for bona fide from the threshold upwards
    std::string why = {};              ///< there is none
};
struct Species {
    std::string name;
    std::vector<Presentation> presentations;
};

/// APCER of a species (attacks taken for bona fide) or BPCER (bona fide taken for attacks), among those that had a
/// score.
struct Classified {
    std::string name;
    Proportion wrong;
    std::uint64_t non_responses = 0;
};
Classified apcer_of(const Species& attack, double threshold);
Classified bpcer_of(const Species& bona_fide, double threshold);

/// What becomes of a species where a look is graded: refused below the one threshold, sure from the other on, asked for
/// more movements in between. Each of all that had a score.
struct Graded {
    std::string name;
    Proportion refused, asked_more, sure;
};
Graded graded(const Species& species, double doubtful_from, double sure_from);

/// Highest APCER; ties go to the higher bound. `rates` must not be empty.
const Classified& worst_of(const std::vector<Classified>& rates);

/// The scores of all as two kinds, for Ranked::det(): genuine = bona fide, impostor = attack. Subjects are not known.
Scores as_scores(const Species& bona_fide, const std::vector<Species>& attacks);

}  // namespace uketsuke::tools::eval
