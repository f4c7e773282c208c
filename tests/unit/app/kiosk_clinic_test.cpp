// SPDX-License-Identifier: Apache-2.0
// What lies with the clinic and the service besides a patient's visit: other forms of a result, programs' requests, the
// probe, results that nobody fetches.
#include "firmware/app/kiosk.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "kiosk_on_fakes.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using app::LaneName;
using base::ErrorCode;
using flow::Action;
using flow::State;
using test::KioskOnFakes;
using Words = std::vector<std::string>;

TEST_CASE("a result comes once more in another form, and neither that nor a program's request holds up a patient") {
    KioskOnFakes played;
    const auto count = [&](std::string_view what) {
        return std::count(played.world.log.begin(), played.world.log.end(), what);
    };
    for (const auto lane : {LaneName::shares, LaneName::errands}) played.time.hold(lane, true);
    played.world.requests = {"one"};
    played.run(130s);  // the request hangs
    played.to_consent();
    played.tap(Action::agree_all);
    REQUIRE(played.reach(State::result_valid, 2s));
    CHECK(count("RESULT") == 1);
    CHECK(count("COPY result.xml") == 0);
    for (const auto lane : {LaneName::shares, LaneName::errands}) played.time.hold(lane, false);
    played.run(1s);
    CHECK(count("RESULT") == 1);
    CHECK(count("COPY result.xml") == 1);
    CHECK(played.world.answers.size() == 1);
    played.remove();
    REQUIRE(played.reach(State::idle));
    played.time.hold(LaneName::files, true);  // one share says nothing of another
    played.run(121s);
    played.world.copy_missing = true;
    const int alerts = played.world.alerts;
    played.run(61s);
    CHECK(played.world.alerts == alerts + 1);
    played.time.hold(LaneName::files, false);
}

TEST_CASE("a share that hangs keeps a result for half an hour at most, and the desk hears of what is not written") {
    KioskOnFakes played;
    played.time.hold(LaneName::shares, true);
    played.to_consent();
    played.tap(Action::agree_all);
    REQUIRE(played.reach(State::result_valid, 2s));
    played.remove();
    REQUIRE(played.reach(State::idle));
    const int alerts = played.world.alerts;
    played.run(28min);
    CHECK(played.world.alerts == alerts);
    played.run(4min);
    CHECK(played.world.alerts == alerts + 1);
    CHECK(played.world.told.back().error == ErrorCode::fhir_undeliverable);
    played.run(5min);
    CHECK(played.world.alerts == alerts + 1);
    played.time.hold(LaneName::shares, false);
    played.run(1s);
    CHECK(std::count(played.world.log.begin(), played.world.log.end(), "COPY result.xml") == 0);
}

TEST_CASE("where a result differs from the clinic's data the desk hears it, the journal counts, and nobody waits") {
    using domain::Match;
    using domain::PersonField;
    KioskOnFakes played;
    domain::WritingRules spaces;
    spaces.add(domain::WritingRule::spaces);
    const domain::Difference other{PersonField::address, Match::different, {}};
    played.world.differences = {
        {PersonField::name, Match::written_otherwise, spaces}, {PersonField::birth, Match::equal, {}}, other};
    played.time.hold(LaneName::shares, true);
    played.to_consent();
    played.tap(Action::agree_all);
    REQUIRE(played.reach(State::result_valid, 2s));
    const auto told = played.world.told.size();
    played.time.hold(LaneName::shares, false);
    played.run(1s);
    REQUIRE(played.world.told.size() == told + 1);
    CHECK(played.world.told.back().where == "differences");
    CHECK(played.world.told.back().differences == std::vector{other});
    const auto record = std::ranges::find(played.world.records, "compared", &domain::AuditRecord::event);
    REQUIRE(record != played.world.records.end());
    using Fields = decltype(record->fields);
    CHECK(record->fields ==
          Fields{{"equal", "1"}, {"written_otherwise", "1"}, {"different", "1"}, {"not_comparable", "0"}});
}

TEST_CASE("the desk hears once that the clinic's data cannot be read, and not of what a clerk need not see") {
    KioskOnFakes played;
    const auto alerts = [&] {
        return std::ranges::count(played.world.told, ErrorCode::clinic_data_unreadable, &domain::DeskNote::error);
    };
    const auto visit = [&] {
        played.to_consent();
        played.tap(Action::agree_all);
        REQUIRE(played.reach(State::result_valid, 2s));
        played.run(1s);
        played.remove();
        REQUIRE(played.reach(State::idle));
    };
    played.world.clinic_data_off = true;
    visit();
    visit();
    CHECK(alerts() == 1);
    played.world.clinic_data_off = false;
    visit();
    played.world.clinic_data_off = true;
    visit();
    CHECK(alerts() == 2);
    CHECK(std::ranges::count(played.world.told, "differences", &domain::DeskNote::where) == 0);
    CHECK(std::ranges::count(played.world.records, "compared", &domain::AuditRecord::event) == 0);
}

TEST_CASE("a slip is printed with the number, nobody waits for it, and the desk hears once what is wrong") {
    KioskOnFakes played;
    const auto visit = [&] {
        played.to_consent();
        played.tap(Action::agree_all);
        REQUIRE(played.reach(State::result_valid, 2s));
        played.run(1s);
        played.remove();
        REQUIRE(played.reach(State::idle));
    };
    const auto told = [&](ErrorCode code) {
        return std::ranges::count(played.world.told, code, &domain::DeskNote::error);
    };
    visit();
    CHECK(played.world.slips.empty());  // no number, no slip
    played.world.number = "12";
    played.time.hold(LaneName::printer, true);
    visit();
    CHECK(played.world.slips.empty());
    played.time.hold(LaneName::printer, false);
    played.run(1s);
    CHECK(played.world.slips == Words{"12"});
    played.world.printer = ErrorCode::slip_paper_out;
    visit();
    visit();
    played.run(121s);
    CHECK(told(ErrorCode::slip_paper_out) == 1);
    played.world.printer = ErrorCode::slip_failed;
    played.run(61s);
    CHECK(told(ErrorCode::slip_failed) == 1);
    played.world.printer.reset();
    visit();
    CHECK(played.world.slips == Words{"12", "12"});
    played.world.printer = ErrorCode::slip_failed;
    played.run(61s);
    CHECK(told(ErrorCode::slip_failed) == 2);
}

TEST_CASE("what the cameras have to tell the desk reaches it within seconds, once") {
    KioskOnFakes played;
    played.world.news = {{domain::DeskNote::Kind::alert, "infrared_camera.device", ErrorCode::camera_missing, {}, {}}};
    played.run(3s);
    CHECK(played.world.alerts == 1);
    played.run(30s);
    CHECK(played.world.alerts == 1);
}

TEST_CASE("a result that is late is in no other form either") {
    KioskOnFakes played;
    played.to_consent();
    played.time.hold(LaneName::files, true);
    played.tap(Action::agree_all);
    REQUIRE(played.reach(State::result_undelivered, 6s));
    played.time.hold(LaneName::files, false);
    played.run(5s);
    CHECK(std::count(played.world.log.begin(), played.world.log.end(), "COPY result.xml") == 0);
}

TEST_CASE("what the clinic's programs ask is carried out between visits, one after the other") {
    KioskOnFakes played;
    played.world.requests = {"one", "two"};
    played.run(20s);
    CHECK(played.world.answers == Words{"one: answer to the text of one", "two: answer to the text of two"});
    played.to_choice();
    played.world.requests = {"three"};
    played.run(20s);
    CHECK(played.world.answers.size() == 2);
    played.remove();
    REQUIRE(played.reach(State::idle));
    played.run(6s);
    CHECK(played.world.answers.size() == 3);
}

TEST_CASE("what the clinic's programs ask stands behind nothing of a patient's") {
    KioskOnFakes played;
    played.run(0ms);
    for (const auto lane : {LaneName::net, LaneName::files}) played.time.hold(lane, true);
    played.world.requests = {"one"};
    played.world.copy_missing = true;
    played.run(61s);
    CHECK(played.world.answers == Words{"one: answer to the text of one"});
    CHECK(played.world.alerts == 1);  // nor does the look into the other folders
}

TEST_CASE("what a visit heard of the service counts for when it is asked next, between visits") {
    KioskOnFakes played;
    played.run(100s);
    CHECK(played.world.health_asked == 1);
    played.event(flow::Confirmed{{1, 1}, base::fail(ErrorCode::service_timeout)});
    played.run(app::ServiceMonitor::kForTimeAlone - 1s);
    CHECK(played.world.health_asked == 1);
    played.run(2s);
    CHECK(played.world.health_asked == 2);
}

TEST_CASE("results that lie there are looked after each minute, and not by a clock that is doubted") {
    KioskOnFakes rig;
    rig.run(30s);
    CHECK(rig.world.looks == 0);
    rig.run(151s);
    CHECK(rig.world.looks == 3);
    rig.world.clock_off = true;
    rig.run(300s);
    CHECK(rig.world.looks == 3);
    rig.world.clock_off = false;
    rig.run(2s);
    CHECK(rig.world.looks == 4);
}
