// SPDX-License-Identifier: Apache-2.0
#include "firmware/flow/step.hpp"

#include <catch2/catch.hpp>

#include "firmware/flow/state_table.hpp"
#include "tests/flow/story.hpp"

using namespace uketsuke;
using namespace uketsuke::flow;
using base::ErrorCode;

namespace {

Session idle() {
    Session s;
    for (const auto device : {Device::reader, Device::camera, Device::audit}) s = step(s, DeviceUp{device}).session;
    return s;
}

Session with_card(int pin_left) {
    auto s = step(idle(), CardPresent{{0, 1}}).session;
    return step(s, CardRead{s.ticket, domain::CardInfo{{"id"}, {pin_left}, {2028, 3, 12}}, {2026, 11, 22}}).session;
}

Session typed(Session s) {
    s = step(s, Tap{Action::choose_pin}).session;
    return step(s, PinChanged{4}).session;
}

}  // namespace

TEST_CASE("the kiosk opens once reader, camera and journal are there") {
    Session s;
    s = step(s, DeviceUp{Device::reader}).session;
    s = step(s, DeviceUp{Device::audit}).session;
    CHECK(s.state == State::out_of_service);
    CHECK(s.error == ErrorCode::camera_missing);
    CHECK(step(s, DeviceUp{Device::camera}).session.state == State::idle);
}

TEST_CASE("one try left is used only after a second confirmation") {
    const auto s = typed(with_card(1));
    const auto warned = step(s, Tap{Action::confirm});
    CHECK(warned.session.state == State::pin_last_try);
    CHECK_FALSE(work_in<FetchChallenge>(warned.effects));
    CHECK(step(warned.session, Tap{Action::confirm}).session.state == State::pin_challenge);
}

TEST_CASE("three digits are not a PIN") {
    auto s = typed(with_card(3));
    s = step(s, PinChanged{3}).session;
    CHECK(step(s, Tap{Action::confirm}).row == nullptr);
}

TEST_CASE("a second VERIFY needs a second typing") {
    auto s = step(typed(with_card(3)), Tap{Action::confirm}).session;
    s = step(s, ChallengeReady{s.ticket, {}}).session;
    REQUIRE(s.state == State::pin_verifying);
    s = step(s, PinAnswered{s.ticket, domain::Tries{2}, false}).session;
    CHECK(s.state == State::pin_wrong);
    s = step(s, Tap{Action::retry}).session;
    CHECK(s.pin_digits == 0);
    CHECK(step(s, Tap{Action::confirm}).row == nullptr);
}

TEST_CASE("photo and live face meet in either order") {
    auto s = step(with_card(3), Tap{Action::choose_face}).session;
    REQUIRE(s.state == State::face_capture);
    const Ticket visit{s.ticket.session, 0};
    const auto photo_first = step(step(s, PortraitReady{visit, {}}).session, LiveReady{s.ticket}).session;
    const auto face_first = step(step(s, LiveReady{s.ticket}).session, PortraitReady{visit, {}}).session;
    CHECK(photo_first.state == State::face_deciding);
    CHECK(face_first == photo_first);
}

TEST_CASE("a photo that comes after the patient turned away from the camera is kept for the next attempt") {
    auto s = step(with_card(3), Tap{Action::choose_face}).session;
    s = step(s, Tap{Action::back}).session;
    s = step(s, PortraitReady{{s.ticket.session, 0}, {}}).session;
    CHECK(s.portrait_ready);
    const auto again = step(s, Tap{Action::choose_face});
    CHECK(again.session.state == State::face_capture);
    CHECK_FALSE(work_in<ReadPortrait>(again.effects));
}

TEST_CASE("a certificate on the kiosk's own list is refused as the service would refuse it") {
    const auto reading = step(idle(), CardPresent{{domain::kCardSlot, 1}}).session;
    const Ticket visit{reading.ticket};
    const auto refused = step(reading, CardRead{visit, base::fail(ErrorCode::certificate_refused), {}}).session;
    CHECK(refused.state == State::certificate_refused);
    CHECK(refused.error == ErrorCode::certificate_refused);
    const auto unknown = step(reading, CardRead{visit, base::fail(ErrorCode::certificate_untrusted), {}}).session;
    CHECK(unknown.state == State::card_problem);
}

TEST_CASE("a forged photo condemns the card, an unreadable one only the face way") {
    const auto s = step(with_card(3), Tap{Action::choose_face}).session;
    const Ticket visit{s.ticket.session, 0};
    for (const auto forged : {ErrorCode::portrait_forged, ErrorCode::record_text_forged, ErrorCode::card_cloned})
        CHECK(step(s, PortraitReady{visit, base::fail(forged)}).session.state == State::card_problem);
    const auto other = step(s, PortraitReady{visit, base::fail(ErrorCode::portrait_undecodable)}).session;
    CHECK(other.state == State::face_unavailable);
    CHECK_FALSE(other.face_offered);
}

TEST_CASE("printed digits that cannot be read may be typed, once, and then cost at most one try") {
    auto s = step(with_card(3), Tap{Action::choose_face}).session;
    const Ticket visit{s.ticket.session, 0};
    s = step(s, PortraitReady{visit, base::fail(ErrorCode::surface_unreadable)}).session;
    REQUIRE(s.state == State::surface_entry);
    s = step(s, PinChanged{14}).session;
    const auto reading = step(s, Tap{Action::confirm});
    REQUIRE(reading.session.state == State::surface_reading);
    REQUIRE(kind_of(reading.effects.back()) == EffectKind::read_portrait);
    CHECK(std::get<ReadPortrait>(reading.effects.back().work).typed);
    const auto again = step(reading.session, PortraitReady{visit, base::fail(ErrorCode::surface_unreadable)});
    CHECK(again.session.state == State::face_unavailable);
    const auto read = step(reading.session, PortraitReady{visit, {}});
    CHECK(read.session.state == State::face_capture);
    CHECK_FALSE(work_in<ReadPortrait>(read.effects));
}

TEST_CASE("every delay takes a while and says why") {
    for (const auto& delay : delay_table()) {
        CHECK(delay.duration > base::Duration::zero());
        CHECK_FALSE(delay.why.empty());
    }
}

TEST_CASE("a list of languages that nobody touches goes away, also where nothing else ends") {
    auto s = idle();
    s.facts.languages = 3;
    const auto asked = step(s, Tap{Action::language, kWhichLanguage});
    REQUIRE(asked.session.which_language);
    REQUIRE(work_in<SetTimer>(asked.effects) != nullptr);
    CHECK(work_in<SetTimer>(asked.effects)->after == row_of(Delay::touch).duration);
    const auto closed = step(asked.session, TimeOut{asked.session.ticket});
    CHECK(closed.session == s);

    const auto chosen = step(asked.session, Tap{Action::language, 2});
    REQUIRE(work_in<SetTimer>(chosen.effects) != nullptr);
    CHECK(work_in<SetTimer>(chosen.effects)->after == base::Duration::zero());  // idle itself has no limit
    CHECK(step(chosen.session, TimeOut{chosen.session.ticket}).row == nullptr);
}

TEST_CASE("a list of languages gives a job no other time") {
    auto s = step(idle(), CardPresent{{0, 1}}).session;
    s.facts.languages = 3;
    REQUIRE(s.state == State::reading_card);
    const auto asked = step(s, Tap{Action::language, kWhichLanguage});
    REQUIRE(asked.session.which_language);
    CHECK(work_in<SetTimer>(asked.effects) == nullptr);
    CHECK(step(asked.session, TimeOut{s.ticket}).session.state == State::card_problem);
}

TEST_CASE("the next patient's language is the kiosk's own") {
    auto s = with_card(3);
    CHECK(step(s, Tap{Action::language, 1}).row == nullptr);  // it speaks one only
    s.facts.languages = 2;
    CHECK(step(s, Tap{Action::language, 2}).row == nullptr);
    CHECK(step(s, Tap{Action::language, kWhichLanguage}).row == nullptr);  // two need no list
    CHECK(step(s, Tap{Action::language, kWhichLanguage - 1}).row == nullptr);
    s = step(s, Tap{Action::language, 1}).session;
    REQUIRE(s.language == Language{1});
    s = step(s, CardRemoved{{0, 1}}).session;
    CHECK(s.state == State::thanks);
    CHECK(s.language == Language{1});
    s = step(s, TimeOut{s.ticket}).session;
    CHECK(s.state == State::idle);
    CHECK(s.language == Language{});
}

TEST_CASE("a card that lies there when the reader comes back is read") {
    auto s = idle();
    s = step(s, DeviceDown{Device::audit, ErrorCode::audit_unwritable, {2026, 11, 22}}).session;
    REQUIRE(s.state == State::out_of_service);
    s = step(s, CardPresent{{0, 4}}).session;
    CHECK(s.state == State::out_of_service);
    CHECK(step(s, DeviceUp{Device::audit}).session.state == State::reading_card);
}
