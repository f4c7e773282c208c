// SPDX-License-Identifier: Apache-2.0
// A card's face refusals over the day: they outlive the visit, whoever lays the card down next.
#include <catch2/catch.hpp>

#include "kiosk_on_fakes.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using flow::Action;
using flow::State;
using test::KioskOnFakes;

namespace {

/// One refusal, from the screen on which the face is chosen.
void refuse(KioskOnFakes& played, Action by = Action::choose_face) {
    played.tap(by);
    REQUIRE(played.reach(State::face_refused));
    played.run(10ms);  // the desk hears of it
}

void leave(KioskOnFakes& played) {
    played.remove();
    REQUIRE(played.reach(State::idle));
}

int face_left(const KioskOnFakes& played) { return const_cast<KioskOnFakes&>(played).kiosk().visit().info->face.left; }

}  // namespace

TEST_CASE("laying the card down anew gives no face attempt back") {
    KioskOnFakes played;
    played.world.matches = false;
    played.to_choice();
    refuse(played);
    refuse(played, Action::retry);
    leave(played);
    played.to_choice();
    CHECK(face_left(played) == 1);
    refuse(played);
    CHECK(played.world.alerts == 1);
    played.tap(Action::retry);
    CHECK(played.state() == State::face_refused);
    leave(played);
    played.to_choice();
    CHECK(face_left(played) == 0);
    played.tap(Action::choose_face);
    CHECK(played.state() == State::choose_identity);
    played.tap(Action::choose_pin);  // the PIN stays open
    CHECK(played.state() == State::pin_entry);
}

TEST_CASE("another card has all of its own, and one that was pulled at its refusal is counted") {
    KioskOnFakes played;
    played.world.matches = false;
    for (int i = 0; i < 3; ++i) {
        played.to_choice();
        refuse(played);
        played.remove();
        REQUIRE(played.reach(State::idle));
    }
    CHECK(played.world.alerts == 1);
    played.world.card_id = "another";
    played.to_choice();
    CHECK(face_left(played) == 3);
    leave(played);
    played.world.card_id = "card";
    played.to_choice();
    CHECK(face_left(played) == 0);
}

TEST_CASE("the waits grow, a match takes nothing back, and the next day begins anew") {
    KioskOnFakes played;
    played.world.matches = false;
    for (int i = 0; i < 3; ++i) {
        played.to_choice();
        refuse(played);
        leave(played);
    }
    for (const auto wait : {60s, 120s, 240s}) {
        played.run(wait - 15s);
        played.to_choice();
        CHECK(face_left(played) == 0);
        leave(played);
        played.run(15s);
        played.to_choice();
        CHECK(face_left(played) == 1);
        refuse(played);
        leave(played);
    }
    CHECK(played.world.alerts == 4);
    played.run(480s);
    played.world.matches = true;
    played.to_choice();
    played.tap(Action::choose_face);
    REQUIRE(played.reach(State::consent));
    leave(played);
    played.to_choice();
    CHECK(played.kiosk().visit().info->face == domain::FaceTries{6, 1});
    leave(played);
    played.time.set_wall(played.time.wall() + std::chrono::days{1});
    played.run(2s);
    played.to_choice();
    CHECK(played.kiosk().visit().info->face == domain::FaceTries{0, 3});
}

TEST_CASE("a day ends at midnight in Japan") {
    KioskOnFakes played;
    played.world.matches = false;
    played.time.set_wall(base::parse_iso8601("2026-11-24T23:50:00+09:00").value());
    played.run(2s);
    for (int i = 0; i < 3; ++i) {
        played.to_choice();
        refuse(played);
        leave(played);
    }
    played.time.set_wall(base::parse_iso8601("2026-11-24T23:59:30+09:00").value());
    played.to_choice();
    CHECK(face_left(played) == 0);
    leave(played);
    played.time.set_wall(base::parse_iso8601("2026-11-25T00:00:01+09:00").value());
    played.to_choice();
    CHECK(face_left(played) == 3);
}
