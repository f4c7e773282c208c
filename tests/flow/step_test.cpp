// SPDX-License-Identifier: Apache-2.0
#include "firmware/flow/step.hpp"

#include <catch2/catch.hpp>

#include "firmware/flow/audit_records.hpp"
#include "firmware/flow/state_table.hpp"
#include "tests/flow/story.hpp"

using namespace uketsuke;
using namespace uketsuke::flow;
using base::ErrorCode;

namespace {

Visit idle() {
    Visit s;
    for (const auto device : {Device::reader, Device::camera, Device::audit}) s = step(s, DeviceUp{device}).visit;
    return s;
}

Visit with_card(int pin_left) {
    auto s = step(idle(), CardPresent{{0, 1}}).visit;
    return step(s, CardRead{s.ticket, domain::CardInfo{{"id"}, {pin_left}, {2028, 3, 12}}, {2026, 11, 22}}).visit;
}

Visit typed(Visit s) {
    s = step(s, Tap{Action::choose_pin}).visit;
    return step(s, PinChanged{4}).visit;
}

}  // namespace

TEST_CASE("the kiosk opens once reader, camera and journal are there") {
    Visit s;
    s = step(s, DeviceUp{Device::reader}).visit;
    s = step(s, DeviceUp{Device::audit}).visit;
    CHECK(s.state == State::out_of_service);
    CHECK(s.error == ErrorCode::camera_missing);
    CHECK(step(s, DeviceUp{Device::camera}).visit.state == State::idle);
}

TEST_CASE("one try left is used only after a second confirmation") {
    const auto s = typed(with_card(1));
    const auto warned = step(s, Tap{Action::confirm});
    CHECK(warned.visit.state == State::pin_last_try);
    CHECK_FALSE(work_in<FetchChallenge>(warned.effects));
    CHECK(step(warned.visit, Tap{Action::confirm}).visit.state == State::pin_challenge);
}

TEST_CASE("three digits are not a PIN") {
    auto s = typed(with_card(3));
    s = step(s, PinChanged{3}).visit;
    CHECK(step(s, Tap{Action::confirm}).row == nullptr);
}

TEST_CASE("a second VERIFY needs a second typing") {
    auto s = step(typed(with_card(3)), Tap{Action::confirm}).visit;
    s = step(s, ChallengeReady{s.ticket, {}}).visit;
    REQUIRE(s.state == State::pin_verifying);
    s = step(s, PinAnswered{s.ticket, domain::Tries{2}, false}).visit;
    CHECK(s.state == State::pin_wrong);
    s = step(s, Tap{Action::retry}).visit;
    CHECK(s.pin_digits == 0);
    CHECK(step(s, Tap{Action::confirm}).row == nullptr);
}

TEST_CASE("photo and live face meet in either order") {
    auto s = step(with_card(3), Tap{Action::choose_face}).visit;
    REQUIRE(s.state == State::face_capture);
    const Ticket visit{s.ticket.visit, 0};
    const auto photo_first = step(step(s, PortraitReady{visit, {}}).visit, LiveReady{s.ticket}).visit;
    const auto face_first = step(step(s, LiveReady{s.ticket}).visit, PortraitReady{visit, {}}).visit;
    CHECK(photo_first.state == State::face_deciding);
    CHECK(face_first == photo_first);
}

TEST_CASE("a photo that comes after the patient turned away from the camera is kept for the next attempt") {
    auto s = step(with_card(3), Tap{Action::choose_face}).visit;
    s = step(s, Tap{Action::back}).visit;
    s = step(s, PortraitReady{{s.ticket.visit, 0}, {}}).visit;
    CHECK(s.portrait_ready);
    const auto again = step(s, Tap{Action::choose_face});
    CHECK(again.visit.state == State::face_capture);
    CHECK_FALSE(work_in<ReadPortrait>(again.effects));
}

TEST_CASE("a certificate on the kiosk's own list is refused as the service would refuse it") {
    const auto reading = step(idle(), CardPresent{{domain::kCardSlot, 1}}).visit;
    const Ticket visit{reading.ticket};
    const auto refused = step(reading, CardRead{visit, base::fail(ErrorCode::certificate_refused), {}}).visit;
    CHECK(refused.state == State::certificate_refused);
    CHECK(refused.error == ErrorCode::certificate_refused);
    const auto unknown = step(reading, CardRead{visit, base::fail(ErrorCode::certificate_untrusted), {}}).visit;
    CHECK(unknown.state == State::card_problem);
}

TEST_CASE("a forged photo condemns the card, an unreadable one only the face way") {
    const auto s = step(with_card(3), Tap{Action::choose_face}).visit;
    const Ticket visit{s.ticket.visit, 0};
    for (const auto forged : {ErrorCode::portrait_forged, ErrorCode::record_text_forged, ErrorCode::card_cloned})
        CHECK(step(s, PortraitReady{visit, base::fail(forged)}).visit.state == State::card_problem);
    const auto other = step(s, PortraitReady{visit, base::fail(ErrorCode::portrait_undecodable)}).visit;
    CHECK(other.state == State::face_unavailable);
    CHECK_FALSE(other.face_offered);
}

TEST_CASE("printed digits that cannot be read may be typed, once, and then cost at most one try") {
    auto s = step(with_card(3), Tap{Action::choose_face}).visit;
    const Ticket visit{s.ticket.visit, 0};
    s = step(s, PortraitReady{visit, base::fail(ErrorCode::number_b_unreadable)}).visit;
    REQUIRE(s.state == State::number_b_entry);
    s = step(s, PinChanged{14}).visit;
    const auto reading = step(s, Tap{Action::confirm});
    REQUIRE(reading.visit.state == State::number_b_reading);
    REQUIRE(kind_of(reading.effects.back()) == EffectKind::read_portrait);
    CHECK(std::get<ReadPortrait>(reading.effects.back().work).typed);
    const auto again = step(reading.visit, PortraitReady{visit, base::fail(ErrorCode::number_b_unreadable)});
    CHECK(again.visit.state == State::face_unavailable);
    const auto read = step(reading.visit, PortraitReady{visit, {}});
    CHECK(read.visit.state == State::face_capture);
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
    REQUIRE(asked.visit.in_front == InFront::languages);
    REQUIRE(work_in<SetTimer>(asked.effects) != nullptr);
    CHECK(work_in<SetTimer>(asked.effects)->after == row_of(Delay::touch).duration);
    const auto closed = step(asked.visit, TimeOut{asked.visit.ticket});
    CHECK(closed.visit == s);

    const auto chosen = step(asked.visit, Tap{Action::language, 2});
    REQUIRE(work_in<SetTimer>(chosen.effects) != nullptr);
    CHECK(work_in<SetTimer>(chosen.effects)->after == row_of(Delay::touch).duration);
    CHECK(step(chosen.visit, TimeOut{chosen.visit.ticket}).visit == s);  // nobody came: the next one finds it as it was
    const auto own = step(chosen.visit, Tap{Action::language, 0});
    CHECK(work_in<SetTimer>(own.effects)->after == base::Duration::zero());  // idle itself has no limit
    CHECK(step(own.visit, TimeOut{s.ticket}).row == nullptr);
}

TEST_CASE("a list of languages gives a job no other time") {
    auto s = step(idle(), CardPresent{{0, 1}}).visit;
    s.facts.languages = 3;
    REQUIRE(s.state == State::reading_card);
    const auto asked = step(s, Tap{Action::language, kWhichLanguage});
    REQUIRE(asked.visit.in_front == InFront::languages);
    CHECK(work_in<SetTimer>(asked.effects) == nullptr);
    CHECK(step(asked.visit, TimeOut{s.ticket}).visit.state == State::card_problem);
}

TEST_CASE("what somebody chose before a visit counts in it, and not in the next one") {
    auto s = idle();
    s.facts.comfort.theme = Theme::high_contrast_light;
    s.comfort = s.facts.comfort;
    s = step(s, Tap{Action::comfort, static_cast<int>(ComfortChoice::large)}).visit;
    s = step(s, CardPresent{{0, 1}}).visit;
    REQUIRE(s.state == State::reading_card);
    CHECK(s.comfort == Comfort{TextSize::large, Theme::high_contrast_light});
    const auto swapped = step(s, CardPresent{{0, 2}}).visit;  // another patient, at once
    CHECK(swapped.comfort == s.facts.comfort);
    s = step(s, CardRemoved{{0, 1}}).visit;
    CHECK(s.state == State::thanks);
    CHECK(s.comfort.size == TextSize::large);
    s = step(s, TimeOut{s.ticket}).visit;
    CHECK(s.state == State::idle);
    CHECK(s.comfort == s.facts.comfort);
}

TEST_CASE("the choices stay until they are put away, and lead to the languages and back") {
    auto s = with_card(3);
    s.facts.languages = 3;
    const auto open = step(s, Tap{Action::comfort, kWhichComfort}).visit;
    CHECK(open.in_front == InFront::comfort);
    CHECK(step(open, Tap{Action::comfort, 0}).visit.in_front == InFront::comfort);
    CHECK(step(open, Tap{Action::comfort, kComfortDone}).visit == s);
    CHECK(step(open, Tap{Action::language, kWhichLanguage}).visit.in_front == InFront::languages);
    CHECK(step(open, Tap{Action::language, 1}).visit.in_front == InFront::comfort);  // two languages have no list
    CHECK(step(s, Tap{Action::comfort, kComfortDone - 1}).row == nullptr);
    CHECK(step(s, Tap{Action::comfort, kComfortChoices}).row == nullptr);
}

TEST_CASE("each choice is one of its kind, and what is so already changes nothing") {
    for (int i = 0; i < kComfortChoices; ++i) {
        const auto choice = static_cast<ComfortChoice>(i);
        const auto chosen = with({}, choice);
        CHECK(has(chosen, choice));
        CHECK(with(chosen, choice) == chosen);
        int others = 0;
        for (int j = 0; j < kComfortChoices; ++j) others += has(chosen, static_cast<ComfortChoice>(j)) ? 1 : 0;
        CHECK(others == 7);  // one each of size, colours, pace, reach, touch, voice and movements
    }
}

TEST_CASE("in slow mode a person has three times as long, a machine has not, and results wait for a touch") {
    int persons = 0;
    for (const auto& row : state_table()) {
        INFO(name_of(row.state));
        Visit s;
        s.state = row.state;
        const auto usual = time_out_of(s);
        s.comfort.slow = s.facts.comfort.slow = true;
        if (!row.delay) {
            CHECK(time_out_of(s) == base::Duration::zero());
            continue;
        }
        const auto& delay = row_of(*row.delay);
        const auto touch = row_of(Delay::touch).duration;
        CHECK(time_out_of(s) == (delay.pace == Pace::machine  ? usual
                                 : delay.pace == Pace::result ? 3 * touch
                                                              : 3 * usual));
        // Before a camera a job waits for a person, too.
        if (row.job && row.job != EffectKind::read_code) CHECK((delay.pace == Pace::machine || row.camera));
        persons += delay.pace == Pace::machine ? 0 : 1;
    }
    CHECK(persons > 40);
    for (const auto delay : {Delay::read, Delay::glance}) CHECK(row_of(delay).pace == Pace::result);
}

TEST_CASE("whoever listens waits as in slow mode, for one visit, and may have longer for movements") {
    auto s = with_card(3);
    s = step(s, Tap{Action::comfort, static_cast<int>(ComfortChoice::spoken)}).visit;
    CHECK(time_out_of(s) == 3 * row_of(Delay::touch).duration);
    s = step(s, Tap{Action::comfort, static_cast<int>(ComfortChoice::long_moves)}).visit;
    const auto face = step(s, Tap{Action::choose_face});
    REQUIRE(work_in<CameraOn>(face.effects) != nullptr);
    CHECK(work_in<CameraOn>(face.effects)->long_moves);
    s = step(s, Tap{Action::end_visit}).visit;
    CHECK(s.comfort.spoken);  // how the card is taken is still heard
    s = step(s, CardRemoved{*s.card}).visit;
    s = step(s, TimeOut{s.ticket}).visit;
    CHECK(s.state == State::idle);
    CHECK(s.comfort == Comfort{});
}

TEST_CASE("who has longer for movements has longer for the face, and for nothing else") {
    auto s = with_card(3);
    s = step(s, Tap{Action::comfort, static_cast<int>(ComfortChoice::long_moves)}).visit;
    CHECK(time_out_of(s) == row_of(Delay::touch).duration);
    s = step(s, Tap{Action::choose_face}).visit;
    CHECK(time_out_of(s) == 3 * row_of(Delay::face).duration);
}

TEST_CASE("slow mode that is chosen on the way gives the screen that is up its longer time") {
    auto s = with_card(3);
    REQUIRE(s.state == State::choose_identity);
    const auto slow = step(s, Tap{Action::comfort, static_cast<int>(ComfortChoice::slow)});
    REQUIRE(work_in<SetTimer>(slow.effects) != nullptr);
    CHECK(work_in<SetTimer>(slow.effects)->after == 3 * row_of(Delay::touch).duration);
    CHECK(slow.visit.ticket == s.ticket);
    const auto warned = step(slow.visit, TimeOut{s.ticket});
    CHECK(warned.visit.state == State::idle_warning);
    CHECK(work_in<SetTimer>(warned.effects)->after == 3 * row_of(Delay::warning).duration);
}

TEST_CASE("a result waits as long as somebody looks at the choices in front of it") {
    auto s = with_card(3);
    s.state = State::result_valid;
    const auto asked = step(s, Tap{Action::comfort, kWhichComfort});
    REQUIRE(work_in<SetTimer>(asked.effects) != nullptr);
    CHECK(work_in<SetTimer>(asked.effects)->after == row_of(Delay::touch).duration);
    const auto done = step(asked.visit, Tap{Action::comfort, kComfortDone});
    CHECK(work_in<SetTimer>(done.effects)->after == row_of(Delay::glance).duration);
}

TEST_CASE("the next patient's language is the kiosk's own") {
    auto s = with_card(3);
    CHECK(step(s, Tap{Action::language, 1}).row == nullptr);  // it speaks one only
    s.facts.languages = 2;
    CHECK(step(s, Tap{Action::language, 2}).row == nullptr);
    CHECK(step(s, Tap{Action::language, kWhichLanguage}).row == nullptr);  // two need no list
    CHECK(step(s, Tap{Action::language, kWhichLanguage - 1}).row == nullptr);
    s = step(s, Tap{Action::language, 1}).visit;
    REQUIRE(s.language == Language{1});
    s = step(s, CardRemoved{{0, 1}}).visit;
    CHECK(s.state == State::thanks);
    CHECK(s.language == Language{1});
    s = step(s, TimeOut{s.ticket}).visit;
    CHECK(s.state == State::idle);
    CHECK(s.language == Language{});
}

TEST_CASE("a card that lies there when the reader comes back is read") {
    auto s = idle();
    s = step(s, DeviceDown{Device::audit, ErrorCode::audit_unwritable, {2026, 11, 22}}).visit;
    REQUIRE(s.state == State::out_of_service);
    s = step(s, CardPresent{{0, 4}}).visit;
    CHECK(s.state == State::out_of_service);
    CHECK(step(s, DeviceUp{Device::audit}).visit.state == State::reading_card);
}

TEST_CASE("a service that is away leads nowhere: idle knows why and what counts instead, the desk hears it once") {
    const auto notes_of = [](const Step& now) {
        std::vector<domain::DeskNote> notes;
        for (const auto& effect : now.effects)
            if (const auto* told = std::get_if<TellDesk>(&effect.work)) notes.push_back(told->note);
        return notes;
    };
    auto s = idle();
    s.facts.guidance = {{domain::Fallback::certificate, {2024, 12, 2}, {2099, 12, 31}, 0xFFFF}};
    const auto down = [](ErrorCode why) { return DeviceDown{Device::service, why, {2026, 11, 22}}; };
    CHECK(s.fallbacks().empty());
    auto now = step(s, down(ErrorCode::service_timeout));
    REQUIRE(notes_of(now).size() == 1);
    CHECK(notes_of(now).front().kind == domain::DeskNote::Kind::advice);
    CHECK(notes_of(now).front().error == ErrorCode::service_timeout);
    CHECK(notes_of(now).front().situation == domain::Situation::service_down);
    s = now.visit;
    CHECK(s.state == State::idle);
    CHECK(s.service_down() == ErrorCode::service_timeout);
    CHECK_FALSE(s.missing());
    CHECK(s.fallbacks().size() == 1);
    now = step(s, down(ErrorCode::service_maintenance));  // another reason, the same outage
    CHECK(notes_of(now).empty());
    s = step(now.visit, CardPresent{{0, 4}}).visit;
    CHECK(s.state == State::reading_card);
    CHECK(s.service_down() == ErrorCode::service_maintenance);
    now = step(s, DeviceUp{Device::service});
    CHECK(notes_of(now).empty());
    CHECK(now.visit.state == State::reading_card);
    CHECK_FALSE(now.visit.service_down());
}

TEST_CASE("a doubtful look gives the time of an attempt once more, once, and stands in the journal") {
    const auto s = step(with_card(3), Tap{Action::choose_face}).visit;
    REQUIRE(s.state == State::face_capture);
    const auto more = step(s, LookDoubted{s.ticket});
    CHECK(more.visit.look_doubted);
    CHECK(more.visit.ticket == s.ticket);
    REQUIRE(work_in<SetTimer>(more.effects));
    CHECK(work_in<SetTimer>(more.effects)->after == time_out_of(s));
    const auto records = audit_of(s, more);
    REQUIRE(records.size() == 1);
    CHECK(records[0].event == "face_asked_more");
    CHECK(step(more.visit, LookDoubted{s.ticket}).row == nullptr);
    const auto decided =
        step(step(more.visit, PortraitReady{{s.ticket.visit, 0}, {}}).visit, LiveReady{s.ticket}).visit;
    REQUIRE(decided.state == State::face_deciding);
    CHECK_FALSE(decided.look_doubted);
}
