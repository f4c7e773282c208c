// SPDX-License-Identifier: Apache-2.0
// What a scenario cannot judge: what is in memory, in which order things leave, what a late answer does.
#include "firmware/app/kiosk.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <optional>

#include "firmware/flow/audit_records.hpp"
#include "kiosk_on_fakes.hpp"
#include "ui/locale/consent_words.hpp"
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
    return [action](KioskOnFakes& played) { played.tap(action); };
}
std::function<void(KioskOnFakes&)> event(flow::Event event) {
    return [event](KioskOnFakes& played) { played.event(event); };
}
std::function<void(KioskOnFakes&)> wait(base::Duration duration) {
    return [duration](KioskOnFakes& played) { played.run(duration); };
}
const std::function<void(KioskOnFakes&)> kRemove = [](KioskOnFakes& played) { played.remove(); };
const std::function<void(KioskOnFakes&)> kSwap = [](KioskOnFakes& played) { played.swap(); };

void check_empty(const KioskOnFakes& played) {
    for (const auto& word : played.left_behind) FAIL_CHECK(word);
}

/// Watches the first block of a person's data that the fakes make from now on.
void watch_next(KioskOnFakes& played, std::optional<test::WatchedBlock>& block) {
    played.world.made = [&block](const void* data, std::size_t size) {
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
        KioskOnFakes played;
        played.to_pin_entry("123");
        way.go(played);
        CAPTURE(way.name);
        CHECK(played.state() == way.to);
        CHECK(played.kiosk().pin_digits() == 0);
        CHECK(played.kiosk().visit().pin_digits == 0);
        check_empty(played);
    }
}

TEST_CASE("a confirmed PIN reaches the card once, and is nowhere afterwards") {
    KioskOnFakes played;
    played.to_pin_entry("0000");
    played.tap(Action::confirm);
    REQUIRE(played.reach(State::pin_wrong));
    CHECK(played.kiosk().pin_digits() == 0);
    const auto now = played.kiosk().visit().ticket;
    for (std::uint32_t n = 0; n <= now.n; ++n)
        CHECK_FALSE(const_cast<app::Vault&>(played.vault()).take_typed({now.visit, n}, app::Typed::pin));
    played.tap(Action::retry);
    played.type("1234");
    played.tap(Action::confirm);
    REQUIRE(played.reach(State::consent));
    CHECK(played.world.verified == Words{"0000", "1234"});
    CHECK(played.kiosk().pin_digits() == 0);
    check_empty(played);
}

TEST_CASE("a PIN whose nonce did not come never reaches the card") {
    KioskOnFakes played;
    played.to_pin_entry("1234");
    played.world.service_off = true;
    played.tap(Action::confirm);
    REQUIRE(played.reach(State::service_failed));
    CHECK(played.kiosk().pin_digits() == 0);
    played.run(10s);
    CHECK(played.world.verified.empty());
    check_empty(played);
}

TEST_CASE("a PIN that waits for a card that hangs is taken back when the visit leaves the PIN") {
    KioskOnFakes played;
    played.to_pin_entry("1234");
    played.time.hold(LaneName::card, true);
    played.tap(Action::confirm);
    REQUIRE(played.reach(State::pin_verifying));
    SECTION("time-out") { REQUIRE(played.reach(State::card_problem, 15s)); }
    SECTION("removed") {
        played.remove();
        REQUIRE(played.state() == State::thanks);
    }
    SECTION("swapped") {
        played.swap();
        REQUIRE(played.state() == State::reading_card);
    }
    played.time.hold(LaneName::card, false);
    played.run(5s);
    CHECK(played.world.verified.empty());
    check_empty(played);
}

TEST_CASE("fingers cannot change a PIN that is confirmed") {
    using Key = ui::PinKey;
    KioskOnFakes played;
    played.to_pin_entry("1234");
    played.tap(Action::confirm);
    REQUIRE(played.state() == State::pin_challenge);
    played.kiosk().handle(ui::Input{Key{Key::Kind::backspace, 0}});
    played.kiosk().handle(ui::Input{Key{Key::Kind::digit, 9}});
    played.kiosk().handle(ui::Input{Key{Key::Kind::clear, 0}});
    REQUIRE(played.reach(State::consent));
    CHECK(played.world.verified == Words{"1234"});
}

TEST_CASE("digits typed where no PIN is asked for are no digits") {
    KioskOnFakes played;
    played.to_choice();
    played.type("1234");
    CHECK(played.kiosk().pin_digits() == 0);
    played.tap(Action::choose_pin);
    CHECK(played.kiosk().pin_digits() == 0);
}

TEST_CASE("a double tap does not confirm the last try") {
    KioskOnFakes played;
    played.world.pin_left = 1;
    played.to_pin_entry("0000");
    played.kiosk().handle(std::vector<ui::Input>{flow::Tap{Action::confirm}, flow::Tap{Action::confirm}});
    CHECK(played.state() == State::pin_last_try);
    played.run(5s);
    CHECK(played.state() == State::pin_last_try);
    CHECK(played.world.verified.empty());
}

TEST_CASE("digits typed in one go all count") {
    using Key = ui::PinKey;
    KioskOnFakes played;
    played.to_pin_entry("");
    const Key digit{Key::Kind::digit, 1};
    played.kiosk().handle(std::vector<ui::Input>{digit, digit, digit, digit});
    CHECK(played.kiosk().pin_digits() == 4);
}

TEST_CASE("nothing of a visit is left in the vault, on the card or in the attempt when it is over") {
    for (const bool by_face : {true, false}) {
        CAPTURE(by_face);
        KioskOnFakes played;
        if (by_face) {
            played.to_face_capture();
            REQUIRE(played.reach(State::consent));
        } else {
            played.to_consent();
        }
        CHECK(played.world.sessions == 1);
        CHECK(played.world.questions == 1);
        played.tap(Action::agree_all);
        REQUIRE(played.reach(State::take_card));
        played.remove();
        CHECK(played.state() == State::thanks);
        CHECK(played.vault().empty());
        played.run(0ms);
        CHECK(played.world.sessions == 0);
        CHECK(played.world.questions == 0);
        CHECK(played.world.attempts == 0);
        CHECK(played.world.captures == 0);
        REQUIRE(played.reach(State::idle));
        CHECK(played.vault().empty());
        check_empty(played);
    }
}

TEST_CASE("nothing of a visit is left when the kiosk closes in the middle of it") {
    KioskOnFakes played;
    played.to_face_capture();
    REQUIRE(played.reach(State::consent));
    CHECK_FALSE(played.vault().empty());
    played.event(flow::DeviceDown{flow::Device::reader, ErrorCode::reader_missing, {}});
    CHECK(played.state() == State::out_of_service);
    CHECK(played.vault().empty());
    played.run(0ms);
    CHECK(played.world.sessions + played.world.questions + played.world.attempts + played.world.captures == 0);
    check_empty(played);
}

TEST_CASE("a responder that answers after 5 s delays nothing on the card's lane") {
    KioskOnFakes played;
    played.world.responder_time = std::chrono::seconds(5);
    played.world.revoked = true;
    played.world.face_there = false;
    played.insert();
    REQUIRE(played.reach(State::choose_identity, base::Duration{100}));
    played.tap(Action::choose_face);
    played.run(base::Duration{200});
    CHECK(played.kiosk().visit().portrait_ready);  // a second dialogue with the card
    CHECK(played.world.asked == 1);
    CHECK(played.state() == State::face_capture);
    CHECK_FALSE(played.reach(State::certificate_refused, base::Duration{4000}));
    CHECK(played.reach(State::certificate_refused, base::Duration{1000}));
    CHECK(played.kiosk().visit().error == base::ErrorCode::certificate_refused);
    played.remove();
    CHECK(played.left_behind.empty());
}

TEST_CASE("the service hears of nobody before the responder has answered or its time is over") {
    KioskOnFakes played;
    played.world.responder_time = std::chrono::seconds(5);
    SECTION("revoked: the PIN is not sent") {
        played.world.revoked = true;
        played.to_pin_entry("1234");
        played.tap(Action::confirm);
        CHECK(played.reach(State::certificate_refused));
        CHECK(played.world.verified.empty());
        CHECK(played.world.questions == 0);
    }
    SECTION("else the visit goes on") {
        played.to_consent();
        CHECK(played.world.asked == 1);
    }
    played.remove();
    played.run(base::Duration{1000});
    CHECK(played.left_behind.empty());
}

TEST_CASE("what a responder says of a card that is gone concerns no other") {
    KioskOnFakes played;
    played.run(base::Duration{1000});  // the first question to the service is answered
    played.world.responder_time = std::chrono::seconds(5);
    played.world.revoked = true;
    played.to_choice();
    played.run(base::Duration{10});  // the question is on its way
    played.swap();
    REQUIRE(played.reach(State::choose_identity));
    played.run(base::Duration{5100});
    CHECK(played.world.asked == 2);
    CHECK(played.state() == State::choose_identity);
    CHECK(played.reach(State::certificate_refused, base::Duration{5000}));
    CHECK(played.left_behind.empty());
}

TEST_CASE("a portrait that comes after a swap changes nothing and is wiped") {
    KioskOnFakes played;
    played.world.face_there = false;
    played.to_choice();
    played.time.hold(LaneName::card, true);
    played.tap(Action::choose_face);
    played.run(500ms);
    REQUIRE(played.state() == State::face_capture);
    std::optional<test::WatchedBlock> block;
    watch_next(played, block);
    played.swap();
    const auto visit = played.kiosk().visit();
    REQUIRE(visit.state == State::reading_card);
    played.time.hold(LaneName::card, false);
    played.run(0ms);
    REQUIRE(block);
    CHECK(block->zero_when_freed());
    CHECK(played.vault().empty());
    REQUIRE(played.reach(State::choose_identity));
    CHECK_FALSE(played.kiosk().visit().portrait_ready);
    CHECK_FALSE(played.kiosk().visit().portrait_asked());
    CHECK(played.kiosk().visit().ticket.visit == visit.ticket.visit);
    check_empty(played);
}

TEST_CASE("an answer of the service that comes after a swap changes nothing and is wiped") {
    KioskOnFakes played;
    played.to_consent();
    played.world.service_time = 3s;
    std::optional<test::WatchedBlock> block;
    watch_next(played, block);
    played.tap(Action::agree_all);
    played.run(500ms);
    REQUIRE(played.state() == State::confirming);
    played.swap();
    REQUIRE(played.reach(State::choose_identity));
    const auto visit = played.kiosk().visit();
    played.run(5s);
    REQUIRE(block);
    CHECK(block->zero_when_freed());
    CHECK(played.kiosk().visit() == visit);
    CHECK_FALSE(const_cast<app::Vault&>(played.vault()).take_eligibility(visit.ticket.visit));
    CHECK(played.world.questions == 0);
    CHECK(std::count(played.world.log.begin(), played.world.log.end(), "RESULT") == 0);
    check_empty(played);
}

TEST_CASE("a request that has not gone out when its time is over never does") {
    KioskOnFakes played;
    played.to_consent();
    int documents = 0;
    played.world.made = [&](const void*, std::size_t) { ++documents; };
    played.time.hold(LaneName::net, true);
    played.tap(Action::agree_all);
    REQUIRE(played.reach(State::confirm_failed, 21s));
    played.time.hold(LaneName::net, false);
    played.run(5s);
    CHECK(documents == 0);
    CHECK(played.state() == State::confirm_failed);
    played.tap(Action::retry);
    REQUIRE(played.reach(State::result_valid));
    CHECK(documents == 1);
}

TEST_CASE("nothing goes to the service or the clinic before its record is written") {
    const auto hangs = GENERATE(true, false);
    CAPTURE(hangs);
    KioskOnFakes played;
    played.to_consent();
    int documents = 0;
    played.world.made = [&](const void*, std::size_t) { ++documents; };
    if (hangs)
        played.time.hold(LaneName::journal, true);
    else
        played.world.journal_off = true;
    played.tap(Action::agree_all);
    REQUIRE(played.reach(State::out_of_service, 8s));
    played.remove();
    played.time.hold(LaneName::journal, false);
    played.world.journal_off = false;
    REQUIRE(played.reach(State::idle));
    played.run(5s);
    CHECK(documents == 0);
    CHECK(std::count(played.world.log.begin(), played.world.log.end(), "RESULT") == 0);
}

TEST_CASE("a result that is late is withdrawn, and one that is being put in its place is waited for") {
    KioskOnFakes played;
    played.to_consent();
    SECTION("it waits: withdrawn") {
        played.time.hold(LaneName::files, true);
        played.tap(Action::agree_all);
        REQUIRE(played.reach(State::result_undelivered, 6s));
        CHECK(played.kiosk().visit().error == ErrorCode::result_undeliverable);
        played.time.hold(LaneName::files, false);
        played.run(5s);
        CHECK(std::count(played.world.log.begin(), played.world.log.end(), "RESULT") == 0);
    }
    SECTION("it gets its name a little late: delivered") {
        played.world.rename_time = 6s;
        played.tap(Action::agree_all);
        CHECK(played.reach(State::result_valid));
        CHECK(std::count(played.world.log.begin(), played.world.log.end(), "RESULT") == 1);
    }
    SECTION("a share that hangs there: nobody knows, and nobody says that it did not come") {
        played.world.rename_time = 60s;
        played.tap(Action::agree_all);
        REQUIRE(played.reach(State::result_undelivered, 8s));
        CHECK(played.kiosk().visit().error == ErrorCode::result_uncertain);
    }
}

TEST_CASE("a nonce that comes after a swap is not signed by the next card") {
    KioskOnFakes played;
    played.to_pin_entry("1234");
    played.time.hold(LaneName::net, true);
    played.tap(Action::confirm);
    played.run(100ms);
    played.swap();
    REQUIRE(played.reach(State::choose_identity));
    const auto visit = played.kiosk().visit();
    played.time.hold(LaneName::net, false);
    played.run(5s);
    CHECK(played.kiosk().visit() == visit);
    CHECK_FALSE(const_cast<app::Vault&>(played.vault()).take_nonce(visit.ticket.visit));
    CHECK(played.world.verified.empty());
}

TEST_CASE("a late signature is wiped, and its card's tries are not taken for the next card's") {
    KioskOnFakes played;
    played.world.card_time = 2s;
    played.to_pin_entry("1234");
    std::optional<test::WatchedBlock> block;
    watch_next(played, block);
    played.tap(Action::confirm);
    REQUIRE(played.reach(State::pin_verifying));
    // In virtual time a job is done at once and its answer is on the way: the answer is what comes late.
    played.run(1s);
    played.world.pin_left = 2;
    played.swap();
    CHECK(played.vault().empty());
    REQUIRE(block);
    CHECK(block->zero_when_freed());
    REQUIRE(played.reach(State::choose_identity));
    CHECK(played.kiosk().visit().info->pin.left == 2);
    CHECK_FALSE(played.kiosk().visit().identified());
    check_empty(played);
}

TEST_CASE("what was taken out of the vault is wiped after its use") {
    KioskOnFakes played;
    std::optional<test::WatchedBlock> block;
    SECTION("signature, after the first question") {
        played.to_pin_entry("1234");
        watch_next(played, block);
        played.tap(Action::confirm);
        REQUIRE(played.reach(State::consent));
    }
    SECTION("result, after it was delivered") {
        played.to_consent();
        watch_next(played, block);
        played.tap(Action::agree_all);
        REQUIRE(played.reach(State::result_valid));
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
         [](KioskOnFakes& played) {
             played.world.camera_off = true;
             played.run(200ms);
         },
         State::face_unavailable},
        {"nobody came", wait(30s), State::face_refused},
    };
    for (const auto& way : ways) {
        KioskOnFakes played;
        played.world.face_there = false;
        played.to_face_capture();
        CHECK(played.frames().latest());
        way.go(played);
        CAPTURE(way.name);
        CHECK(played.state() == way.to);
        CHECK_FALSE(played.frames().latest());
        played.run(60ms);  // a frame that was being taken
        CHECK(played.world.captures == 0);
        CHECK_FALSE(played.frames().latest());
        check_empty(played);
    }
}

TEST_CASE("ears hear where the face is as long as the sensor is on, and not afterwards") {
    KioskOnFakes played;
    played.to_face_capture();
    played.run(120ms);
    CHECK(played.face_place().latest());
    SECTION("it is looked for") {
        played.world.face_there = false;
        played.run(120ms);
        CHECK_FALSE(played.face_place().latest());
    }
    SECTION("the person goes another way") { played.tap(Action::choose_pin); }
    SECTION("it is decided") { REQUIRE(played.reach(State::face_deciding)); }
    played.run(120ms);  // a frame that was being taken
    CHECK_FALSE(played.face_place().latest());
}

TEST_CASE("the sensor is off while the face is decided, and the templates are gone afterwards") {
    KioskOnFakes played;
    played.to_face_capture();
    REQUIRE(played.reach(State::face_deciding));
    CHECK_FALSE(played.frames().latest());
    played.run(60ms);
    CHECK(played.world.captures == 0);
    CHECK_FALSE(played.frames().latest());
    REQUIRE(played.reach(State::consent));
    CHECK(played.world.attempts == 0);
}

TEST_CASE("a retry opens the sensor again, once") {
    KioskOnFakes played;
    played.world.matches = false;
    played.to_face_capture();
    REQUIRE(played.reach(State::face_refused));
    played.run(1s);
    CHECK(played.world.captures == 0);
    played.tap(Action::retry);
    played.run(100ms);
    CHECK(played.state() == State::face_capture);
    CHECK(played.world.captures == 1);
}

TEST_CASE("a sensor that is switched off before it was on stays off") {
    KioskOnFakes played;
    played.to_choice();
    played.tap(Action::choose_face);
    played.tap(Action::back);
    played.tap(Action::choose_face);
    played.tap(Action::back);
    played.run(1s);
    CHECK(played.state() == State::choose_identity);
    CHECK(played.world.captures == 0);
}

TEST_CASE("the journal's line stands before the work that it tells of") {
    KioskOnFakes played;
    played.to_consent();
    played.tap(Action::call_staff);
    played.run(1s);
    played.tap(Action::cancel_call);
    played.tap(Action::agree_none);
    REQUIRE(played.reach(State::take_card));
    played.remove();
    REQUIRE(played.reach(State::idle));
    CHECK(played.world.log == Words{"0 in_service", "1 session_started", "1 card_identified", "1 pin_verified",
                                    "1 authenticated", "1 staff_called", "CALL consent", "1 consent", "1 confirmed",
                                    "RESULT", "COPY result.xml", "1 result_valid", "1 session_ended"});
}

TEST_CASE("a consent's record tells in which words it was asked, and the result's where it lies") {
    KioskOnFakes played;
    played.to_consent();
    played.kiosk().handle(ui::Input{flow::Tap{Action::language, 1}});
    played.tap(Action::agree_none);
    REQUIRE(played.reach(State::take_card));
    std::map<std::string_view, std::string> told;
    for (const auto& record : played.world.records)
        if (record.event == "consent" || record.event == "result_valid")
            told.insert(record.fields.begin(), record.fields.end());
    CHECK(told["language"] == "en");
    CHECK(told["words"] == ui::version_of_consent(ui::languages().words("en")));
    CHECK(told["items"] == "none");
    CHECK(told["file"] == "result.xml");
}

TEST_CASE("no record is lost or doubled over an outage of the journal, and their order stays") {
    KioskOnFakes played;
    played.run(0ms);
    Words due = played.world.log;
    played.kiosk().watch([&](const flow::Visit& before, const flow::Event&, const flow::Step& step) {
        for (const auto& record : flow::audit_of(before, step))
            due.push_back(fmt::format("{} {}", record.visit, record.event));
    });
    played.to_consent();
    played.world.journal_off = true;
    const auto written = played.world.log.size();
    played.remove();
    REQUIRE(played.reach(State::out_of_service));
    played.insert();  // it lies there when the journal is back
    played.run(100s);
    CHECK(played.world.log.size() == written);
    CHECK(due.size() > written + 1);
    played.world.journal_off = false;
    REQUIRE(played.reach(State::choose_identity, 3s));
    played.remove();
    played.run(10s);
    CHECK(played.state() == State::idle);
    CHECK(played.world.log == due);
}

TEST_CASE("the journal is asked again every second while it is down, and opens the kiosk when it is there") {
    KioskOnFakes played;
    played.world.journal_off = true;
    played.insert();
    REQUIRE(played.reach(State::out_of_service, 1s));
    played.remove();
    played.run(30s);
    CHECK(played.state() == State::out_of_service);
    played.world.journal_off = false;
    CHECK(played.reach(State::idle, 1s));
}

TEST_CASE("a camera that goes and comes between visits closes and opens the kiosk within a second") {
    KioskOnFakes played;
    played.world.camera_off = true;
    CHECK(played.reach(State::out_of_service, 1s));
    played.world.camera_off = false;
    CHECK(played.reach(State::idle, 1s));
}

TEST_CASE(
    "the camera's driver is never called on the window's thread, and one that hangs closes the kiosk until it "
    "answers") {
    KioskOnFakes played;
    REQUIRE(played.reach(State::idle, 1s));
    played.run(3s);
    played.time.hold(LaneName::camera, true);
    const auto before = played.world.probes;
    CHECK_FALSE(played.reach(State::out_of_service, 3s));
    CHECK(played.reach(State::out_of_service, 2s));
    CHECK(played.kiosk().visit().error == ErrorCode::camera_stalled);
    played.run(20s);
    CHECK(played.world.probes == before);
    played.time.hold(LaneName::camera, false);
    CHECK(played.reach(State::idle, 1s));
    CHECK(played.world.probes <= before + 2);  // the looks did not pile up
}

TEST_CASE("a visit by PIN goes on while the camera's driver hangs") {
    KioskOnFakes played;
    played.to_pin_entry("1234");
    played.time.hold(LaneName::camera, true);
    played.run(10s);
    CHECK(played.state() == State::pin_entry);
}

TEST_CASE("who asks for longer movements before the camera gets them in the attempt that runs, once") {
    KioskOnFakes played;
    played.to_face_capture();
    const int frames = played.world.frames;
    const auto longer = static_cast<int>(flow::ComfortChoice::long_moves);
    played.tap(Action::comfort, longer);
    played.tap(Action::comfort, longer);
    played.run(std::chrono::milliseconds{100});
    CHECK(played.world.longer == 1);
    CHECK(played.world.frames > frames);  // the camera was not begun anew
    CHECK(played.world.attempts == 1);
}
