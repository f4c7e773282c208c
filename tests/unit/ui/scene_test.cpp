// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "ui/scene/focus.hpp"
#include "ui/scene/press.hpp"

using namespace uketsuke;
using flow::Action;
using namespace std::chrono_literals;

namespace {

ui::Scene scene(std::string screen = "one") {
    ui::Scene result{std::move(screen), "ja", {}};
    result.nodes.push_back({.id = "sheet", .role = ui::Role::sheet, .rect = {0, 0, 100, 100}});
    result.nodes.push_back({.id = "retry", .role = ui::Role::button, .rect = {10, 10, 20, 15}, .text = "もう|一度"});
    result.nodes.back().touch = flow::Tap{Action::retry};
    result.nodes.push_back({.id = "next", .role = ui::Role::button, .rect = {33, 10, 20, 15}, .text = "次へ"});
    result.nodes.back().touch = flow::Tap{Action::next};
    result.nodes.push_back({.id = "digit_7", .role = ui::Role::key, .rect = {10, 40, 16, 16}, .text = "7"});
    result.nodes.back().touch = ui::PinKey{ui::PinKey::Kind::digit, 7};
    return result;
}

const base::MonoTime kStart{1s};
const base::MonoTime kLater = kStart + ui::kDebounce;

}  // namespace

TEST_CASE("a touch beside a button still means it, up to the slop") {
    const auto here = scene();
    CHECK(ui::hit(here, 20, 20)->id == "retry");
    CHECK(ui::hit(here, 8.6, 20)->id == "retry");
    CHECK(ui::hit(here, 8.4, 20) == nullptr);
    CHECK(ui::hit(here, 31.4, 20)->id == "retry");
    CHECK(ui::hit(here, 31.6, 20)->id == "next");
    CHECK(ui::hit(here, 60, 60) == nullptr);
}

TEST_CASE("a label is found whole, or in part when only one has it") {
    const auto here = scene();
    CHECK(ui::find_label(here, "もう一度")->id == "retry");
    CHECK(ui::find_label(here, "一度")->id == "retry");
    CHECK(ui::find_label(here, "やめる") == nullptr);
    auto two = here;
    two.nodes.back().text = "一度だけ";
    CHECK(ui::find_label(two, "一度") == nullptr);
}

TEST_CASE("an action happens on release inside what was pressed") {
    ui::Press press;
    press.show(scene());
    press.shown(kStart);
    auto now = kLater;
    const auto down = [&](double x, double y) { press.down(x, y, now += 1s); };
    const auto up = [&](double x, double y) { return press.up(x, y, now + 50ms); };
    down(20, 20);
    CHECK(press.pressed() == "retry");
    CHECK(up(21, 21) == ui::Input(flow::Tap{Action::retry}));
    CHECK(press.pressed().empty());
    down(20, 20);
    CHECK_FALSE(up(40, 20));
    CHECK_FALSE(up(20, 20));
    down(20, 20);
    press.cancel();
    CHECK_FALSE(up(20, 20));
    down(15, 45);
    CHECK(up(15, 45) == ui::Input(ui::PinKey{ui::PinKey::Kind::digit, 7}));
}

TEST_CASE("a second tap does not fall through to the next screen") {
    ui::Press press;
    press.show(scene());
    press.shown(kStart);
    press.down(20, 20, kLater - 1ms);
    CHECK_FALSE(press.up(20, 20, kLater));
    press.down(20, 20, kLater);
    press.show(scene("two"));
    CHECK_FALSE(press.up(20, 20, kLater));
    press.down(20, 20, kLater + 1h);  // still painting
    CHECK_FALSE(press.up(20, 20, kLater + 1h));
    press.shown(kLater);
    press.show(scene("two"));
    press.shown(kLater + 200ms);  // the same screen again, with another content, does not start anew
    press.down(20, 20, kLater + ui::kDebounce);
    CHECK(press.up(20, 20, kLater + ui::kDebounce) == ui::Input(flow::Tap{Action::retry}));
}

TEST_CASE("a second tap does not fall through to what came in front of the screen") {
    ui::Press press;
    press.show(scene());
    press.shown(kStart);
    press.down(20, 20, kLater);
    CHECK(press.up(20, 20, kLater + 50ms));
    auto behind = scene();
    behind.front = "comfort";
    press.show(behind);
    press.shown(kLater + 60ms);
    press.down(40, 20, kLater + 200ms);
    CHECK_FALSE(press.up(40, 20, kLater + 250ms));
    press.down(40, 20, kLater + 60ms + ui::kDebounce);
    CHECK(press.up(40, 20, kLater + 500ms) == ui::Input(flow::Tap{Action::next}));
}

namespace {

/// What the pad's 7 makes of touches: each comes and goes at a time after the screen counts.
int digits_of(std::initializer_list<std::pair<base::Duration, base::Duration>> touches) {
    ui::Press press;
    press.show(scene());
    press.shown(kStart);
    int digits = 0;
    for (const auto& [down, up] : touches) {
        press.down(15, 45, kLater + down);
        digits += press.up(15, 45, kLater + up) ? 1 : 0;
    }
    return digits;
}

}  // namespace

TEST_CASE("two downs on one key within the time of a bounce are one touch") {
    CHECK(digits_of({{0ms, 0ms}, {0ms, 0ms}}) == 1);
    CHECK(digits_of({{0ms, 5ms}, {10ms, 60ms}}) == 1);
    CHECK(digits_of({{0ms, 50ms}, {119ms, 150ms}}) == 1);
    CHECK(digits_of({{0ms, 50ms}, {120ms, 150ms}}) == 2);
    CHECK(digits_of({{0ms, 2ms}, {3ms, 4ms}, {5ms, 6ms}, {7ms, 80ms}}) == 1);
    CHECK(digits_of({{0ms, 50ms}, {100ms, 110ms}, {200ms, 210ms}}) == 2);  // counted from the touch, not its bounces
    CHECK(digits_of({{0ms, 400ms}, {402ms, 403ms}}) == 1);                 // it trembles off the glass
    CHECK(digits_of({{0ms, 400ms}, {440ms, 500ms}}) == 2);
}

TEST_CASE("a bounce does not lose the touch that it belongs to, and another key is another touch") {
    ui::Press press;
    press.show(scene());
    press.shown(kStart);
    press.down(15, 45, kLater);
    press.down(15, 45, kLater + 10ms);  // the same touch by another way, not let go of
    CHECK(press.pressed() == "digit_7");
    CHECK(press.up(15, 45, kLater + 60ms));
    CHECK_FALSE(press.up(15, 45, kLater + 60ms));
    press.down(20, 20, kLater + 70ms);
    CHECK(press.up(20, 20, kLater + 80ms) == ui::Input(flow::Tap{Action::retry}));
    press.down(15, 45, kLater + 90ms);
    CHECK(press.up(15, 45, kLater + 100ms));
}

TEST_CASE("a finger that slides off means nothing, also when another node is under it then") {
    ui::Press press;
    press.show(scene());
    press.shown(kStart);
    press.down(20, 20, kLater);
    press.move(40, 20);
    CHECK_FALSE(press.up(40, 20, kLater + 300ms));
    press.down(20, 20, kLater + 1s);
    press.move(40, 20);
    press.move(20, 20);  // it came back before it was lifted
    CHECK(press.up(20, 20, kLater + 2s) == ui::Input(flow::Tap{Action::retry}));
    CHECK_FALSE(press.due());  // nothing is held here
    CHECK_FALSE(press.held(kLater + 1h));
}

namespace {

/// Touch by hold, at rest.
ui::Press holding() {
    auto here = scene();
    here.hold = true;
    ui::Press press;
    press.show(here);
    press.shown(kStart);
    return press;
}

}  // namespace

TEST_CASE("by hold an action happens once the finger has stayed, and once only") {
    auto press = holding();
    press.down(20, 20, kLater);
    CHECK(press.pressed() == "retry");
    CHECK(press.due() == kLater + ui::kHold);
    CHECK_FALSE(press.held(kLater + ui::kHold - 1ms));
    CHECK(press.held(kLater + ui::kHold) == ui::Input(flow::Tap{Action::retry}));
    CHECK(press.pressed().empty());
    CHECK_FALSE(press.due());
    CHECK_FALSE(press.held(kLater + 1h));
    CHECK_FALSE(press.up(20, 20, kLater + 800ms));

    press.down(15, 45, kLater + 2s);  // nobody looked in time: it was held all the same
    CHECK(press.up(15, 45, kLater + 2s + ui::kHold) == ui::Input(ui::PinKey{ui::PinKey::Kind::digit, 7}));
}

TEST_CASE("by hold a finger that brushes a node or slides off means nothing") {
    auto press = holding();
    press.down(20, 20, kLater);
    CHECK_FALSE(press.up(20, 20, kLater + ui::kHold - 1ms));
    CHECK_FALSE(press.held(kLater + 1h));

    press.down(20, 20, kLater + 2s);
    press.move(31, 20);  // still within the slop
    CHECK(press.pressed() == "retry");
    press.move(40, 20);
    CHECK(press.pressed().empty());
    press.move(20, 20);
    CHECK_FALSE(press.held(kLater + 1h));
    CHECK_FALSE(press.up(20, 20, kLater + 4s));

    press.down(20, 20, kLater + 6s);
    press.cancel();
    CHECK_FALSE(press.held(kLater + 1h));
    press.down(20, 20, kLater + 8s);
    auto next = scene("two");
    next.hold = true;
    press.show(next);  // the screen went away under the finger
    CHECK_FALSE(press.held(kLater + 1h));
}

TEST_CASE("by hold a finger that trembles off the glass goes on, and one that came back late begins anew") {
    auto press = holding();
    press.down(20, 20, kLater);
    CHECK_FALSE(press.up(20, 20, kLater + 200ms));
    press.down(20, 20, kLater + 230ms);
    CHECK(press.due() == kLater + ui::kHold);
    CHECK_FALSE(press.up(20, 20, kLater + 300ms));
    press.down(20, 20, kLater + 300ms + ui::kReleaseBounce);
    CHECK(press.due() == kLater + 300ms + ui::kReleaseBounce + ui::kHold);
    CHECK(press.held(kLater + 1s));
    CHECK_FALSE(press.up(20, 20, kLater + 1100ms));
    press.down(20, 20, kLater + 1110ms);  // lifting trembles, too: it is not held again at once
    CHECK_FALSE(press.held(kLater + 1600ms));
}

TEST_CASE("a text of a tree names what a node is and does") {
    CHECK(ui::to_text(scene()) ==
          "screen one ja\n"
          "sheet sheet\n"
          "button retry → retry \"もう|一度\"\n"
          "button next → next \"次へ\"\n"
          "key digit_7 → digit 7 \"7\"\n");
}

TEST_CASE("keys lead row by row, from left to right, and to the bars last") {
    ui::Scene scene{"one", "ja", {}};
    const auto add = [&](std::string id, ui::Rect rect, bool bar = false) {
        scene.nodes.push_back({.id = std::move(id),
                               .role = ui::Role::button,
                               .rect = rect,
                               .touch = flow::Tap{Action::next},
                               .bar = bar});
    };
    add("bar above", {60, 0, 20, 13}, true);
    add("right", {50, 22, 20, 16});
    add("left", {10, 20, 20, 40});
    add("under right", {50, 42, 20, 16});
    add("foot", {10, 70, 60, 16});
    add("bar below", {10, 90, 20, 13}, true);
    scene.nodes.push_back({.id = "words", .rect = {0, 15, 40, 5}, .text = "words"});
    std::string order;
    for (const auto* node : ui::focus_order(scene)) order += node->id + ", ";
    CHECK(order == "left, right, under right, foot, bar above, bar below, ");
    scene.nodes.clear();
    CHECK(ui::focus_order(scene).empty());
}

TEST_CASE("another page is another screen: what is left of a touch does not turn it, too") {
    ui::Press press;
    auto pages = scene();
    pages.pages = 3;
    pages.nodes.back().touch = ui::TurnPage{1};
    press.show(pages);
    press.shown(kStart);
    press.down(15, 45, kLater);
    CHECK(press.up(15, 45, kLater + 50ms) == ui::Input(ui::TurnPage{1}));
    pages.page = 1;
    pages.nodes.back().touch = ui::TurnPage{2};
    press.show(pages);
    press.shown(kLater + 100ms);
    press.down(15, 45, kLater + 250ms);
    CHECK(press.pressed().empty());
    press.down(15, 45, kLater + 500ms);
    CHECK(press.up(15, 45, kLater + 550ms) == ui::Input(ui::TurnPage{2}));
}

TEST_CASE("a touch beside all buttons is told by its place, where a scene asks for that") {
    auto here = scene();
    ui::Press press;
    const auto touched = [&](double x, double y, base::MonoTime at) {
        press.down(x, y, at);
        return press.up(x + 2, y, at + 50ms);
    };
    press.show(here);
    press.shown(kStart);
    CHECK_FALSE(touched(80, 80, kLater));
    here.spots = true;
    here.screen = "two";
    press.show(here);
    press.shown(kLater);
    CHECK_FALSE(touched(80, 80, kLater + 1ms));  // still meant for the screen before
    const auto later = kLater + ui::kDebounce;
    CHECK(touched(80, 70, later) == ui::Input{ui::SpotTouched{80, 70}});  // where it came down
    CHECK(touched(15, 15, later + 1s) == ui::Input{flow::Tap{Action::retry}});
    press.down(80, 80, later + 2s);
    press.cancel();
    CHECK_FALSE(press.up(80, 80, later + 2s));
}
