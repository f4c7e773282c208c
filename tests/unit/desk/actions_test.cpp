// SPDX-License-Identifier: Apache-2.0
// What clerks say to patients and kiosks: when it is wanted, and by one of them alone.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "desk/board.hpp"
#include "desk_clock.hpp"
#include "firmware/base/file.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace uketsuke::desk;
using namespace std::chrono_literals;
using domain::DeskSays;
using nlohmann::json;
using How = Board::Answered;

namespace {

const desk_link::Hello kKiosk{"kiosk-1", "aa", 0};

struct Desk {
    test::DeskClock clock;
    Board board{clock, 30min};
    std::uint64_t number = 0;
    Desk() { board.greet({"kiosk-1", "aa", 0, clock.wall()}); }
    void step(std::uint32_t visit, std::uint32_t n, std::string state, std::string marks = {}) {
        board.hear(
            kKiosk,
            {++number, clock.wall(),
             domain::StepReached{
                 .visit = visit, .n = n, .state = std::move(state), .patient = visit != 0, .marks = std::move(marks)}});
    }
    json list(std::uint64_t since = 0) { return json::parse(std::string_view(board.print(since, {}))); }
    Board::Answering patient(DeskSays says, const std::string& by = "sato", int item = 0) {
        return board.act({says, item, by, list()["rows"][0]["id"], ""});
    }
    Board::Answering kiosk(DeskSays says, int item = 0) { return board.act({says, item, "ito", 0, "kiosk-1"}); }
};

}  // namespace

TEST_CASE("somebody who waits for a look waits, and is seen by one clerk") {
    Desk desk;
    desk.step(1, 4, "choose_identity");
    CHECK(desk.patient(DeskSays::confirms).how == How::not_now);
    desk.step(1, 5, "staff_password");
    CHECK(desk.list()["rows"][0]["look"] == true);
    CHECK(desk.list()["rows"][0]["weight"] == 0);
    const auto seen = desk.patient(DeskSays::confirms);
    CHECK(seen.how == How::now);
    CHECK(seen.answer == domain::DeskAnswer{{1, 5}, DeskSays::confirms, 0, "sato"});
    CHECK(desk.list()["rows"][0]["weight"] == 2);
    const auto again = desk.patient(DeskSays::refuses, "ito");
    CHECK((again.how == How::before && again.by == "sato"));
    desk.step(1, 6, "terminal_challenge");
    CHECK(desk.patient(DeskSays::confirms).how == How::not_now);
    desk.step(1, 9, "staff_refused", "unlock");
    CHECK(desk.patient(DeskSays::unlocks).how == How::now);
    desk.step(0, 1, "idle");
    CHECK(desk.patient(DeskSays::comfort).how == How::unknown);
}

TEST_CASE("what may not have got there can be said again once the kiosk is back") {
    Desk desk;
    desk.step(1, 5, "staff_password");
    REQUIRE(desk.patient(DeskSays::confirms).how == How::now);
    desk.board.left("kiosk-1");
    CHECK(desk.patient(DeskSays::confirms, "ito").how == How::before);
    desk.board.greet(kKiosk);
    CHECK(desk.list()["rows"][0]["decided"] == "");
    CHECK(desk.patient(DeskSays::confirms, "ito").how == How::now);
    desk.board.withdraw({DeskSays::confirms, 0, "ito", desk.list()["rows"][0]["id"], ""});
    CHECK(desk.patient(DeskSays::refuses).how == How::now);
}

TEST_CASE("only a card that waits after wrong codes is unlocked") {
    Desk desk;
    desk.step(1, 5, "staff_refused", "called");
    CHECK(desk.patient(DeskSays::unlocks).how == How::not_now);
    desk.step(1, 6, "staff_refused", "called unlock");
    CHECK(desk.patient(DeskSays::unlocks).how == How::now);
}

TEST_CASE("letters and language go to whoever stands there, as often as somebody wants") {
    Desk desk;
    desk.step(3, 5, "consent");
    for (const auto says : {DeskSays::comfort, DeskSays::language, DeskSays::comfort})
        CHECK(desk.patient(says, "sato", 2).answer == domain::DeskAnswer{{3, 0}, says, 2, "sato"});
}

TEST_CASE("a kiosk is closed once and opened once, and tries its printer while nobody is there") {
    Desk desk;
    desk.step(0, 1, "idle");
    CHECK(desk.kiosk(DeskSays::opens).how == How::before);
    CHECK(desk.kiosk(DeskSays::test_slip).how == How::now);
    CHECK(desk.kiosk(DeskSays::closes, 1).how == How::now);
    CHECK(desk.list()["kiosks"][0]["closed"] == true);
    CHECK(desk.kiosk(DeskSays::closes).how == How::before);
    CHECK(desk.kiosk(DeskSays::opens).how == How::now);
    desk.step(0, 2, "out_of_service", "closed");  // by a desk of before
    CHECK(desk.kiosk(DeskSays::test_slip).how == How::not_now);
    CHECK(desk.kiosk(DeskSays::opens).how == How::now);
    CHECK(desk.board.act({DeskSays::opens, 0, "ito", 0, "kiosk-9"}).how == How::unknown);
}

TEST_CASE("only what changed is told, and all of it once a row has gone") {
    Desk desk;
    desk.step(1, 1, "consent");
    desk.step(2, 1, "consent");
    auto version = desk.board.version();
    CHECK(desk.list(version)["rows"].empty());
    desk.step(2, 2, "review");
    REQUIRE(desk.list(version)["rows"].size() == 1);
    CHECK(desk.list(version)["rows"][0]["visit"] == 2);
    CHECK(desk.list(version)["whole"] == false);
    CHECK(desk.list(0)["rows"].size() == 2);
    version = desk.board.version();
    desk.clock.move(24h);
    desk.step(3, 1, "consent");
    desk.board.look();
    CHECK(desk.list(version)["whole"] == true);
    CHECK(desk.list(version)["rows"].size() == 1);
}

TEST_CASE("a kiosk that was closed stays so where kiosk and desk both begin anew, until somebody opens it") {
    const test::Scratch scratch;
    const auto file = scratch.path / "closed.json";
    test::DeskClock clock;
    {
        Board before(clock, 30min, ClosedKiosks(file));
        before.greet(kKiosk);
        CHECK_FALSE(before.to_repeat("kiosk-1"));
        REQUIRE(before.act({DeskSays::closes, domain::kClosedForCheck, "ito", 0, "kiosk-1"}).how == How::now);
    }
    {
        Board after(clock, 30min, ClosedKiosks(file));
        after.greet({"kiosk-1", "bb", 0, clock.wall()});
        const auto told = after.to_repeat("kiosk-1");
        REQUIRE(told);
        CHECK(*told == domain::DeskAnswer{{}, DeskSays::closes, domain::kClosedForCheck, "ito"});
        CHECK(json::parse(std::string_view(after.print(0, {})))["kiosks"][0]["closed_by"] == "ito");
        CHECK(after.act({DeskSays::opens, 0, "ito", 0, "kiosk-1"}).how == How::now);
    }
    CHECK_FALSE(Board(clock, 30min, ClosedKiosks(file)).to_repeat("kiosk-1"));
    REQUIRE(base::replace_file(file, "[no list"));
    CHECK_FALSE(Board(clock, 30min, ClosedKiosks(file)).to_repeat("kiosk-1"));
}
