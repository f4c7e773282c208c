// SPDX-License-Identifier: Apache-2.0
// Plays every scenario of this folder that asks for the virtual rig, and holds the tables against what was met.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "firmware/flow/audit_records.hpp"
#include "firmware/flow/state_table.hpp"
#include "sim/errors/shown_errors.hpp"
#include "sim/rig/virtual_rig.hpp"
#include "sim/scenario/player.hpp"
#include "tests/support/my_number_watch.hpp"

using namespace uketsuke;

namespace {

struct Played {
    int scenarios = 0, steps = 0, goldens = 0;
    std::vector<std::string> problems;
    std::set<const flow::Row*> rows;
    std::map<std::string, std::set<base::ErrorCode>, std::less<>> errors;  ///< that came up, by scenario
    std::set<flow::State> states;
    test::MyNumberWatch watch;
};

std::vector<std::filesystem::path> scenario_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(SCENARIOS))
        if (entry.path().extension() == ".scn") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

sim::Outcome play(const sim::Script& script, test::MyNumberWatch& watch) {
    const sim::TemporaryFolder folder(sim::TemporaryFolder::Where::memory);
    sim::VirtualRig::Options options{script.start, {}, script.settings, folder.path()};
    options.watch = [&](base::ByteView command) { command.empty() ? watch.begin() : watch.see(command); };
    auto rig = sim::VirtualRig::create(options);
    if (!rig) {
        sim::Outcome failed;
        failed.problems.push_back(script.name + ": no rig: " + rig.error().detail);
        return failed;
    }
    sim::Player player(**rig, {options.paths.people,
                               std::filesystem::path(SCENARIOS) / "golden",
                               std::getenv("UPDATE_GOLDENS") != nullptr,
                               {}});
    return player.play(script);
}

Played play_all() {
    Played all;
    for (const auto& file : scenario_files()) {
        const auto script = sim::load_script(file);
        if (!script) {
            all.problems.push_back(script.error().detail);
            continue;
        }
        if (script->rig != sim::Script::Rig::virtual_) continue;
        auto outcome = play(*script, all.watch);
        ++all.scenarios;
        all.steps += outcome.steps;
        all.goldens += outcome.goldens;
        all.problems.insert(all.problems.end(), outcome.problems.begin(), outcome.problems.end());
        all.rows.merge(outcome.rows);
        all.errors[script->name] = std::move(outcome.errors);
        all.states.merge(outcome.states);
    }
    return all;
}

const Played& played() {
    static const Played all = play_all();
    return all;
}

}  // namespace

TEST_CASE("every scenario passes") {
    const auto& all = played();
    std::printf("scenarios: %d played, %d steps, %d goldens compared, %zu of %d states, %zu of %zu rows met\n",
                all.scenarios, all.steps, all.goldens, all.states.size(), flow::kStateCount, all.rows.size(),
                flow::transitions().size());
    for (const auto& problem : all.problems) UNSCOPED_INFO(problem);
    CHECK(all.problems.empty());
    CHECK(all.scenarios > 0);
    CHECK(all.goldens > 0);
}

TEST_CASE("every scenario is of today's version") {
    for (const auto& file : scenario_files()) {
        INFO("uketsuke-sim convert " << file.string());
        const auto script = sim::load_script(file);
        REQUIRE(script);
        CHECK(script->version == sim::kVerbsVersion);
    }
}

TEST_CASE("no command of any scenario names a file of My Number") {
    const auto& watch = played().watch;
    std::printf("scenarios: %d commands to cards\n", watch.commands());
    for (const auto& header : watch.forbidden()) UNSCOPED_INFO(header);
    CHECK(watch.forbidden().empty());
    CHECK(watch.commands() > 1000);
    CHECK(watch.saw(test::MyNumberWatch::kJpki, 0x000A));
    CHECK(watch.saw(test::MyNumberWatch::kFace, 0x0002));
}

TEST_CASE("every row of the transition table is met by a scenario") {
    for (const auto& row : flow::transitions()) {
        INFO((row.from ? flow::name_of(*row.from) : "any")
             << " " << flow::name_of(row.on) << " " << (row.action ? flow::name_of(*row.action) : "") << " ["
             << row.guard.name << "]");
        CHECK(played().rows.count(&row) == 1);
    }
}

TEST_CASE("every error that has a scenario is shown by it") {
    for (const auto& line : sim::shown_errors()) {
        INFO(base::name_of(line.code));
        if (line.scenario.find(' ') != std::string_view::npos) continue;  // "config test": shown elsewhere
        const auto shown = played().errors.find(line.scenario);
        REQUIRE(shown != played().errors.end());
        CHECK(shown->second.count(line.code) == 1);
    }
}
