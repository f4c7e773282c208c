// SPDX-License-Identifier: Apache-2.0
#include "desk/board.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "desk/step_words.hpp"
#include "desk_clock.hpp"
#include "firmware/base/enumeration.hpp"
#include "firmware/flow/visit.hpp"

using namespace uketsuke;
using namespace uketsuke::desk;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const desk_link::Hello kKiosk{"kiosk-1", "aa", 0};

struct Told {
    test::DeskClock clock;
    Board board{clock, 30min};
    std::uint64_t number = 0;
    Told() { board.greet({"kiosk-1", "aa", 0, clock.wall()}); }
    void tell(domain::DeskReport report) { board.hear(kKiosk, {++number, clock.wall(), std::move(report)}); }
    void step(std::uint32_t visit, std::string state) {
        tell(domain::StepReached{.visit = visit, .n = 1, .state = std::move(state), .patient = visit != 0});
    }
    void note(std::string kind, std::uint32_t visit) {
        tell(domain::NoteGiven{std::move(kind), visit, 1, "consent", 0, "words", 1});
    }
    json list() { return json::parse(std::string_view(board.print(0, {}))); }
    json row() { return list()["rows"][0]; }
};

}  // namespace

TEST_CASE("a visit is one row with its step, and for how long it has stood there") {
    Told told;
    told.step(1, "pin_entry");
    const auto began = told.clock.wall().time_since_epoch().count();
    told.clock.move(20s);
    told.step(1, "pin_entry");
    CHECK(told.row()["since"] == began);
    told.clock.move(20s);
    told.step(1, "consent");
    CHECK(told.list()["rows"].size() == 1);
    CHECK(told.row()["since"] == began + 40);
    CHECK(told.row()["began"] == began);
    CHECK(told.row()["step"] == "同意の質問");
    CHECK(told.row()["say"] != "");
    CHECK(told.row()["over"] == false);
    told.step(0, "idle");
    CHECK(told.row()["over"] == true);
    CHECK(told.row()["say"] == "");
    told.step(2, "reading_card");
    CHECK(told.list()["rows"].size() == 2);
    CHECK(told.row()["visit"] == 2);
}

TEST_CASE("a kiosk whose clock is wrong by days tells no other times than one whose clock is right") {
    Told told;
    const auto now = told.clock.wall();
    const desk_link::Hello late{"kiosk-2", "cc", 0, now - std::chrono::days{6}};
    told.board.greet(late);
    told.board.hear(late,
                    {1, late.now - 20s, domain::StepReached{.visit = 1, .n = 1, .state = "consent", .patient = true}});
    told.board.hear(late, {2, late.now, domain::StepReached{.state = "idle"}});
    told.board.look();
    REQUIRE(told.list()["rows"].size() == 1);
    CHECK(told.row()["began"] == (now - 20s).time_since_epoch().count());
}

TEST_CASE("three weights: somebody waits, something to look at, nothing") {
    Told told;
    told.step(1, "consent");
    CHECK(told.row()["weight"] == 2);
    told.tell(domain::NoteGiven{"advice", 1, 1, std::string(domain::kArrived), 0, "words", 1});
    CHECK(told.row()["weight"] == 2);
    told.note("advice", 1);
    CHECK(told.row()["weight"] == 1);
    told.note("call", 1);
    CHECK(told.row()["weight"] == 0);
    told.step(0, "idle");
    CHECK(told.row()["weight"] == 1);  // whoever called has gone
    told.note("upkeep", 0);
    CHECK(told.list()["kiosks"][0]["weight"] == 1);
    told.note("alert", 0);
    CHECK(told.list()["kiosks"][0]["weight"] == 0);
}

TEST_CASE("that the clinic has the result stays, though the kiosk forgets the visit before the card is taken") {
    Told told;
    told.tell(domain::StepReached{.visit = 1, .n = 1, .state = "result_valid", .patient = true, .finished = true});
    told.step(1, "take_card");
    CHECK(told.row()["finished"] == true);
}

TEST_CASE("a name finds its visit, whichever of the two is told first, and no other visit") {
    for (const bool name_first : {true, false}) {
        Told told;
        const domain::PersonNamed person{"b.xml", "山田", "ヤマダ"};
        const domain::StepReached end{.visit = 2, .n = 1, .state = "result_valid", .patient = true, .file = "b.xml"};
        told.step(1, "thanks");
        told.step(2, "delivering");
        if (name_first) told.tell(person);
        told.tell(end);
        if (!name_first) told.tell(person);
        told.step(2, "take_card");
        CHECK(told.row()["finished"] == false);
        CHECK(told.row()["file"] == "b.xml");
        REQUIRE(told.board.named().size() == 1);
        CHECK(told.board.named().front().visit == 2);
        told.step(0, "idle");
        told.tell(domain::PersonNamed{"c.xml", "別人", ""});
        told.step(0, "idle");
        told.tell(domain::StepReached{.visit = 3, .n = 1, .state = "thanks", .patient = true, .file = "c.xml"});
        CHECK(told.board.named().size() == 1);
    }
}

TEST_CASE("a kiosk that began anew is in none of its earlier visits") {
    Told told;
    told.step(1, "consent");
    told.board.greet({"kiosk-1", "bb", 0, told.clock.wall()});
    CHECK(told.row()["over"] == true);
    CHECK(told.list()["kiosks"][0]["there"] == true);
    told.board.left("kiosk-1");
    CHECK(told.list()["kiosks"][0]["there"] == false);
}

TEST_CASE("a name goes a while after the last news of its visit, also where the kiosk vanished in the midst of it") {
    Told told;
    told.tell(domain::StepReached{.visit = 1, .n = 1, .state = "thanks", .patient = true, .file = "a.xml"});
    told.tell(domain::PersonNamed{"a.xml", "山田", ""});
    told.clock.move(31min);
    told.board.look();
    CHECK(told.board.named().size() == 1);  // the kiosk is there, and the visit goes on
    told.note("call", 1);
    told.board.left("kiosk-1");
    told.clock.move(29min);
    told.board.look();
    CHECK(told.board.named().size() == 1);
    told.clock.move(1min);
    told.board.look();
    CHECK(told.board.named().empty());
    CHECK(told.row()["over"] == false);
    told.clock.move(15h);
    told.board.look();
    CHECK(told.list()["rows"].empty());
}

TEST_CASE("a name of a visit that is heard of late goes as long after the visit as any other") {
    Told told;
    const auto ended = told.clock.wall();
    told.clock.move(20min);
    const auto late = [&](domain::DeskReport report) {
        told.board.hear(kKiosk, {++told.number, ended, std::move(report)});
    };
    late(domain::StepReached{.visit = 1, .n = 1, .state = "thanks", .patient = true, .file = "a.xml"});
    late(domain::StepReached{.state = "idle"});
    CHECK_FALSE(told.board.name("kiosk-1", "aa", {"b.xml", "山田", ""}));
    CHECK(told.board.name("kiosk-1", "aa", {"a.xml", "山田", ""}));
    told.board.look();
    CHECK(told.board.named().size() == 1);
    told.clock.move(10min);
    told.board.look();
    CHECK(told.board.named().empty());
}

TEST_CASE("what somebody at another desk sees to is seen to here, and only by whoever does it is it given back") {
    Told told;
    told.step(1, "consent");
    told.note("call", 1);
    const auto id = told.row()["notes"][0]["id"].get<std::uint64_t>();
    told.board.answered("kiosk-1", "bb", told.number, "ito");  // of another run
    CHECK(told.row()["notes"][0]["by"] == "");
    const auto mine = told.board.answer(id, "sato");
    CHECK(mine.run == "aa");
    CHECK(mine.number == told.number);
    told.board.answered("kiosk-1", "aa", told.number, "ito");
    told.board.withdraw(id, "sato");
    CHECK(told.row()["notes"][0]["by"] == "ito");
}

TEST_CASE("a name whose visit was not told yet goes with the kiosk that vanished") {
    for (const auto& [away, kept] : {std::pair{29min, true}, {30min, false}}) {
        Told told;
        told.step(1, "delivering");
        told.tell(domain::PersonNamed{"a.xml", "山田", ""});
        told.board.left("kiosk-1");
        told.clock.move(away);
        told.board.look();
        told.board.greet({"kiosk-1", "aa", 0, told.clock.wall()});
        told.tell(domain::StepReached{.visit = 1, .n = 1, .state = "thanks", .patient = true, .file = "a.xml"});
        CHECK(told.board.named().size() == (kept ? 1 : 0));
    }
}

TEST_CASE("nobody can see to a call of a kiosk that began anew: it is over") {
    Told told;
    told.step(1, "consent");
    told.note("call", 1);
    told.note("staff_check", 1);
    const auto answered = told.row()["notes"][1]["id"].get<std::uint64_t>();
    CHECK(told.board.answer(answered, "sato").how == Board::Answered::now);
    told.board.left("kiosk-1");
    told.board.greet({"kiosk-1", "aa", 0, told.clock.wall()});
    CHECK(told.row()["notes"][0]["over"] == false);  // the same run: it can still be answered
    CHECK(told.row()["weight"] == 0);
    told.board.greet({"kiosk-1", "bb", 0, told.clock.wall()});
    CHECK(told.row()["notes"][0]["over"] == true);
    CHECK(told.row()["notes"][1]["over"] == false);
    CHECK(told.row()["notes"][1]["by"] == "sato");
    CHECK(told.row()["weight"] == 2);
}

TEST_CASE("a new day begins with an empty list, but for who is still there") {
    Told told;
    told.step(1, "thanks");
    told.step(2, "consent");
    told.clock.move(15h);
    told.board.look();
    CHECK(told.list()["rows"].size() == 1);
    CHECK(told.row()["visit"] == 2);
}

TEST_CASE("rows, notes and kiosks are bounded") {
    Told told;
    for (std::uint32_t visit = 1; visit <= Board::kMostRows + 5; ++visit) told.step(visit, "consent");
    CHECK(told.list()["rows"].size() == Board::kMostRows);
    for (int i = 0; i < 50; ++i) told.note("call", Board::kMostRows + 5);
    CHECK(told.row()["notes"].size() == Board::kMostNotes);
    for (int i = 0; i < 200; ++i) told.board.greet({"kiosk-" + std::to_string(i), "aa", 0});
    CHECK(told.list()["kiosks"].size() == Board::kMostKiosks);
}

TEST_CASE("each step of the flow has words, and a name of another version is shown as it is") {
    for (const auto state : base::kValuesOf<flow::State>) {
        const auto name = base::enumerator_name(state);
        CHECK(words_of(name).step != name);
    }
    CHECK(words_of("some_new_state").step == "some_new_state");
}

TEST_CASE(
    "a kiosk's last look at its readiness stands apart from its line, with what to do, and stays over its new start") {
    Told told;
    CHECK(told.list()["looks"].empty());
    const auto at = told.clock.wall().time_since_epoch().count();
    told.tell(domain::ReadinessTold{"reader ready \ndisk wrong 空き 3 MB\n"});
    auto look = told.list()["looks"][0];
    CHECK(look["kiosk"] == "kiosk-1");
    CHECK(look["at"] == at);
    CHECK(look["ready"] == false);
    REQUIRE(look["lines"].size() == 4);
    CHECK(look["lines"][1]["text"] == "○ カードリーダー");
    CHECK(look["lines"][2]["level"] == 2);
    CHECK(look["lines"][3]["text"].get<std::string>().starts_with("　→ "));
    const auto version = told.board.version();
    told.step(1, "consent");
    CHECK(json::parse(std::string_view(told.board.print(version, {})))["looks"].empty());
    told.board.greet({"kiosk-1", "bb", 0, told.clock.wall()});
    CHECK(told.list()["looks"].size() == 1);
    const auto file = json::parse(told.board.print_readiness());
    REQUIRE(file.size() == 1);
    CHECK(file[0]["kiosk"] == "kiosk-1");
    CHECK(file[0]["look"]["rows"][1]["found"] == "空き 3 MB");
}
