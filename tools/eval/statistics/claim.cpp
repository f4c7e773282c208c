// SPDX-License-Identifier: Apache-2.0
#include "claim.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace uketsuke::tools::eval {
namespace {

using base::ErrorCode;

base::Result<void> parse_part(const std::string& part, Claim& claim) {
    const auto sign = part.find("<=");
    const auto name = part.substr(0, sign);
    if (sign == std::string::npos || (name != "fmr" && name != "fnmr"))
        return base::fail(
            ErrorCode::config_invalid,
            fmt::format("'{}' is no claim; one reads fmr<=1e-4, fnmr<=0.03 or fmr<=1e-4@fnmr<=0.03", part));
    const auto number = part.substr(sign + 2);
    char* end = nullptr;
    const double limit = std::strtod(number.c_str(), &end);
    if (number.empty() || *end != '\0' || !(limit > 0) || !(limit < 1))
        return base::fail(ErrorCode::config_invalid, fmt::format("'{}' is no rate between 0 and 1", number));
    auto& side = name == "fmr" ? claim.fmr : claim.fnmr;
    if (side) return base::fail(ErrorCode::config_invalid, fmt::format("{} is claimed twice", name));
    side = limit;
    return {};
}

/// The lowest threshold at which the bound of the FMR is within the limit. More matches, higher bound: halve the
/// interval.
double lowest_threshold(double limit, const Ranked& ranked, const SubjectBootstrap* bootstrap) {
    const auto within = [&](std::uint64_t count) {
        return operating_point({}, ranked.threshold_above(count), ranked, bootstrap).fmr.upper95 <= limit;
    };
    std::uint64_t low = 0, high = ranked.impostors().size();
    while (high - low > 1) {
        const auto middle = low + (high - low) / 2;
        (within(middle) ? low : high) = middle;
    }
    return ranked.threshold_above(low);
}

/// One side of a claim: which of the three it is, and how many comparisons would settle it.
struct Side {
    Judged judged = Judged::holds;
    std::uint64_t needed = 0;
};
Side judge_side(const std::optional<double>& limit, const Rate& rate) {
    if (!limit) return {};
    if (rate.seen.trials > 0 && rate.seen.rate() > *limit) return {Judged::does_not_hold};
    if (rate.upper95 <= *limit) return {};
    if (rate.seen.errors == 0) return {Judged::too_few, trials_to_show(*limit)};
    // People repeat: what the bootstrap widened the bound by, more comparisons of the same people do not take away.
    const double seen = rate.seen.rate();
    return {Judged::too_few, seen < *limit ? std::max(trials_to_show(*limit, seen), rate.seen.trials + 1) : 0};
}

std::string in_words(const char* name, const Rate& rate) {
    if (rate.seen.trials == 0) return fmt::format("{}: no comparisons", name);
    return fmt::format("{} {:.3g} ({} of {}, at most {:.3g} with 95 % confidence)", name, rate.seen.rate(),
                       rate.seen.errors, rate.seen.trials, rate.upper95);
}

std::string sentence_of(const Judgement& judgement, bool chosen_here) {
    std::string text = judgement.judged == Judged::holds           ? "holds"
                       : judgement.judged == Judged::does_not_hold ? "does not hold"
                                                                   : "refused: N too small";
    if (judgement.impostors_needed > 0)
        text += fmt::format("; at least {} impostor comparisons are needed", judgement.impostors_needed);
    if (judgement.genuine_needed > 0)
        text += fmt::format("; at least {} genuine comparisons are needed", judgement.genuine_needed);
    text += fmt::format(". At threshold {:.4f}{}: {}, {}.", judgement.point.threshold,
                        chosen_here ? " (chosen on these very scores)" : "", in_words("FMR", judgement.point.fmr),
                        in_words("FNMR", judgement.point.fnmr));
    return text;
}

}  // namespace

base::Result<Claim> parse_claim(std::string_view words) {
    Claim claim;
    const std::string text(words);
    const auto at = text.find('@');
    if (const auto first = parse_part(text.substr(0, at), claim); !first) return base::fail(first.error());
    if (at == std::string::npos) return claim;
    if (const auto second = parse_part(text.substr(at + 1), claim); !second) return base::fail(second.error());
    return claim;
}

base::Result<Judgement> judge(const Claim& claim, const Scores& scores, std::optional<double> threshold) {
    if (!threshold && !claim.fmr)
        return base::fail(ErrorCode::config_invalid, "a claim on FNMR alone needs a threshold (--at)");
    const Ranked ranked(scores);
    const auto bootstrap = scores.knows_subjects() ? std::optional<SubjectBootstrap>(scores) : std::nullopt;
    const auto* resamples = bootstrap ? &*bootstrap : nullptr;
    const double at = threshold ? *threshold : lowest_threshold(*claim.fmr, ranked, resamples);
    Judgement out;
    out.point = operating_point("claim", at, ranked, resamples);
    const auto fmr = judge_side(claim.fmr, out.point.fmr), fnmr = judge_side(claim.fnmr, out.point.fnmr);
    const auto either = [&](Judged judged) { return fmr.judged == judged || fnmr.judged == judged; };
    out.judged = either(Judged::does_not_hold) ? Judged::does_not_hold
                 : either(Judged::too_few)     ? Judged::too_few
                                               : Judged::holds;
    if (out.judged == Judged::too_few) {
        out.impostors_needed = fmr.needed;
        out.genuine_needed = fnmr.needed;
    }
    out.sentence = sentence_of(out, !threshold);
    return out;
}

}  // namespace uketsuke::tools::eval
