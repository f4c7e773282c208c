// SPDX-License-Identifier: Apache-2.0
// A patient card's number, looked up in the clinic's list on the lane of shares.
#include <algorithm>
#include <catch2/catch.hpp>

#include "firmware/app/kiosk.hpp"
#include "kiosk_on_fakes.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using app::LaneName;
using base::ErrorCode;
using flow::Action;
using flow::State;

namespace {

flow::KioskFacts with_appointments() {
    flow::KioskFacts facts;
    facts.appointments = true;
    return facts;
}

struct Played : test::KioskOnFakes {
    Played() : KioskOnFakes(with_appointments()) {
        world.appointment = {domain::Arrival::on_time, {2026, 11, 24}, 630};
    }
    void give(std::string_view number) {
        tap(state() == State::idle ? Action::type_number : Action::retry);
        type(number);
        tap(Action::confirm);
    }
    [[nodiscard]] auto alerts() const {
        return std::ranges::count(world.told, "appointments", &domain::DeskNote::where);
    }
};

}  // namespace

TEST_CASE("a number reaches the clinic's list as it was typed, and neither journal nor desk") {
    Played played;
    played.give("0123");
    REQUIRE(played.reach(State::appointment_told));
    CHECK(played.world.numbers == std::vector<std::string>{"0123"});
    CHECK(played.world.recorded == 1);
    CHECK(played.vault().empty());
    played.run(1s);
    const auto record = std::ranges::find(played.world.records, "appointment", &domain::AuditRecord::event);
    REQUIRE(record != played.world.records.end());
    CHECK(record->fields == decltype(record->fields){{"arrival", "on_time"}});
    REQUIRE_FALSE(played.world.told.empty());
    CHECK(played.world.told.back().appointment == played.world.appointment);
    played.insert();
    REQUIRE(played.reach(State::choose_identity));
    CHECK(played.kiosk().visit().appointment == played.world.appointment);
    CHECK(played.left_behind.empty());
}

TEST_CASE("a share that hangs records nobody, also when it comes back after its time") {
    Played played;
    played.time.hold(LaneName::shares, true);
    played.give("123");
    REQUIRE(played.reach(State::appointment_told, 6s));
    CHECK(played.kiosk().visit().error == ErrorCode::appointments_unreadable);
    played.time.hold(LaneName::shares, false);
    played.run(1s);
    CHECK(played.world.numbers.empty());
    CHECK(played.world.recorded == 0);
    played.give("123");
    REQUIRE(played.reach(State::appointment_told));
    CHECK(played.world.recorded == 1);
}

TEST_CASE("what the flow no longer waits for is not recorded, however far it has come") {
    Played played;
    played.world.recording = [&] { played.event(flow::TimeOut{played.kiosk().visit().ticket}); };
    played.give("123");
    REQUIRE(played.reach(State::appointment_told));
    CHECK(played.kiosk().visit().error == ErrorCode::appointments_unreadable);
    CHECK(played.world.recorded == 0);
}

TEST_CASE("the desk hears once of a list that cannot be read, until it can") {
    Played played;
    played.world.appointments_off = true;
    for (const char* number : {"1", "2"}) {
        played.give(number);
        REQUIRE(played.reach(State::appointment_told));
        played.run(1s);
    }
    CHECK(played.alerts() == 1);
    played.world.appointments_off = false;
    played.world.appointment = {};
    played.give("3");
    REQUIRE(played.reach(State::appointment_told));
    CHECK_FALSE(played.kiosk().visit().error);
    played.world.appointments_off = true;
    played.give("4");
    REQUIRE(played.reach(State::appointment_told));
    played.run(1s);
    CHECK(played.alerts() == 2);
}
