// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/statistics/claim.hpp"

#include <fmt/format.h>

#include "commands.hpp"
#include "publish.hpp"
#include "tools/eval/statistics/score_file.hpp"

namespace uketsuke::tools::eval {

base::Result<Exit> run_claim(const Words& words) {
    const auto arguments = Arguments::parse(words, {{"--scores"}, {"--at"}}, 1);
    if (!arguments) return base::fail(arguments.error());
    if (arguments->rest().size() != 1)
        return base::fail(base::ErrorCode::config_invalid, "claim wants one claim, such as \"fmr<=1e-4@fnmr<=0.03\"");
    const auto claim = parse_claim(arguments->rest()[0]);
    if (!claim) return base::fail(claim.error());
    const auto at = arguments->number("--at", 0, -1e9, 1e9);
    if (!at) return base::fail(at.error());
    const auto file = arguments->required("--scores");
    if (!file) return base::fail(file.error());
    const auto scores = read_scores(*file);
    if (!scores) return base::fail(scores.error());
    const auto judgement =
        judge(*claim, scores->scores, arguments->has("--at") ? std::optional<double>(*at) : std::nullopt);
    if (!judgement) return base::fail(judgement.error());
    fmt::print("{}: {}\n", arguments->rest()[0], judgement->sentence);
    return judgement->judged == Judged::holds           ? kDone
           : judgement->judged == Judged::does_not_hold ? kDoesNotHold
                                                        : kTooFew;
}

}  // namespace uketsuke::tools::eval
