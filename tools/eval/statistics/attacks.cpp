// SPDX-License-Identifier: Apache-2.0
#include "attacks.hpp"

#include <algorithm>

namespace uketsuke::tools::eval {
namespace {

/// Wrong = taken for bona fide when it is an attack, and the other way round.
Classified classify(const Species& species, double threshold, bool is_attack) {
    Classified out{species.name, {}, 0};
    for (const auto& one : species.presentations) {
        if (!one.live_score) {
            ++out.non_responses;
            continue;
        }
        ++out.wrong.trials;
        if ((*one.live_score >= threshold) == is_attack) ++out.wrong.errors;
    }
    return out;
}

void append(std::vector<Comparison>& to, const Species& species) {
    for (const auto& one : species.presentations)
        if (one.live_score) to.push_back({0, 0, static_cast<float>(*one.live_score)});
}

}  // namespace

Classified apcer_of(const Species& attack, double threshold) { return classify(attack, threshold, true); }
Classified bpcer_of(const Species& bona_fide, double threshold) { return classify(bona_fide, threshold, false); }

Graded graded(const Species& species, double doubtful_from, double sure_from) {
    Graded out{species.name, {}, {}, {}};
    for (const auto& one : species.presentations) {
        if (!one.live_score) continue;
        auto& grade = *one.live_score >= sure_from       ? out.sure
                      : *one.live_score >= doubtful_from ? out.asked_more
                                                         : out.refused;
        ++grade.errors;
        for (auto* each : {&out.refused, &out.asked_more, &out.sure}) ++each->trials;
    }
    return out;
}

const Classified& worst_of(const std::vector<Classified>& rates) {
    const auto badness = [](const Classified& one) {
        return std::pair(one.wrong.trials == 0 ? -1 : one.wrong.rate(), upper95(one.wrong));
    };
    return *std::max_element(rates.begin(), rates.end(),
                             [&](const auto& a, const auto& b) { return badness(a) < badness(b); });
}

Scores as_scores(const Species& bona_fide, const std::vector<Species>& attacks) {
    Scores scores;
    append(scores.genuine, bona_fide);
    for (const auto& attack : attacks) append(scores.impostors, attack);
    return scores;
}

}  // namespace uketsuke::tools::eval
