// SPDX-License-Identifier: Apache-2.0
#include "ui/voice/heard_beside.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "firmware/domain/reader_shape.hpp"
#include "firmware/flow/state_table.hpp"
#include "ui/locale/languages.hpp"

using namespace uketsuke;
using flow::State;
using ui::Scene;
using ui::voice::card_words;
using ui::voice::Earcon;
using ui::voice::sound_of;

namespace {

Scene scene_of(State state) {
    Scene scene;
    scene.screen = flow::name_of(state);
    scene.earcon = flow::row_of(state).earcon;
    return scene;
}

std::optional<Earcon> after(State before, State now) { return sound_of(flow::name_of(before), scene_of(now)); }

}  // namespace

TEST_CASE("a card is heard to be laid, to be read or not, and to be taken") {
    CHECK(after(State::idle, State::reading_card) == Earcon::card_laid);
    CHECK(after(State::reading_card, State::choose_identity) == Earcon::card_read);
    CHECK(after(State::reading_card, State::card_problem) == Earcon::card_near);
    CHECK_FALSE(after(State::reading_card, State::idle));
    CHECK(after(State::result_valid, State::take_card) == Earcon::take_card);
    CHECK(after(State::take_card_reminder, State::take_card_urgent) == Earcon::take_card);
    CHECK(after(State::delivering, State::result_valid) == Earcon::accepted);
    CHECK(after(State::pin_verifying, State::pin_wrong) == Earcon::rejected);
    CHECK(after(State::consent, State::idle_warning) == Earcon::running_out);
    CHECK_FALSE(after(State::pin_wrong, State::pin_wrong));
}

TEST_CASE("each sound of the state table is one that can be heard") {
    int sounds = 0;
    for (int i = 0; i < flow::kStateCount; ++i) {
        const auto state = static_cast<State>(i);
        if (flow::row_of(state).earcon.empty()) continue;
        INFO(flow::name_of(state));
        CHECK(sound_of("another", scene_of(state)));
        ++sounds;
    }
    CHECK(sounds > 10);
}

TEST_CASE("where a card goes in its place is told by the reader's shape, in every language, and nowhere else") {
    CHECK(card_words(scene_of(State::consent)).empty());
    std::set<std::string> told;
    for (const auto shape : {domain::ReaderShape::flat, domain::ReaderShape::flat_face_down,
                             domain::ReaderShape::upright, domain::ReaderShape::front_slot}) {
        auto scene = scene_of(State::idle);
        ui::Node picture;
        picture.icon = ui::Icon::card_in;
        picture.value = static_cast<int>(shape);
        scene.nodes.push_back(picture);
        const auto words = card_words(scene);
        REQUIRE(words.size() == 2);
        told.insert(words[0]);
        for (const auto& row : ui::kLanguages)
            for (const auto& key : words) CHECK(ui::languages().words(row.code).has(key));
    }
    CHECK(told.size() == 4);
}

TEST_CASE("by feel nothing is told of a card but what a public source says of each") {
    const auto& words = ui::languages().words("en");
    for (const auto& [key, text] : words.all())
        for (const auto* unconfirmed : {"Braille", "notch", "emboss"}) {
            INFO(key);
            CHECK(text.find(unconfirmed) == std::string::npos);
        }
    for (const auto* shape : {"flat", "flat_face_down", "upright", "front_slot"})
        CHECK(words.text("hear.card." + std::string(shape)).find("contacts of the chip") != std::string::npos);
}
