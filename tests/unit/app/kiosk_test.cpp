// SPDX-License-Identifier: Apache-2.0
// What a scenario cannot judge: what is in memory, in which order things leave, what a late answer does.
#include "firmware/app/kiosk.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>

#include "firmware/flow/audit.hpp"
#include "kiosk_on_fakes.hpp"
#include "wiped.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using app::LaneName;
using base::ErrorCode;
using flow::Action;
using flow::State;
using test::KioskOnFakes;
using Words = std::vector<std::string>;

namespace {

/// A way out of a screen: its name, what is done, where it ends.
struct WayOut {
    const char* name;
    std::function<void(KioskOnFakes&)> go;
    State to;
};
std::function<void(KioskOnFakes&)> tap(Action action) {
    return [action](KioskOnFakes& visit) { visit.tap(action); };
}
std::function<void(KioskOnFakes&)> event(flow::Event event) {
    return [event](KioskOnFakes& visit) { visit.event(event); };
}
std::function<void(KioskOnFakes&)> wait(base::Duration duration) {
    return [duration](KioskOnFakes& visit) { visit.run(duration); };
}
const std::function<void(KioskOnFakes&)> kRemove = [](KioskOnFakes& visit) { visit.remove(); };
const std::function<void(KioskOnFakes&)> kSwap = [](KioskOnFakes& visit) { visit.swap(); };

void check_empty(const KioskOnFakes& visit) {
    for (const auto& word : visit.left_behind) FAIL_CHECK(word);
}

/// Watches the first block of a person's data that the fakes make from now on.
void watch_next(KioskOnFakes& visit, std::optional<test::WatchedBlock>& block) {
    visit.world.made = [&block](const void* data, std::size_t size) {
        if (!block) block.emplace(data, size);
    };
}

}  // namespace

TEST_CASE("the typed digits are gone after every way out of PIN entry") {
    const std::vector<WayOut> ways{
        {"back", tap(Action::back), State::choose_identity},
        {"staff", tap(Action::call_staff), State::staff_called},
        {"time-out", wait(60s), State::idle_warning},
        {"card removed", kRemove, State::thanks},
        {"card swapped", kSwap, State::reading_card},
        {"reader gone", event(flow::DeviceDown{flow::Device::reader, ErrorCode::daemon_missing, {}}),
         State::out_of_service},
        {"journal gone", event(flow::DeviceDown{flow::Device::audit, ErrorCode::audit_unwritable, {}}),
         State::out_of_service},
    };
    for (const auto& way : ways) {
        KioskOnFakes visit;
        visit.to_pin_entry("123");
        way.go(visit);
        CAPTURE(way.name);
        CHECK(visit.state() == way.to);
        CHECK(visit.kiosk().pin_digits() == 0);
        CHECK(visit.kiosk().visit().pin_digits == 0);
        check_empty(visit);
    }
}

TEST_CASE("a confirmed PIN reaches the card once, and is nowhere afterwards") {
    KioskOnFakes visit;
    visit.to_pin_entry("0000");
    visit.tap(Action::confirm);
    REQUIRE(visit.reach(State::pin_wrong));
    CHECK(visit.kiosk().pin_digits() == 0);
    CHECK_FALSE(const_cast<app::Vault&>(visit.vault()).take_pin(visit.kiosk().visit().ticket.visit));
    visit.tap(Action::retry);
    visit.type("1234");
    visit.tap(Action::confirm);
    REQUIRE(visit.reach(State::consent));
    CHECK(visit.world.verified == Words{"0000", "1234"});
    CHECK(visit.kiosk().pin_digits() == 0);
    check_empty(visit);
}

TEST_CASE("a PIN whose nonce did not come never reaches the card") {
    KioskOnFakes visit;
    visit.to_pin_entry("1234");
    visit.world.service_off = true;
    visit.tap(Action::confirm);
    REQUIRE(visit.reach(State::service_failed));
    CHECK(visit.kiosk().pin_digits() == 0);
    visit.run(10s);
    CHECK(visit.world.verified.empty());
    check_empty(visit);
}

TEST_CASE("a PIN that waits for a card that hangs is taken back when the visit leaves the PIN") {
    KioskOnFakes visit;
    visit.to_pin_entry("1234");
    visit.time.hold(LaneName::card, true);
    visit.tap(Action::confirm);
    REQUIRE(visit.reach(State::pin_verifying));
    SECTION("time-out") { REQUIRE(visit.reach(State::card_problem, 15s)); }
    SECTION("removed") {
        visit.remove();
        REQUIRE(visit.state() == State::thanks);
    }
    SECTION("swapped") {
        visit.swap();
        REQUIRE(visit.state() == State::reading_card);
    }
    visit.time.hold(LaneName::card, false);
    visit.run(5s);
    CHECK(visit.world.verified.empty());
    check_empty(visit);
}

TEST_CASE("fingers cannot change a PIN that is confirmed") {
    using Key = ui::PinKey;
    KioskOnFakes visit;
    visit.to_pin_entry("1234");
    visit.tap(Action::confirm);
    REQUIRE(visit.state() == State::pin_challenge);
    visit.kiosk().handle(ui::Input{Key{Key::Kind::backspace, 0}});
    visit.kiosk().handle(ui::Input{Key{Key::Kind::digit, 9}});
    visit.kiosk().handle(ui::Input{Key{Key::Kind::clear, 0}});
    REQUIRE(visit.reach(State::consent));
    CHECK(visit.world.verified == Words{"1234"});
}

TEST_CASE("digits typed where no PIN is asked for are no digits") {
    KioskOnFakes visit;
    visit.to_choice();
    visit.type("1234");
    CHECK(visit.kiosk().pin_digits() == 0);
    visit.tap(Action::choose_pin);
    CHECK(visit.kiosk().pin_digits() == 0);
}

TEST_CASE("a double tap does not confirm the last try") {
    KioskOnFakes visit;
    visit.world.pin_left = 1;
    visit.to_pin_entry("0000");
    visit.kiosk().handle(std::vector<ui::Input>{flow::Tap{Action::confirm}, flow::Tap{Action::confirm}});
    CHECK(visit.state() == State::pin_last_try);
    visit.run(5s);
    CHECK(visit.state() == State::pin_last_try);
    CHECK(visit.world.verified.empty());
}

TEST_CASE("digits typed in one go all count") {
    using Key = ui::PinKey;
    KioskOnFakes visit;
    visit.to_pin_entry("");
    const Key digit{Key::Kind::digit, 1};
    visit.kiosk().handle(std::vector<ui::Input>{digit, digit, digit, digit});
    CHECK(visit.kiosk().pin_digits() == 4);
}

TEST_CASE("nothing of a visit is left in the vault, on the card or in the attempt when it is over") {
    for (const bool by_face : {true, false}) {
        CAPTURE(by_face);
        KioskOnFakes visit;
        if (by_face) {
            visit.to_face_capture();
            REQUIRE(visit.reach(State::consent));
        } else {
            visit.to_consent();
        }
        CHECK(visit.world.visits == 1);
        CHECK(visit.world.questions == 1);
        visit.tap(Action::agree_all);
        REQUIRE(visit.reach(State::take_card));
        visit.remove();
        CHECK(visit.state() == State::thanks);
        CHECK(visit.vault().empty());
        visit.run(0ms);
        CHECK(visit.world.visits == 0);
        CHECK(visit.world.questions == 0);
        CHECK(visit.world.attempts == 0);
        CHECK(visit.world.captures == 0);
        REQUIRE(visit.reach(State::idle));
        CHECK(visit.vault().empty());
        check_empty(visit);
    }
}

TEST_CASE("nothing of a visit is left when the kiosk closes in the middle of it") {
    KioskOnFakes visit;
    visit.to_face_capture();
    REQUIRE(visit.reach(State::consent));
    CHECK_FALSE(visit.vault().empty());
    visit.event(flow::DeviceDown{flow::Device::reader, ErrorCode::reader_missing, {}});
    CHECK(visit.state() == State::out_of_service);
    CHECK(visit.vault().empty());
    visit.run(0ms);
    CHECK(visit.world.visits + visit.world.questions + visit.world.attempts + visit.world.captures == 0);
    check_empty(visit);
}

TEST_CASE("a responder that answers after 5 s delays nothing on the card's lane") {
    KioskOnFakes visit;
    visit.world.responder_time = std::chrono::seconds(5);
    visit.world.revoked = true;
    visit.world.face_there = false;
    visit.insert();
    REQUIRE(visit.reach(State::choose_identity, base::Duration{100}));
    visit.tap(Action::choose_face);
    visit.run(base::Duration{200});
    CHECK(visit.kiosk().visit().portrait_ready);  // a second dialogue with the card
    CHECK(visit.world.asked == 1);
    CHECK(visit.state() == State::face_capture);
    CHECK_FALSE(visit.reach(State::certificate_refused, base::Duration{4000}));
    CHECK(visit.reach(State::certificate_refused, base::Duration{1000}));
    CHECK(visit.kiosk().visit().error == base::ErrorCode::certificate_refused);
    visit.remove();
    CHECK(visit.left_behind.empty());
}

TEST_CASE("the service hears of nobody before the responder has answered or its time is over") {
    KioskOnFakes visit;
    visit.world.responder_time = std::chrono::seconds(5);
    SECTION("revoked: the PIN is not sent") {
        visit.world.revoked = true;
        visit.to_pin_entry("1234");
        visit.tap(Action::confirm);
        CHECK(visit.reach(State::certificate_refused));
        CHECK(visit.world.verified.empty());
        CHECK(visit.world.questions == 0);
    }
    SECTION("else the visit goes on") {
        visit.to_consent();
        CHECK(visit.world.asked == 1);
    }
    visit.remove();
    visit.run(base::Duration{1000});
    CHECK(visit.left_behind.empty());
}

TEST_CASE("what a responder says of a card that is gone concerns no other") {
    KioskOnFakes visit;
    visit.world.responder_time = std::chrono::seconds(5);
    visit.world.revoked = true;
    visit.to_choice();
    visit.run(base::Duration{10});  // the question is on its way
    visit.swap();
    REQUIRE(visit.reach(State::choose_identity));
    visit.run(base::Duration{5100});
    CHECK(visit.world.asked == 2);
    CHECK(visit.state() == State::choose_identity);
    CHECK(visit.reach(State::certificate_refused, base::Duration{5000}));
    CHECK(visit.left_behind.empty());
}

TEST_CASE("a portrait that comes after a swap changes nothing and is wiped") {
    KioskOnFakes visit;
    visit.world.face_there = false;
    visit.to_choice();
    visit.time.hold(LaneName::card, true);
    visit.tap(Action::choose_face);
    visit.run(500ms);
    REQUIRE(visit.state() == State::face_capture);
    std::optional<test::WatchedBlock> block;
    watch_next(visit, block);
    visit.swap();
    const auto visit = visit.kiosk().visit();
    REQUIRE(visit.state == State::reading_card);
    visit.time.hold(LaneName::card, false);
    visit.run(0ms);
    REQUIRE(block);
    CHECK(block->zero_when_freed());
    CHECK(visit.vault().empty());
    REQUIRE(visit.reach(State::choose_identity));
    CHECK_FALSE(visit.kiosk().visit().portrait_ready);
    CHECK_FALSE(visit.kiosk().visit().portrait_asked());
    CHECK(visit.kiosk().visit().ticket.visit == visit.ticket.visit);
    check_empty(visit);
}

TEST_CASE("an answer of the service that comes after a swap changes nothing and is wiped") {
    KioskOnFakes visit;
    visit.to_consent();
    visit.time.hold(LaneName::net, true);
    visit.tap(Action::agree_all);
    visit.run(500ms);
    REQUIRE(visit.state() == State::confirming);
    std::optional<test::WatchedBlock> block;
    watch_next(visit, block);
    visit.swap();
    REQUIRE(visit.reach(State::choose_identity));
    const auto visit = visit.kiosk().visit();
    visit.time.hold(LaneName::net, false);
    visit.run(5s);
    REQUIRE(block);
    CHECK(block->zero_when_freed());
    CHECK(visit.kiosk().visit() == visit);
    CHECK(visit.vault().empty());
    CHECK(visit.world.questions == 0);
    CHECK(std::count(visit.world.log.begin(), visit.world.log.end(), "RESULT") == 0);
    check_empty(visit);
}

TEST_CASE("a nonce that comes after a swap is not signed by the next card") {
    KioskOnFakes visit;
    visit.to_pin_entry("1234");
    visit.time.hold(LaneName::net, true);
    visit.tap(Action::confirm);
    visit.run(100ms);
    visit.swap();
    REQUIRE(visit.reach(State::choose_identity));
    const auto visit = visit.kiosk().visit();
    visit.time.hold(LaneName::net, false);
    visit.run(5s);
    CHECK(visit.kiosk().visit() == visit);
    CHECK(visit.vault().empty());
    CHECK(visit.world.verified.empty());
}

TEST_CASE("a late signature is wiped, and its card's tries are not taken for the next card's") {
    KioskOnFakes visit;
    visit.world.card_time = 2s;
    visit.to_pin_entry("1234");
    std::optional<test::WatchedBlock> block;
    watch_next(visit, block);
    visit.tap(Action::confirm);
    REQUIRE(visit.reach(State::pin_verifying));
    // In virtual time a job is done at once and its answer is on the way: the answer is what comes late.
    visit.run(1s);
    visit.world.pin_left = 2;
    visit.swap();
    CHECK(visit.vault().empty());
    REQUIRE(block);
    CHECK(block->zero_when_freed());
    REQUIRE(visit.reach(State::choose_identity));
    CHECK(visit.kiosk().visit().info->pin.left == 2);
    CHECK_FALSE(visit.kiosk().visit().identified());
    check_empty(visit);
}

TEST_CASE("what was taken out of the vault is wiped after its use") {
    KioskOnFakes visit;
    std::optional<test::WatchedBlock> block;
    SECTION("signature, after the first question") {
        visit.to_pin_entry("1234");
        watch_next(visit, block);
        visit.tap(Action::confirm);
        REQUIRE(visit.reach(State::consent));
    }
    SECTION("result, after it was delivered") {
        visit.to_consent();
        watch_next(visit, block);
        visit.tap(Action::agree_all);
        REQUIRE(visit.reach(State::result_valid));
    }
    REQUIRE(block);
    CHECK(block->zero_when_freed());
}

TEST_CASE("the sensor is off after every way out of the preview") {
    const std::vector<WayOut> ways{
        {"back", tap(Action::back), State::choose_identity},
        {"PIN", tap(Action::choose_pin), State::pin_entry},
        {"staff", tap(Action::call_staff), State::staff_called},
        {"card removed", kRemove, State::thanks},
        {"card swapped", kSwap, State::reading_card},
        {"journal gone", event(flow::DeviceDown{flow::Device::audit, ErrorCode::audit_unwritable, {}}),
         State::out_of_service},
        {"camera reported gone", event(flow::DeviceDown{flow::Device::camera, ErrorCode::camera_missing, {}}),
         State::face_unavailable},
        {"camera unplugged",
         [](KioskOnFakes& visit) {
             visit.world.camera_off = true;
             visit.run(200ms);
         },
         State::face_unavailable},
        {"nobody came", wait(30s), State::face_refused},
    };
    for (const auto& way : ways) {
        KioskOnFakes visit;
        visit.world.face_there = false;
        visit.to_face_capture();
        CHECK(visit.frames().latest());
        way.go(visit);
        CAPTURE(way.name);
        CHECK(visit.state() == way.to);
        CHECK_FALSE(visit.frames().latest());
        visit.run(60ms);  // a frame that was being taken
        CHECK(visit.world.captures == 0);
        CHECK_FALSE(visit.frames().latest());
        check_empty(visit);
    }
}

TEST_CASE("the sensor is off while the face is decided, and the templates are gone afterwards") {
    KioskOnFakes visit;
    visit.to_face_capture();
    REQUIRE(visit.reach(State::face_deciding));
    CHECK_FALSE(visit.frames().latest());
    visit.run(60ms);
    CHECK(visit.world.captures == 0);
    CHECK_FALSE(visit.frames().latest());
    REQUIRE(visit.reach(State::consent));
    CHECK(visit.world.attempts == 0);
}

TEST_CASE("a retry opens the sensor again, once") {
    KioskOnFakes visit;
    visit.world.matches = false;
    visit.to_face_capture();
    REQUIRE(visit.reach(State::face_refused));
    visit.run(1s);
    CHECK(visit.world.captures == 0);
    visit.tap(Action::retry);
    visit.run(100ms);
    CHECK(visit.state() == State::face_capture);
    CHECK(visit.world.captures == 1);
}

TEST_CASE("a sensor that is switched off before it was on stays off") {
    KioskOnFakes visit;
    visit.to_choice();
    visit.tap(Action::choose_face);
    visit.tap(Action::back);
    visit.tap(Action::choose_face);
    visit.tap(Action::back);
    visit.run(1s);
    CHECK(visit.state() == State::choose_identity);
    CHECK(visit.world.captures == 0);
}

TEST_CASE("the journal's line stands before the work that it tells of") {
    KioskOnFakes visit;
    visit.to_consent();
    visit.tap(Action::call_staff);
    visit.run(1s);
    visit.tap(Action::cancel_call);
    visit.tap(Action::agree_none);
    REQUIRE(visit.reach(State::take_card));
    visit.remove();
    REQUIRE(visit.reach(State::idle));
    CHECK(visit.world.log == Words{"0 in_service", "1 session_started", "1 card_identified", "1 pin_verified",
                                   "1 authenticated", "1 staff_called", "CALL consent", "1 consent", "1 confirmed",
                                   "RESULT", "1 result_valid", "1 session_ended"});
}

TEST_CASE("no record is lost or doubled over an outage of the journal, and their order stays") {
    KioskOnFakes visit;
    visit.run(0ms);
    Words due = visit.world.log;
    visit.kiosk().watch([&](const flow::Visit& before, const flow::Event&, const flow::Step& step) {
        for (const auto& record : flow::audit_of(before, step))
            due.push_back(fmt::format("{} {}", record.visit, record.event));
    });
    visit.to_consent();
    visit.world.journal_off = true;
    const auto written = visit.world.log.size();
    visit.remove();
    REQUIRE(visit.reach(State::out_of_service));
    visit.insert();  // it lies there when the journal is back
    visit.run(100s);
    CHECK(visit.world.log.size() == written);
    CHECK(due.size() > written + 1);
    visit.world.journal_off = false;
    REQUIRE(visit.reach(State::choose_identity, 3s));
    visit.remove();
    visit.run(10s);
    CHECK(visit.state() == State::idle);
    CHECK(visit.world.log == due);
}

TEST_CASE("the journal is asked again every second while it is down, and opens the kiosk when it is there") {
    KioskOnFakes visit;
    visit.world.journal_off = true;
    visit.insert();
    REQUIRE(visit.reach(State::out_of_service, 1s));
    visit.remove();
    visit.run(30s);
    CHECK(visit.state() == State::out_of_service);
    visit.world.journal_off = false;
    CHECK(visit.reach(State::idle, 1s));
}

TEST_CASE("a camera that goes and comes between visits closes and opens the kiosk within a second") {
    KioskOnFakes visit;
    visit.world.camera_off = true;
    CHECK(visit.reach(State::out_of_service, 1s));
    visit.world.camera_off = false;
    CHECK(visit.reach(State::idle, 1s));
}
