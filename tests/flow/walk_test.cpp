// SPDX-License-Identifier: Apache-2.0

#include <catch2/catch.hpp>
#include <cstdio>

#include "firmware/flow/state_table.hpp"
#include "tests/flow/walk.hpp"
#include "tests/flow/worlds.hpp"

using namespace uketsuke;
using namespace uketsuke::flow;

namespace {

const TapsNamed& named() {
    static const TapsNamed taps(transitions());
    return taps;
}

}  // namespace

TEST_CASE("no reachable step breaks an invariant, and every state is reached") {
    std::set<State> states;
    std::size_t visits = 0, steps = 0;
    for (const auto& [world, walk] : all_walks()) {
        std::printf("walk of %s: %zu visits, %zu steps, %zu states\n", world.name.c_str(), walk.nodes.size(),
                    walk.steps, walk.states.size());
        for (std::size_t i = 0; i < walk.violations.size() && i < 20; ++i) UNSCOPED_INFO(walk.violations[i]);
        CHECK(walk.violations.empty());
        states.insert(walk.states.begin(), walk.states.end());
        visits += walk.nodes.size();
        steps += walk.steps;
    }
    std::printf("walk: %zu visits, %zu steps, %zu of %d states, %zu rows\n", visits, steps, states.size(), kStateCount,
                transitions().size());
    for (const auto& row : state_table()) {
        INFO(name_of(row.state));
        CHECK(states.count(row.state) == 1);
    }
}

TEST_CASE("no row is dead") {
    for (const auto& row : transitions()) {
        INFO((row.from ? name_of(*row.from) : "any")
             << " " << name_of(row.on) << " " << (row.action ? name_of(*row.action) : "") << " [" << row.guard.name
             << "]");
        CHECK(std::any_of(all_walks().begin(), all_walks().end(),
                          [&](const Walked& walked) { return walked.walk.rows.count(&row) == 1; }));
    }
}

TEST_CASE("every visit ends in idle or out of service once the card is taken, whoever else does nothing") {
    for (const auto& [world, walk] : all_walks()) {
        INFO(world.name);
        CHECK(dead_ends(walk) == std::set<State>{});
    }
}

TEST_CASE("with nobody there, every visit ends in idle, out of service or with staff told of the card left") {
    for (const auto& [world, walk] : all_walks()) {
        INFO(world.name);
        CHECK(waits_for_ever(walk) == std::set<State>{});
    }
}

TEST_CASE("staff can be called from every session") {
    for (const auto& [world, walk] : all_walks())
        for (const auto& node : walk.nodes) {
            const auto& row = row_of(node.visit.state);
            const bool works_after_a_call =
                row.busy && node.visit.staff_on_way;  // it moves on, or the call ends, by time
            if (node.visit.state == State::staff_called || works_after_a_call) continue;
            const auto called = step(node.visit, Tap{Action::call_staff});
            INFO(name_of(node.visit.state));
            REQUIRE(called.row != nullptr);
            REQUIRE(called.visit.staff_on_way);
            REQUIRE(std::any_of(called.effects.begin(), called.effects.end(), [](const Effect& e) {
                const auto* told = std::get_if<TellDesk>(&e.work);
                return told != nullptr && told->note.kind == domain::DeskNote::Kind::call;
            }));
        }
}

TEST_CASE("late answers are dropped in every state") {
    for (const auto& [world, walk] : all_walks())
        for (const auto& node : walk.nodes) {
            auto current = node.visit;
            current.ticket = {5, 9};
            for (const auto& event : possible_events(current, world, named())) {
                if (!ticket_of(event)) continue;
                auto now = current;
                now.ticket = {6, 9};
                REQUIRE(step(now, event).row == nullptr);
                now.ticket = {5, 10};
                if (ticket_of(event)->n != 0) REQUIRE(step(now, event).row == nullptr);
            }
        }
}

TEST_CASE("what the walk leaves out takes no part in any decision") {
    for (const auto& [world, walk] : all_walks())
        for (const auto& node : walk.nodes) {
            auto other = node.visit;
            other.language = Language{1};
            other.comfort = node.visit.facts.comfort;
            if (row_of(other.state).delay) other.in_front = InFront::comfort;
            other.advice = domain::FaceAdvice::too_dark;
            other.error = base::ErrorCode::internal;
            other.shown_item = domain::ConsentItem::surgery;
            other.phone_kind = domain::Medium::android;
            other.situation = domain::Situation::several;
            other.missed.fill(9);
            for (const auto& event : possible_events(node.visit, world, named()))
                REQUIRE(step(node.visit, event).row == step(other, event).row);
        }
}

TEST_CASE("an action that no row of a state names changes nothing there") {
    for (const auto& [world, walk] : all_walks())
        for (const auto& node : walk.nodes)
            for (int i = 0; i <= static_cast<int>(Action::comfort); ++i) {
                const auto action = static_cast<Action>(i);
                const auto names = [&](const Row& row) {
                    return row.action == action && (!row.from || row.from == node.visit.state);
                };
                if (std::any_of(transitions().begin(), transitions().end(), names)) continue;
                const auto refused = step(node.visit, Tap{action});
                REQUIRE(refused.row == nullptr);
                REQUIRE(refused.visit == node.visit);
            }
}

TEST_CASE("without terminal credentials neither the face nor a staff check is ever asked for") {
    auto world = worlds().front();
    world.facts.terminal_signs = world.facts.face_possible = false;
    world.facts.staff_check = true;
    const auto walk = walk_through(world, transitions());
    CHECK(walk.violations.empty());
    CHECK(walk.states.count(State::face_capture) == 0);
    CHECK(walk.states.count(State::staff_password) == 0);
    CHECK(walk.states.count(State::result_valid) == 1);
}

TEST_CASE("a kiosk that does not need its camera serves by PIN without one") {
    Visit start;
    start.facts.camera_required = false;
    start.down[static_cast<std::size_t>(Device::reader)].reset();
    start.down[static_cast<std::size_t>(Device::audit)].reset();
    start.state = State::idle;
    const auto present = step(start, CardPresent{{0, 1}});
    CHECK(present.visit.state == State::reading_card);
    CHECK_FALSE(present.visit.face_offered);
}
