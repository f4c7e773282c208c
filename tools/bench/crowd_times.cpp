// SPDX-License-Identifier: Apache-2.0
#include "crowd_times.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <future>
#include <vector>

#include "output_of.hpp"
#include "spread.hpp"

namespace uketsuke::tools::bench {
namespace {

constexpr int kCores = 2, kPatients = 1000, kEvery = 7;
constexpr double kSessions = 6000;  ///< a minute, the goal; more is better
constexpr double kMatrix = 120;     ///< s, the goal

/// The number before this word in the program's report.
std::optional<int> number_before(const std::string& text, std::string_view word) {
    const auto end = text.find(word);
    if (end == std::string::npos) return {};
    const auto begin = text.find_last_not_of("0123456789", end - 1) + 1;
    int number = 0;
    const auto [rest, error] = std::from_chars(text.data() + begin, text.data() + end, number);
    return error == std::errc{} && begin < end ? std::optional(number) : std::nullopt;
}

/// Whole visits a minute: a clinic's day on each core, with the start of the programs.
std::optional<double> sessions() {
    const auto began = Stopwatch::now();
    std::vector<std::future<std::optional<std::string>>> days;
    for (int core = 1; core <= kCores; ++core)
        days.push_back(std::async(std::launch::async, [core] {
            return output_of(fmt::format(UKETSUKE_SIM " day --patients {} --seed {}", kPatients, core));
        }));
    int visits = 0;
    for (auto& day : days) {
        const auto said = day.get();
        const auto counted = said ? number_before(*said, " visits") : std::nullopt;
        if (!counted) return {};
        visits += *counted;
    }
    return visits / since(began) * 60'000;
}

}  // namespace

bool bench_crowd(Figures& figures) {
    const auto each_minute = sessions();
    const auto began = Stopwatch::now();
    const auto matrix =
        output_of(fmt::format(UKETSUKE_SIM " matrix --every {} --jobs {} --scenarios " SCENARIOS, kEvery, kCores));
    const auto took = since(began) / 1000;
    const auto cells = matrix ? number_before(*matrix, " cells") : std::nullopt;
    if (!each_minute || !cells) {
        fmt::print(stderr, "uketsuke-bench: a simulated day or the fault matrix did not come to a good end\n");
        return false;
    }
    const auto whole = took * kEvery;
    fmt::print("\nThe virtual rig, {} cores: {:.0f} sessions a minute; {} cells of the fault matrix in {:.1f} s\n",
               kCores, *each_minute, *cells, took);
    figures.add("virtual rig, whole visits with recorded face scores on two cores",
                fmt::format("{:.0f} a minute (goal {:.0f}: {})", *each_minute, kSessions,
                            *each_minute >= kSessions ? "met" : "missed"));
    figures.add(
        "fault matrix on two cores, from every seventh of its cells",
        fmt::format("{:.0f} s{}: {} cells in {:.0f} s, none broken", whole, goal(whole, kMatrix), *cells, took));
    return true;
}

}  // namespace uketsuke::tools::bench
