// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/statistics/claim.hpp"

#include <fmt/format.h>

#include "commands.hpp"
#include "tools/eval/statistics/score_file.hpp"

namespace uketsuke::tools::eval {

base::Result<Exit> run_claim(const ClaimWords& options) {
    const auto claim = parse_claim(options.claim);
    if (!claim) return base::fail(claim.error());
    const auto scores = read_scores(options.scores);
    if (!scores) return base::fail(scores.error());
    const auto judgement = judge(*claim, scores->scores, options.at);
    if (!judgement) return base::fail(judgement.error());
    fmt::print("{}: {}\n", options.claim, judgement->sentence);
    return judgement->judged == Judged::holds           ? kDone
           : judgement->judged == Judged::does_not_hold ? kDoesNotHold
                                                        : kTooFew;
}

}  // namespace uketsuke::tools::eval
