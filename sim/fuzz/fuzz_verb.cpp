// SPDX-License-Identifier: Apache-2.0
#include "fuzz_verb.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <ctime>
#include <random>
#include <sstream>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "fuzz.hpp"
#include "sim/crowd/day.hpp"
#include "sim/rig/virtual_rig.hpp"

namespace uketsuke::sim {
namespace {

constexpr int kShrinkPlays = 400;

int give_up(const base::Error& error) {
    fmt::print(stderr, "uketsuke-sim: {}: {}\n", base::name_of(error.code), error.detail);
    return 1;
}

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::string scenario_of(const Lines& lines, std::uint32_t seed, const std::string& complaint) {
    return fmt::format(
        "# SPDX-License-Identifier: Apache-2.0\n# Found by uketsuke-sim fuzz, seed {}: {}\n"
        "# uketsuke-sim fuzz --again FILE judges it once more.\n{}\n",
        seed, complaint, fmt::join(lines, "\n"));
}

/// What a walk broke, as small scenarios. Returns how many.
int tell(const Walked& walked, std::uint32_t seed, const std::string& out, const People& people) {
    for (const auto& complaint : walked.complaints) {
        const auto small = shrunk(walked.lines, complaint, kShrinkPlays, people);
        const auto text = scenario_of(small, seed, complaint);
        fmt::print("BROKEN  seed {}: {}\n{}\n", seed, complaint, text);
        const auto file = std::filesystem::path(out) / fmt::format("fuzz-{}.scn", seed);
        if (!out.empty())
            if (const auto written = base::replace_file(file, text); !written) return give_up(written.error());
        std::fflush(stdout);
    }
    return static_cast<int>(walked.complaints.size());
}

int judge_again(const std::string& file, const People& people) {
    const auto text = base::read_file(file);
    if (!text) return give_up(text.error());
    Lines lines;
    std::istringstream in(*text);
    for (std::string line; std::getline(in, line);)
        if (!line.starts_with('#')) lines.push_back(line);
    const auto walked = replay(lines, people);
    if (!walked) return give_up(walked.error());
    for (const auto& complaint : walked->complaints) fmt::print("BROKEN  {}\n", complaint);
    fmt::print("{}: {} lines, {} steps, {} broken\n", file, lines.size(), walked->steps, walked->complaints.size());
    return walked->complaints.empty() ? 0 : 1;
}

struct Sum {
    int kiosks = 0, steps = 0, visits = 0, results = 0, fired = 0, broken = 0;
    void add(const Walked& walked) {
        ++kiosks;
        steps += walked.steps;
        visits += walked.visits;
        results += walked.results;
        fired += walked.fired;
    }
};

}  // namespace

void describe(CLI::App& verb, FuzzWishes& wishes) {
    verb.add_option("--minutes", wishes.minutes, "how long, 1 unless told")->check(CLI::PositiveNumber);
    verb.add_option("--seed", wishes.seed, "of the first kiosk; drawn unless told, and printed");
    verb.add_option("--lines", wishes.lines, "that happen at each kiosk")->check(CLI::PositiveNumber);
    verb.add_option("--out", wishes.out, "scenarios of what broke, one of each")->type_name("DIR");
    verb.add_option("--again", wishes.again, "judges one of these once more")->type_name("FILE");
}

int run_fuzz(const FuzzWishes& wishes) {
    const auto people = Cast::load({});
    if (!people) return give_up(people.error());
    if (!wishes.again.empty()) return judge_again(wishes.again, *people);
    base::set_log_level(base::LogLevel::quiet);  // many kiosks say what is wrong with them
    auto seed = wishes.seed != 0 ? wishes.seed : std::random_device{}();
    fmt::print("fuzz: seed {}\n", seed);
    std::fflush(stdout);
    Sum sum;
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes{wishes.minutes};
    for (; std::chrono::steady_clock::now() < end; ++seed) {
        const auto walked = walk(seed, wishes.lines, *people);
        if (!walked) return give_up(walked.error());
        sum.add(*walked);
        sum.broken += tell(*walked, seed, wishes.out, *people);
    }
    fmt::print("fuzz: {} kiosks, {} steps of the flow, {} visits, {} results, {} faults met and mended, {} broken\n",
               sum.kiosks, sum.steps, sum.visits, sum.results, sum.fired, sum.broken);
    return sum.broken == 0 ? 0 : 1;
}

void describe(CLI::App& verb, CrowdWishes& wishes) {
    verb.add_option("--patients", wishes.patients, "a day, 300 unless told")->check(CLI::PositiveNumber);
    verb.add_option("--days", wishes.days, "one after the other at the same kiosk")->check(CLI::PositiveNumber);
    verb.add_option("--seed", wishes.seed, "the same patients for the same seed");
    verb.add_option("--between", wishes.between_s, "seconds from one to the next, on average")
        ->check(CLI::NonNegativeNumber);
}

int run_day(const CrowdWishes& wishes) {
    const auto people = Cast::load({});
    if (!people) return give_up(people.error());
    base::set_log_level(base::LogLevel::quiet);
    const TemporaryFolder folder(TemporaryFolder::Where::memory);
    auto rig = VirtualRig::create({.start = base::parse_iso8601("2026-11-24T09:00:00+09:00").value(),
                                   .paths = {},
                                   .folder = folder.path(),
                                   .cast = *people});
    if (!rig) return give_up(rig.error());
    Player player(**rig, {.people = {Paths{}.people}});
    Overseer overseer(**rig);
    const auto began = processor_seconds();
    int problems = 0;
    for (int day = 0; day < wishes.days; ++day)
        for (const auto& problem : spend_day(**rig, player, overseer, card_holders((*people)->people),
                                             {wishes.patients, wishes.seed + static_cast<std::uint32_t>(day),
                                              std::chrono::seconds{wishes.between_s}})) {
            fmt::print("{}\n", problem);
            ++problems;
        }
    for (const auto& complaint : overseer.complaints()) fmt::print("BROKEN  {}\n", complaint);
    const auto took = processor_seconds() - began;
    const auto simulated = std::chrono::duration<double, std::ratio<3600>>((*rig)->now().time_since_epoch());
    fmt::print(
        "day: {} patients, {} visits, {} results, {} steps, {:.1f} h simulated in {:.2f} s of one core: {:.0f} "
        "sessions a "
        "minute of one core\n",
        wishes.patients * wishes.days, overseer.visits(), overseer.results(), overseer.steps(), simulated.count(), took,
        overseer.visits() / took * 60);
    return problems == 0 && overseer.complaints().empty() ? 0 : 1;
}

}  // namespace uketsuke::sim
