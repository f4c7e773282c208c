// SPDX-License-Identifier: Apache-2.0
#include "firmware/app/call_limit.hpp"

#include <catch2/catch.hpp>

#include "kiosk_on_fakes.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using app::CallLimit;
using flow::Action;
using flow::State;
using test::KioskOnFakes;

namespace {

const app::StaffCall kCall{{}, {"staff_called", 0, {{"where", "idle"}}, {}}};

struct Told {
    base::Duration at;
    int calls;
    bool operator==(const Told&) const = default;
};

/// What is told of calls that come every `step` from 1 h on, looked at every second.
std::vector<Told> told_of(int calls, base::Duration step) {
    CallLimit limit;
    std::vector<Told> told;
    const base::MonoTime start{1h};
    base::Duration next{};
    const auto end = calls * step + 5min;
    for (base::Duration now{}; now <= end; now += 200ms) {
        if (const auto due = limit.due(start + now)) told.push_back({now, due->note.calls});
        for (; calls > 0 && next <= now; next += step, --calls)
            if (limit.call(kCall, start + next)) told.push_back({next, 1});
    }
    return told;
}

int lines_with(const test::World& world, std::string_view words) {
    return static_cast<int>(
        std::ranges::count_if(world.log, [&](const std::string& line) { return line.find(words) != line.npos; }));
}

}  // namespace

TEST_CASE("of a hundred calls in eighty seconds a few lines are told, and each call is in one of them") {
    const auto told = told_of(100, 800ms);
    CHECK(told.size() == 5);
    int all = 0;
    for (const auto& line : told) all += line.calls;
    CHECK(all == 100);
    CHECK(told.front() == Told{0ms, 1});
    for (std::size_t i = 1; i < told.size(); ++i) {
        CHECK(told[i].at - told[i - 1].at >= CallLimit::kFirst);
        CHECK(told[i].at - told[i - 1].at <= CallLimit::kLongest);
    }
}

TEST_CASE("calls that are far apart are all told at once") {
    for (const auto& line : told_of(10, 61s)) CHECK(line.calls == 1);
    CHECK(told_of(10, 61s).size() == 10);
}

TEST_CASE("the whiles grow, and after a calm begin anew") {
    CallLimit limit;
    const base::MonoTime start{1h};
    CHECK(limit.call(kCall, start));
    CHECK_FALSE(limit.call(kCall, start + 9'999ms));
    CHECK_FALSE(limit.due(start + 9'999ms));
    CHECK(limit.due(start + 10s));
    CHECK_FALSE(limit.call(kCall, start + 29s));  // twenty seconds from then on
    CHECK_FALSE(limit.due(start + 29s));
    CHECK(limit.due(start + 30s));
    CHECK_FALSE(limit.call(kCall, start + 69s));
    CHECK(limit.due(start + 70s));
    CHECK_FALSE(limit.call(kCall, start + 129s));
    CHECK(limit.due(start + 130s));
    CHECK_FALSE(limit.call(kCall, start + 189s));  // and no longer than a minute
    CHECK(limit.due(start + 190s));
    const auto later = start + 189s + CallLimit::kCalm;
    CHECK(limit.call(kCall, later));
    CHECK_FALSE(limit.call(kCall, later + 9s));
    CHECK(limit.due(later + 10s));
}

TEST_CASE("what is held back says how many it stands for, once") {
    CallLimit limit;
    CHECK_FALSE(limit.rest());
    limit.call(kCall, base::MonoTime{1h});
    for (int i = 0; i < 3; ++i) limit.call(kCall, base::MonoTime{1h});
    const auto rest = limit.rest();
    REQUIRE(rest);
    CHECK(rest->note.calls == 3);
    CHECK(rest->record.fields.back() == std::pair<std::string_view, std::string>{"calls", "3"});
    CHECK_FALSE(limit.rest());
}

TEST_CASE("calls at an idle kiosk fill neither journal nor log, and the screen says each time that staff were called") {
    KioskOnFakes played;
    for (int i = 0; i < 100; ++i) {
        played.tap(Action::call_staff);
        REQUIRE(played.state() == State::staff_called);
        played.run(400ms);
        played.tap(Action::cancel_call);
        REQUIRE(played.state() == State::idle);
        played.run(400ms);
    }
    played.run(60s);
    CHECK(lines_with(played.world, "CALL idle") == 5);
    CHECK(lines_with(played.world, "staff_called") == 5);
}

TEST_CASE("so it is within a visit, whose first call does not wait for those before it") {
    KioskOnFakes played;
    for (int i = 0; i < 20; ++i) {
        played.tap(Action::call_staff);
        played.tap(Action::cancel_call);
    }
    played.to_choice();
    for (int i = 0; i < 20; ++i) {
        played.tap(Action::call_staff);
        REQUIRE(played.state() == State::staff_called);
        if (i == 0) {
            played.run(10ms);
            CHECK(lines_with(played.world, "CALL choose_identity") == 1);
        }
        played.tap(Action::cancel_call);
    }
    played.run(11s);
    CHECK(lines_with(played.world, "CALL choose_identity") == 2);
    CHECK(lines_with(played.world, "CALL idle") == 2);
    CHECK(lines_with(played.world, "staff_called") == 4);
}

TEST_CASE("calls that are held back when the kiosk ends are recorded") {
    KioskOnFakes played;
    for (int i = 0; i < 3; ++i) {
        played.tap(Action::call_staff);
        played.tap(Action::cancel_call);
    }
    played.run(10ms);
    CHECK(lines_with(played.world, "staff_called") == 1);
    played.kiosk().end();
    played.run(10ms);
    CHECK(lines_with(played.world, "staff_called") == 2);
}
