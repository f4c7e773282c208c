// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/statistics/claim.hpp"

#include <catch2/catch.hpp>

using namespace uketsuke;
using namespace uketsuke::tools::eval;

namespace {

Claim claim_of(std::string_view words) {
    const auto claim = parse_claim(words);
    REQUIRE(claim);
    return *claim;
}

/// So many of each kind; of the impostors (genuine) so many lie above (below) 0.5. No subjects: counts alone.
Scores counted(int impostors, int matching, int genuine, int refused) {
    Scores scores;
    for (int i = 0; i < impostors; ++i) scores.impostors.push_back({0, 0, i < matching ? 0.6F : 0.1F});
    for (int i = 0; i < genuine; ++i) scores.genuine.push_back({0, 0, i < refused ? 0.4F : 0.9F});
    return scores;
}

Judgement at_half(std::string_view words, const Scores& scores) {
    const auto judgement = judge(claim_of(words), scores, 0.5);
    REQUIRE(judgement);
    INFO(judgement->sentence);
    return *judgement;
}

}  // namespace

TEST_CASE("a claim names one rate or both, in either order") {
    CHECK(claim_of("fmr<=1e-4").fmr == 1e-4);
    CHECK_FALSE(claim_of("fmr<=1e-4").fnmr);
    CHECK(claim_of("fnmr<=0.03").fnmr == 0.03);
    const auto both = claim_of("fnmr<=0.03@fmr<=1e-4");
    CHECK(both.fmr == 1e-4);
    CHECK(both.fnmr == 0.03);
}

TEST_CASE("words that are no claim are refused with a sentence") {
    for (const auto* words : {"", "fmr", "far<=1e-4", "fmr<1e-4", "fmr<=", "fmr<=x", "fmr<=0", "fmr<=1", "fmr<=-1",
                              "fmr<=1e-4@", "fmr<=1e-4@fmr<=1e-3", "fmr<=1e-4x", "fmr<=nan"}) {
        INFO(words);
        const auto claim = parse_claim(words);
        REQUIRE_FALSE(claim);
        CHECK(claim.error().code == base::ErrorCode::config_invalid);
        CHECK_FALSE(claim.error().detail.empty());
    }
}

TEST_CASE("no error in too few comparisons shows nothing: the claim is refused with the number that would") {
    const auto few = at_half("fmr<=1e-4", counted(29999, 0, 10, 0));
    CHECK(few.judged == Judged::too_few);
    CHECK(few.impostors_needed == 30000);
    CHECK(few.genuine_needed == 0);
    CHECK(few.sentence.find("N too small") != std::string::npos);
    CHECK(few.sentence.find("30000") != std::string::npos);
    CHECK(at_half("fmr<=1e-4", counted(30000, 0, 10, 0)).judged == Judged::holds);
}

TEST_CASE("both sides of a claim need their numbers") {
    CHECK(at_half("fmr<=1e-3@fnmr<=0.03", counted(3000, 0, 100, 0)).judged == Judged::holds);
    const auto few = at_half("fmr<=1e-3@fnmr<=0.03", counted(3000, 0, 99, 0));
    CHECK(few.judged == Judged::too_few);
    CHECK(few.impostors_needed == 0);
    CHECK(few.genuine_needed == 100);
}

TEST_CASE("a rate over its limit does not hold, however few the comparisons") {
    CHECK(at_half("fmr<=1e-3@fnmr<=0.03", counted(100, 1, 100, 0)).judged == Judged::does_not_hold);
    CHECK(at_half("fmr<=1e-3@fnmr<=0.03", counted(100, 0, 100, 4)).judged == Judged::does_not_hold);
    CHECK(at_half("fmr<=1e-2", counted(100, 2, 0, 0)).judged == Judged::does_not_hold);
}

TEST_CASE("errors below the limit whose bound is above it: refused, and more comparisons at that rate would do") {
    const auto few = at_half("fmr<=0.01", counted(1000, 6, 0, 0));
    CHECK(few.judged == Judged::too_few);
    REQUIRE(few.impostors_needed > 1000);
    const auto errors = static_cast<int>(0.006 * static_cast<double>(few.impostors_needed)) + 1;
    CHECK(at_half("fmr<=0.01", counted(static_cast<int>(few.impostors_needed), errors, 0, 0)).judged == Judged::holds);
    CHECK(at_half("fmr<=0.01", counted(1000, 4, 0, 0)).judged == Judged::holds);  // 4 of 1000: at most 0.0091
}

TEST_CASE("without a threshold the lowest one that keeps the FMR is taken") {
    Scores scores = counted(10000, 0, 200, 1);
    scores.impostors[0].score = 0.95F;  // one match in 10,000: at most 4.7e-4
    const auto judgement = judge(claim_of("fmr<=1e-3@fnmr<=0.03"), scores, std::nullopt);
    REQUIRE(judgement);
    CHECK(judgement->judged == Judged::holds);
    CHECK(judgement->point.threshold > 0.1);
    CHECK(judgement->point.threshold < 0.11);
    CHECK(judgement->point.fmr.seen.errors == 1);
    CHECK(judgement->point.fnmr.seen.errors == 0);
    CHECK(judgement->sentence.find("chosen on these very scores") != std::string::npos);
}

TEST_CASE("a claim on FNMR alone says nothing without a threshold") {
    CHECK_FALSE(judge(claim_of("fnmr<=0.03"), counted(10, 0, 200, 0), std::nullopt));
    CHECK(at_half("fnmr<=0.03", counted(0, 0, 200, 0)).judged == Judged::holds);
}

TEST_CASE("no comparisons at all: refused, not held") {
    const auto nothing = at_half("fmr<=0.01@fnmr<=0.03", Scores{});
    CHECK(nothing.judged == Judged::too_few);
    CHECK(nothing.impostors_needed == 300);
    CHECK(nothing.genuine_needed == 100);
}
