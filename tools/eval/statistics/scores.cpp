// SPDX-License-Identifier: Apache-2.0
#include "scores.hpp"

#include <algorithm>
#include <iterator>

namespace uketsuke::tools::eval {

std::uint32_t SubjectIndex::operator()(std::string_view name) {
    const auto [place, is_new] =
        known_.try_emplace(std::string(name), static_cast<std::uint32_t>(scores_.subjects.size()));
    if (is_new) scores_.subjects.emplace_back(name);
    return place->second;
}

Scores among(const Scores& scores, const std::vector<bool>& chosen) {
    Scores out;
    out.subjects = scores.subjects;
    const auto both = [&](const Comparison& one) { return chosen[one.first] && chosen[one.second]; };
    std::copy_if(scores.genuine.begin(), scores.genuine.end(), std::back_inserter(out.genuine), both);
    std::copy_if(scores.impostors.begin(), scores.impostors.end(), std::back_inserter(out.impostors), both);
    return out;
}

}  // namespace uketsuke::tools::eval
