// SPDX-License-Identifier: Apache-2.0
// What `uketsuke-eval verify` prints and writes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document.hpp"
#include "tools/eval/statistics/verification.hpp"

namespace uketsuke::tools::eval {

struct VerifyRun {
    std::string title;               ///< the public name of the set
    std::vector<std::string> about;  ///< recipe, card, counts: a sentence each
    Verification verification;
    std::optional<Scores> before;               ///< the same comparisons in another way
    std::vector<PairedDifference> differences;  ///< between it and the scores; both or none
    std::vector<std::string> failures;          ///< to enrol: file and reason
    std::string worst_pairs;                    ///< a picture beside the report, or empty
    std::string before_name = "plain";          ///< what the other way is called
};

/// {accuracy, operating_points[], groups[], failures_to_enrol, details}; an operating point has name, threshold, fmr,
/// fmr_upper95, fnmr, fnmr_upper95, impostors, genuine. A group is its first operating point under the group's name,
/// and all of them in operating_points. What is not known is null. The details are for summary.hpp: title, folds
/// {count, standard_error, wrong, decisions} when there are some, differences[] when there is `before`.
std::string json_of(const VerifyRun& run, const Analysis& analysis);

Document document_of(const VerifyRun& run, const Analysis& analysis);

}  // namespace uketsuke::tools::eval
