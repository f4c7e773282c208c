// SPDX-License-Identifier: Apache-2.0
// The kiosk's look at its own readiness, each morning and by staff at the screen, and the form for whoever has only
// papers.
#include <algorithm>
#include <catch2/catch.hpp>

#include "firmware/readiness/lines.hpp"
#include "kiosk_on_fakes.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using base::ErrorCode;
using flow::Action;
using flow::State;
using readiness::Level;
using readiness::Part;
using test::KioskOnFakes;

namespace {

/// What the desk was told of the readiness.
std::vector<domain::DeskNote> told(const KioskOnFakes& played) {
    std::vector<domain::DeskNote> notes;
    std::ranges::copy_if(played.world.told, std::back_inserter(notes),
                         [](const domain::DeskNote& note) { return note.where == "readiness"; });
    return notes;
}

flow::KioskFacts for_staff() {
    flow::KioskFacts facts;
    facts.staff_check = facts.settings = facts.printer = true;
    return facts;
}

bool stands(const std::vector<domain::StaffLine>& lines, std::string_view text) {
    return std::ranges::find(lines, text, &domain::StaffLine::text) != lines.end();
}

}  // namespace

TEST_CASE("each morning at its time the kiosk looks once, and tells the desk what is not ready and what to do") {
    KioskOnFakes played;  // at 10:00
    played.world.readiness.put(Part::disk, {Level::soon, "空き 300 MB"});
    played.run(29min);
    CHECK(played.world.readiness_looks == 0);
    played.run(2min);
    CHECK(played.world.readiness_looks == 1);
    const auto notes = told(played);
    REQUIRE(notes.size() == 1);
    CHECK(notes.front().kind == domain::DeskNote::Kind::upkeep);
    const auto& lines = notes.front().lines;
    REQUIRE(lines.size() == 2);
    CHECK(lines.at(1) == "△ ディスクの空き：空き 300 MB → " + std::string(readiness::remedy_of(Part::disk)));
    CHECK(played.world.readiness_kept.size() == 1);
    played.run(23h);
    CHECK(played.world.readiness_looks == 1);
    played.run(1h);
    CHECK(played.world.readiness_looks == 2);
}

TEST_CASE("a morning on which all is ready tells nobody") {
    KioskOnFakes played;
    played.run(31min);
    CHECK(played.world.readiness_looks == 1);
    CHECK(told(played).empty());
    CHECK(played.world.readiness_kept.size() == 1);
}

TEST_CASE("nobody's visit is looked through: the look comes when it is over") {
    KioskOnFakes played;
    played.run(29min);
    played.insert();
    REQUIRE(played.reach(State::choose_identity));
    played.run(80s);
    CHECK(played.world.readiness_looks == 0);
    played.remove();
    REQUIRE(played.reach(State::idle));
    played.run(2s);
    CHECK(played.world.readiness_looks == 1);
}

TEST_CASE("staff see what was found, with what the kiosk knows itself, and print it") {
    KioskOnFakes played(for_staff());
    played.world.right_code = "246810";
    played.world.readiness.put(Part::journal, {Level::ready, "12件"});
    played.to_settings();
    played.world.printer = ErrorCode::slip_paper_out;
    played.tap(Action::check_ready);
    REQUIRE(played.reach(State::readiness));
    const auto found = played.kiosk().visit().found;
    CHECK(stands(found, "○ カードリーダー"));
    CHECK(stands(found, "○ 監査記録：12件"));
    CHECK(stands(found, "× 番号札のプリンター：simulated"));
    CHECK(told(played).empty());
    played.world.printer.reset();
    played.tap(Action::print);
    played.run(1s);
    REQUIRE(played.world.printed.size() == found.size());
    CHECK(played.world.printed.front() == found.front().text);
}

namespace {

readiness::Look look_of(const KioskOnFakes& played, Part part) {
    REQUIRE_FALSE(played.world.readiness_kept.empty());
    for (const auto& row : played.world.readiness_kept.back().rows)
        if (row.part == part) return row.look;
    return {};
}

}  // namespace

TEST_CASE("the camera is on for a moment of the look: its size and light stand in the report, and no picture stays") {
    KioskOnFakes played;
    const auto frames = played.world.frames;
    played.run(31min);
    CHECK(played.world.frames > frames);
    CHECK(played.world.captures == 0);
    CHECK(look_of(played, Part::camera) == readiness::Look{Level::ready, "2×2"});
    CHECK(look_of(played, Part::light).level == Level::ready);
}

TEST_CASE("a camera that gives no picture is told with its number, and is no light") {
    KioskOnFakes played;
    played.run(29min);
    played.world.camera_off = true;
    played.run(2min);
    CHECK(look_of(played, Part::camera).level == Level::wrong);
    CHECK(look_of(played, Part::light) == readiness::Look{});
}

TEST_CASE("the card's row tells when one was read last, since a card that is laid down begins a visit") {
    KioskOnFakes before;
    before.run(31min);
    CHECK(look_of(before, Part::card).level == Level::absent);
    KioskOnFakes played;
    played.run(5min);
    played.insert();
    REQUIRE(played.reach(State::choose_identity));
    played.remove();
    REQUIRE(played.reach(State::idle));
    played.run(26min);
    CHECK(look_of(played, Part::card) == readiness::Look{Level::ready, "最後に読んだのは 2026-11-24 10:05"});
}

TEST_CASE("a reader that is gone stands in the report by the number of its error") {
    KioskOnFakes played(for_staff());
    played.event(flow::DeviceDown{flow::Device::reader, ErrorCode::reader_missing, {2026, 11, 24}});
    played.run(31min);
    REQUIRE(told(played).size() == 1);
    CHECK(told(played).front().lines.at(1).starts_with("× カードリーダー：番号 0"));
}

TEST_CASE("whoever has only papers gets the form on paper, once, with the day on it") {
    auto facts = for_staff();
    facts.guidance = {{domain::Fallback::written_statement,
                       {2023, 7, 10},
                       {2999, 12, 31},
                       domain::bit_of(domain::Situation::no_card)}};
    KioskOnFakes played(facts);
    played.tap(Action::without_card);
    played.tap(Action::statement);
    played.run(1s);
    CHECK(played.state() == State::statement);
    CHECK(played.world.forms == std::vector<std::string>{"20261124"});
}
