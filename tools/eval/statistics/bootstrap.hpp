// SPDX-License-Identifier: Apache-2.0
// How much an error rate would move with other people. Comparisons that share a person are not independent, so people
// are drawn anew and not comparisons (Bolle, Ratha, Pankanti: "Error analysis of pattern recognition systems: the
// subsets bootstrap", 2004). Who is drawn n times counts n times; a comparison of two people counts the product.
#pragma once

#include <cstdint>
#include <vector>

#include "rates.hpp"

namespace uketsuke::tools::eval {

/// A sorted list of what each resample said.
class Resampled {
public:
    explicit Resampled(std::vector<double> values);
    /// The value below which a part (0 … 1) of the resamples lies; not a number for none.
    [[nodiscard]] double at(double part) const;
    [[nodiscard]] double variance() const;

private:
    std::vector<double> sorted_;
};

/// The same seed and the same subjects give the same draws, so two recipes are compared on the same resamples.
/// Deterministic on every machine. Thread-safe after construction. The scores must know their subjects.
class SubjectBootstrap {
public:
    static constexpr int kResamples = 1000;
    static constexpr std::uint64_t kSeed = 19795;

    explicit SubjectBootstrap(const Scores& scores, int resamples = kResamples, std::uint64_t seed = kSeed);

    /// FMR and FNMR of each resample at a fixed threshold. A resample without comparisons has no say.
    [[nodiscard]] std::vector<double> fmr_at(double threshold) const;
    [[nodiscard]] std::vector<double> fnmr_at(double threshold) const;
    /// One threshold a resample.
    [[nodiscard]] std::vector<double> fnmr_at(const std::vector<double>& thresholds) const;
    /// The threshold that each resample would choose for an FMR; not a number without impostors.
    [[nodiscard]] std::vector<double> thresholds_for(double fmr) const;
    /// FNMR at the threshold that each resample would choose for an FMR, so the choice's own uncertainty is in it.
    [[nodiscard]] std::vector<double> fnmr_at_fmr(double fmr) const;

private:
    using Weights = std::vector<std::uint8_t>;  ///< how often each subject was drawn
    struct Resample {
        Weights weights;
        double genuine = 0, impostors = 0;  ///< weight of all comparisons
    };
    [[nodiscard]] double threshold_for(const Resample& resample, double fmr) const;
    [[nodiscard]] double fnmr_of(const Resample& resample, double threshold) const;

    std::vector<Comparison> genuine_;    ///< ascending
    std::vector<Comparison> impostors_;  ///< descending
    std::vector<Resample> resamples_;
};

/// An error rate with its one-sided 95 % bound: Clopper and Pearson's for as many independent comparisons as the
/// bootstrap's variance is worth. (The bootstrap's own percentile covers too little with few people or few errors.)
struct Rate {
    Proportion seen;
    double upper95 = 1;
};

/// Both rates at one threshold. Without subjects (`bootstrap` null) the bounds are those of the counts.
struct OperatingPoint {
    std::string name;
    double threshold = 0;
    Rate fmr, fnmr;
};
OperatingPoint operating_point(std::string name, double threshold, const Ranked& ranked,
                               const SubjectBootstrap* bootstrap);

/// FNMR at one FMR with two recipes on the same comparisons, each at its own threshold.
struct PairedDifference {
    double fmr = 0;
    double fnmr_before = 0, fnmr_after = 0;
    double low95 = 0, high95 = 0;  ///< of fnmr_after - fnmr_before; two-sided, by subject, thresholds chosen anew
    std::uint64_t only_before = 0, only_after = 0;  ///< genuine comparisons that only one of the two refuses
};
class Pairing {
public:
    /// The same subjects and the same comparisons in the same order.
    Pairing(const Scores& before, const Scores& after);
    [[nodiscard]] PairedDifference at(double fmr) const;

private:
    struct Recipe {
        std::vector<Comparison> genuine;
        Ranked ranked;
        SubjectBootstrap bootstrap;
    };
    Recipe before_, after_;
};

}  // namespace uketsuke::tools::eval
