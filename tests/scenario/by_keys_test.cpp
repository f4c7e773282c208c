// SPDX-License-Identifier: Apache-2.0
// Every scenario on the virtual rig by keys and headphones alone: each screen that waits for a person is heard to its
// end, each button of the script is reached, heard and pressed, and each refusal of the table of errors is heard with
// what to do. A new screen, error or action without a scenario in which it is heard fails.
#include <catch2/catch.hpp>
#include <iostream>

#include "by_keys.hpp"
#include "firmware/flow/state_table.hpp"
#include "firmware/flow/transitions.hpp"
#include "sim/errors/shown_errors.hpp"

using namespace uketsuke;
using base::ErrorCode;
using flow::State;
using tests::ByKeys;
using tests::KeysPlayer;

namespace {

/// The kiosk is out of service by these, and nobody is told of them in a visit.
constexpr std::array kOfNoVisit{ErrorCode::audit_unwritable, ErrorCode::daemon_missing,  ErrorCode::reader_missing,
                                ErrorCode::reader_changed,   ErrorCode::camera_changed,  ErrorCode::clock_wrong,
                                ErrorCode::closed_for_now,   ErrorCode::closed_for_check};

struct Played {
    ByKeys found;
    int scenarios = 0, to_the_end = 0;
};

/// A person presses and plugs in on their own there: what was heard stands in the scenario.
bool has_keys(const sim::Script& script) {
    return std::ranges::any_of(script.lines, [](const sim::Line& line) {
        return line.verb == sim::Verb::key || line.verb == sim::Verb::headphones;
    });
}

void play(const sim::Script& script, Played& all) {
    const sim::TemporaryFolder folder;
    auto rig = sim::VirtualRig::create({script.start, {}, script.settings, folder.path()});
    REQUIRE(rig);
    ++all.scenarios;
    all.to_the_end += KeysPlayer(**rig, KeysPlayer::Ears::headphones, all.found).play(script) ? 0 : 1;
}

Played play_all() {
    Played all;
    for (const auto& entry : std::filesystem::directory_iterator(SCENARIOS)) {
        if (entry.path().extension() != ".scn") continue;
        const auto script = sim::load_script(entry.path());
        REQUIRE(script);
        if (script->rig == sim::Script::Rig::virtual_ && !has_keys(*script)) play(*script, all);
    }
    return all;
}

const Played& played() {
    static const Played all = play_all();
    return all;
}

}  // namespace

TEST_CASE("by keys and headphones every scenario's screens are heard and its buttons pressed") {
    const auto& all = played();
    std::cout << "by keys: " << all.scenarios << " scenarios, " << all.to_the_end << " to the end; "
              << all.found.pressed << " touches by keys; heard to the end: " << all.found.heard.size() << " screens, "
              << all.found.refusals.size() << " refusals\n";
    for (const auto& wrong : all.found.wrong) UNSCOPED_INFO(wrong);
    CHECK(all.found.wrong.empty());
    // The others count with the time of a visit that nobody listens to.
    CHECK(all.to_the_end * 10 > all.scenarios * 8);
    CHECK(all.found.pressed > 800);
}

TEST_CASE("each screen that waits for a person is heard to its end") {
    for (const auto& row : flow::state_table()) {
        INFO(flow::name_of(row.state));
        if (!row.busy && row.state != State::out_of_service) CHECK(played().found.heard.contains(row.state));
    }
}

TEST_CASE("each refusal that a scenario shows is heard by headphones, with what to do") {
    int refusals = 0;
    for (const auto& line : sim::shown_errors()) {
        if (!std::filesystem::exists(std::filesystem::path(SCENARIOS) / (std::string(line.scenario) + ".scn")))
            continue;
        INFO(base::name_of(line.code) << ": " << line.scenario);
        const bool no_visit = std::ranges::count(kOfNoVisit, line.code) > 0;
        CHECK(played().found.refusals.contains(line.code) == !no_visit);
        ++refusals;
    }
    CHECK(refusals > 50);
}

TEST_CASE("each action of the flow is done by a key") {
    std::set<flow::Action> actions;
    for (const auto& row : flow::transitions())
        if (row.action) actions.insert(*row.action);
    actions.erase(flow::Action::refuse);  // staff say that it is not the person, and they see and touch
    for (const auto action : actions) {
        INFO(flow::name_of(action));
        CHECK(played().found.actions.contains(action));
    }
}
