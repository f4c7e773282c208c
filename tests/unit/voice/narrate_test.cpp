// SPDX-License-Identifier: Apache-2.0
// What is said of a change, on scenes made here; that all of every screen can be heard holds
// tests/golden/voice_walk_test.
#include <catch2/catch.hpp>

#include "ui/voice/narrate.hpp"

using namespace uketsuke;
using namespace uketsuke::ui::voice;
using ui::Node;
using ui::Role;
using ui::Scene;

namespace {

const ui::Catalogue& words() { return ui::languages().words("en"); }

Node with_key(Role role, const std::string& id, const std::string& key) {
    return {.id = id, .role = role, .rect = {0, 0, 40, 15}, .key = key, .text = words().text(key)};
}
Node button(const std::string& id, const std::string& key, int item = 0) {
    auto node = with_key(Role::button, id, key);
    node.touch = flow::Tap{flow::Action::agree, item};
    return node;
}

Scene scene_with(std::vector<Node> nodes, const std::string& focus = {}) {
    Scene scene;
    scene.screen = "consent_items";
    scene.language = "en";
    scene.focus = focus;
    scene.nodes = std::move(nodes);
    for (std::size_t i = 0; i < scene.nodes.size(); ++i) scene.nodes[i].rect.y = 20.0 * static_cast<double>(i);
    return scene;
}

Scene typed(int count, int of, const std::string& row = "dots") {
    auto scene = scene_with({with_key(Role::heading, "title", "pin_entry.title"),
                             {.id = row, .role = Role::pin_dots, .text = "7391", .value = count, .total = of}});
    scene.screen = "number_b_entry";
    return scene;
}

std::vector<std::string> keys_of(const Utterance& utterance) {
    std::vector<std::string> keys;
    for (const auto& part : utterance.parts) keys.push_back(part.key);
    return keys;
}

using Keys = std::vector<std::string>;
const Narrator& narrator() {
    static const Narrator kNarrator(ui::languages());
    return kNarrator;
}

}  // namespace

TEST_CASE("a digit that comes or goes is told as one, and none by its name") {
    const auto told = [](int before, int now) { return keys_of(narrator().change(typed(before, 4), typed(now, 4))); };
    CHECK(told(0, 1) == Keys{"voice.digit_entered"});
    CHECK(told(3, 4) == Keys{"voice.digits_complete"});
    CHECK(told(4, 3) == Keys{"voice.digit_erased"});
    CHECK(told(1, 0) == Keys{"voice.digit_erased"});
    CHECK(told(3, 0) == Keys{"voice.digits_cleared"});
    CHECK(told(2, 2).empty());
    // Where one row is shown after the other, the next one begins empty.
    CHECK(keys_of(narrator().change(typed(5, 6, "dots_1"), typed(0, 4, "dots_2"))) == Keys{"voice.digit_entered"});
    for (const auto& utterance : {narrator().change(typed(3, 4), typed(4, 4)), narrator().everything(typed(4, 4)),
                                  narrator().where(typed(4, 4), {})})
        for (const auto& part : utterance.parts) CHECK(part.text.find("7391") == std::string::npos);
}

TEST_CASE("where another thing is asked under the same buttons, they are said again") {
    const auto asked = [](const std::string& about) {
        return scene_with({{.id = "point", .text = about}, button("yes", "subsidy.yes")}, "yes");
    };
    CHECK(keys_of(narrator().change(asked("one"), asked("two"))) == Keys{"", "subsidy.yes"});
    CHECK(narrator().change(asked("one"), asked("one")).parts.empty());
}

TEST_CASE("what is chosen says so: under the focus alone, by a touch elsewhere with its name") {
    const auto chosen = [](bool first, const std::string& focus) {
        auto nodes = std::vector{button("a", "consent.agree_none"), button("b", "consent.agree_all")};
        nodes[0].chosen = first;
        nodes[1].chosen = !first;
        return scene_with(std::move(nodes), focus);
    };
    CHECK(keys_of(narrator().change(chosen(false, "a"), chosen(true, "a"))) == Keys{"voice.chosen"});
    CHECK(keys_of(narrator().change(chosen(true, "a"), chosen(false, "a"))) ==
          Keys{"consent.agree_all", "voice.chosen", "voice.not_chosen"});
    // Who answers what is for the headphones; how the screen looks is not.
    CHECK(narrator().change(chosen(false, "a"), chosen(true, "a")).parts.back().hearing == Hearing::headphones);
    auto before = chosen(false, "a"), now = chosen(true, "a");
    before.front = now.front = "comfort";
    CHECK(narrator().change(before, now).parts.back().hearing == Hearing::anybody);
}

TEST_CASE("buttons with the same words are told apart by what stands before them") {
    const auto scene =
        scene_with({with_key(Role::item, "care", "item.care"), button("a_0", "consent.agree_all", 0),
                    with_key(Role::item, "surgery", "item.surgery"), button("a_1", "consent.agree_all", 1)},
                   "a_1");
    CHECK(keys_of(narrator().focus(scene)) == Keys{"item.surgery", "consent.agree_all", "voice.place"});
}

TEST_CASE("a button whose label is no words has words of its own, and one in another language speaks that") {
    auto letters = button("comfort", "common.back");
    letters.text = "Aa";
    letters.key.clear();
    letters.voice = "voice.comfort";
    CHECK(keys_of(narrator().focus(scene_with({letters}, "comfort"))) == Keys{"voice.comfort"});
    auto other = button("language", "common.back");
    other.text = "日本語";
    other.language = "ja";
    const auto said = narrator().focus(scene_with({other}, "language"));
    REQUIRE(said.parts.size() == 1);
    CHECK(said.parts[0].language == "ja");
}

TEST_CASE("what has no words for everybody is not told by its place either") {
    auto person = button("one", "common.back");
    person.key.clear();
    person.text = "Kikuchi";
    const auto scene = scene_with({person, button("two", "common.next")}, "one");
    CHECK(!narrator().is_focus_for_everybody(scene));
    for (const auto& part : narrator().focus(scene).parts) CHECK(part.hearing == Hearing::headphones);
    auto next = scene;
    next.focus = "two";
    CHECK(narrator().is_focus_for_everybody(next));
}

TEST_CASE("the seconds that are left are those at the time of the question") {
    auto scene = scene_with({{.id = "countdown", .role = Role::countdown, .total = 30}});
    const auto said = narrator().where(scene, std::chrono::milliseconds{12'400});
    REQUIRE(said.parts.size() == 1);
    CHECK(said.parts[0].text == "18 seconds left");
    CHECK(narrator().where(scene, std::chrono::minutes{2}).parts[0].text == "0 seconds left");
}

TEST_CASE("a sentence with a number is as public as without") {
    const auto said = narrator().sentence("level.loudness", "en", 6);
    CHECK(said.parts[0].text == "Loudness 6.");
    CHECK(said.parts[0].hearing == Hearing::anybody);
}
