// SPDX-License-Identifier: Apache-2.0
// A claim about error rates, and what the scores say to it. A claim without enough comparisons is refused: with no
// error in N comparisons the rate may still be 3 / N.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bootstrap.hpp"
#include "firmware/base/error.hpp"

namespace uketsuke::tools::eval {

/// "fmr<=1e-4", "fnmr<=0.03", or both at one threshold: "fmr<=1e-4@fnmr<=0.03".
struct Claim {
    std::optional<double> fmr, fnmr;
};
/// Errors: config_invalid with what is wrong with the words.
base::Result<Claim> parse_claim(std::string_view words);

enum class Judged {
    holds,          ///< the 95 % bound of each claimed rate is within its limit
    does_not_hold,  ///< a rate as seen is already over its limit
    too_few,        ///< refused: within the limit as seen, but there are too few comparisons to say so
};

struct Judgement {
    Judged judged = Judged::too_few;
    OperatingPoint point;
    std::uint64_t impostors_needed = 0, genuine_needed = 0;  ///< for too_few: at least so many; 0 = enough of them
    std::string sentence;                                    ///< verdict, figures and reason in words
};

/// At `threshold`, or without one at the lowest threshold whose FMR bound is within the claim (chosen on the same
/// scores; the sentence says so). A claim on FNMR alone needs a threshold. Errors: config_invalid (none given there).
base::Result<Judgement> judge(const Claim& claim, const Scores& scores, std::optional<double> threshold);

}  // namespace uketsuke::tools::eval
