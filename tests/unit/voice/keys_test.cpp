// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <set>

#include "ui/locale/languages.hpp"
#include "ui/voice/guide.hpp"
#include "ui/voice/keys.hpp"
#include "ui/voice/loudspeaker.hpp"

using namespace uketsuke;
using namespace uketsuke::ui::voice;
using flow::Action;
using ui::KeypadKey;
using ui::Node;
using ui::Scene;
using N = KeypadKey::Name;
using namespace std::chrono_literals;

namespace {

constexpr base::MonoTime kNow{10s};

Node button(const std::string& id, ui::Touch touch, double y) {
    return {.id = id, .role = ui::Role::button, .rect = {0, y, 40, 15}, .text = id, .touch = touch};
}
Node digit(int which) {
    return {.id = "digit_" + std::to_string(which),
            .role = ui::Role::key,
            .rect = {60, 20.0 * which, 16, 16},
            .touch = ui::PinKey{ui::PinKey::Kind::digit, which}};
}

Scene two_ways() {
    Scene scene;
    scene.screen = "choose_identity";
    scene.nodes = {button("face", flow::Tap{Action::choose_face}, 20), button("pin", flow::Tap{Action::choose_pin}, 40),
                   button("back", flow::Tap{Action::back}, 90)};
    scene.nodes.back().bar = true;
    return scene;
}

Scene pad(bool complete) {
    Scene scene;
    scene.screen = "pin_entry";
    scene.nodes = {digit(1), digit(2), button("clear", ui::PinKey{ui::PinKey::Kind::clear, 0}, 60),
                   button("back", flow::Tap{Action::back}, 90)};
    if (complete) {
        scene.nodes.push_back(button("confirm", flow::Tap{Action::confirm}, 75));
        scene.nodes.back().style = ui::Style::primary;
    }
    return scene;
}

}  // namespace

TEST_CASE("each key stands once in the table, and each command can be given") {
    std::set<std::tuple<N, int, bool>> keys;
    std::set<Command> commands, typing;
    for (const auto& row : key_table()) {
        CHECK(keys.insert({row.key.name, row.key.digit, row.key.held}).second);
        if (row.elsewhere) commands.insert(*row.elsewhere);
        if (row.typing) typing.insert(*row.typing);
    }
    for (int i = 0; i <= static_cast<int>(Command::begin); ++i)
        if (const auto command = static_cast<Command>(i); command != Command::erase)
            CHECK(commands.count(command) == 1);
    // Where digits type, the keys beside them move, press, erase, repeat, help and tell.
    for (const auto command : {Command::previous, Command::next, Command::ok, Command::erase, Command::repeat,
                               Command::help, Command::where, Command::read, Command::louder, Command::softer})
        CHECK(typing.count(command) == 1);
}

TEST_CASE("a digit is a command only where none is typed, and what a held key means takes nothing away") {
    for (int i = 0; i <= 9; ++i) {
        CHECK(command_of({N::digit, i}, false).has_value());
        CHECK(!command_of({N::digit, i}, true).has_value());
        CHECK(!command_of({N::digit, i, true}, true).has_value());
    }
    CHECK(command_of({N::digit, 5, true}, false) == Command::begin);
    for (const auto& row : key_table()) {
        if (!row.key.held || !row.elsewhere) continue;
        const std::set<Command> speech{Command::where, Command::read, Command::longer, Command::begin};
        CHECK(speech.count(*row.elsewhere) == 1);
    }
}

TEST_CASE("the focus begins at the first way of a screen and goes round") {
    Guide guide;
    CHECK(guide.show(two_ways()));
    CHECK(guide.focus()->id == "face");
    guide.move(1);
    CHECK(guide.focus()->id == "pin");
    guide.move(1);
    CHECK(guide.focus()->id == "back");
    guide.move(1);
    CHECK(guide.focus()->id == "face");
    guide.move(-1);
    CHECK(guide.focus()->id == "back");
    auto other = two_ways();
    other.front = "comfort";
    CHECK(guide.show(other));  // what comes in front of a screen begins anew, and so does what it uncovers
    CHECK(guide.focus()->id == "face");
    guide.move(1);
    CHECK(guide.show(two_ways()));
    CHECK(guide.focus()->id == "face");
}

TEST_CASE("on the same screen the focus stays where it was, and what it stood on may go") {
    Guide guide;
    guide.show(two_ways());
    guide.move(1);
    guide.heard(kNow);
    CHECK(!guide.show(two_ways()));
    CHECK(guide.focus()->id == "pin");
    CHECK(guide.may_press(kNow));
    auto less = two_ways();
    less.nodes.erase(less.nodes.begin() + 1);
    CHECK(guide.show(less));
    CHECK(guide.focus()->id == "face");
    CHECK(!guide.may_press(kNow));
    less.nodes.clear();
    CHECK(!guide.show(less));
    CHECK(guide.focus() == nullptr);
    CHECK(!guide.move(1));
}

TEST_CASE("nothing is pressed before it was heard") {
    Guide guide;
    guide.show(two_ways());
    CHECK(!guide.may_press(base::MonoTime::max() - 1ms));
    guide.heard(kNow);
    CHECK(!guide.may_press(kNow - 1ms));
    CHECK(guide.may_press(kNow));
    guide.move(1);
    CHECK(!guide.may_press(kNow));
    guide.heard(kNow);
    auto next = two_ways();
    next.screen = "pin_entry";
    guide.show(next);
    CHECK(!guide.may_press(kNow + 1h));
}

TEST_CASE("a pad's digits are typed, not walked through; once all are there the focus goes to what confirms them") {
    Guide guide;
    guide.show(pad(false));
    CHECK(takes_digits(guide.scene()));
    CHECK(guide.focus()->id == "clear");
    CHECK(stops(guide.scene()).size() == 2);
    CHECK(pad_key(guide.scene(), {ui::PinKey::Kind::digit, 2})->id == "digit_2");
    CHECK(pad_key(guide.scene(), {ui::PinKey::Kind::digit, 9}) == nullptr);
    CHECK(guide.show(pad(true)));
    CHECK(guide.focus()->id == "confirm");
    CHECK(!takes_digits(two_ways()));
}

TEST_CASE("the way back is the page before, then out of what stands in front, then the screen's own") {
    auto scene = two_ways();
    CHECK(way_back(scene)->id == "back");
    scene.nodes.push_back(button("done", flow::Tap{Action::comfort, flow::kComfortDone}, 60));
    CHECK(way_back(scene)->id == "done");
    scene.page = 1;
    scene.pages = 3;
    scene.nodes.push_back(button("page_on", ui::TurnPage{2}, 70));
    CHECK(way_back(scene)->id == "done");
    scene.nodes.push_back(button("page_back", ui::TurnPage{0}, 5));
    CHECK(way_back(scene)->id == "page_back");
    CHECK(way_back(pad(true))->id == "back");
    CHECK(way_back(Scene{}) == nullptr);
}

TEST_CASE("a loudspeaker says what the catalogue says to everybody, and numbers only in places for them") {
    const auto words = ui::Catalogue::parse(
        "msgid \"pin_wrong.body\"\nmsgstr \"あと{n}回|です\"\nmsgid \"subsidy.title\"\nmsgstr \"利用しますか\"\n"
        "msgid \"idle.name\"\nmsgstr \"{name}さん\"\nmsgid \"unknown.title\"\nmsgstr \"はい\"\n"
        "msgid \"common.reception_number\"\nmsgstr \"受付番号|{number}\"\n"
        "msgid \"guidance.title\"\nmsgstr \"ご提示を\"\nmsgid \"guidance.desk\"\nmsgstr \"受付へ\"\n");
    REQUIRE(words);
    const auto may = [&](std::string_view key, std::string_view text) {
        return hearing_of(key, text, *words) == Hearing::anybody;
    };
    CHECK(may("pin_wrong.body", "あと2回です"));
    CHECK(!may("pin_wrong.body", "あと二回です"));
    CHECK(!may("pin_wrong.body", "あと2回です。甲"));  // not that text
    CHECK(!may("subsidy.title", "利用しますか"));
    CHECK(!may("idle.name", "架空 太郎さん"));  // a place for something else
    CHECK(!may("unknown.title", "はい"));       // in no row
    CHECK(!may("", "はい"));
    CHECK(may("common.reception_number", "受付番号101"));
    CHECK(may("common.reception_number", "受付番号A-101"));
    CHECK(!may("common.reception_number", "受付番号Yamada"));
    CHECK(!may("common.reception_number", "受付番号Yamada Taro 101"));
    CHECK(!may("common.reception_number", "受付番号ABCDEFGHI1"));  // longer than the settings allow
    CHECK(!may("guidance.title", "ご提示を"));                     // which papers do is what the service answered
    CHECK(may("guidance.desk", "受付へ"));
}

TEST_CASE("each row of the loudspeaker's table is about a text, and each text is in one") {
    const auto& words = ui::languages().words("ja");
    for (const auto& row : hearing_table()) {
        INFO(row.keys);
        CHECK(std::ranges::any_of(words.all(), [&](const auto& text) { return text.first.starts_with(row.keys); }));
        CHECK(!row.why.empty());
    }
    for (const auto& [key, text] : words.all()) {
        INFO(key);  // whoever adds a text decides who may hear it
        if (!key.empty())
            CHECK(
                std::ranges::any_of(hearing_table(), [&](const HearingRow& row) { return key.starts_with(row.keys); }));
    }
}
