// SPDX-License-Identifier: Apache-2.0
#include "ui/voice/face_guide.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "ui/locale/languages.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using domain::FaceAdvice;
using domain::FacePlace;
using ui::voice::Earcon;
using ui::voice::FaceGuide;

namespace {

/// What is said, from a camera of ten frames a second.
struct Heard {
    FaceGuide guide;
    base::MonoTime now{10s};
    std::vector<std::string> words;
    std::vector<Earcon> earcons;
    FaceGuide::Told last;

    void see(std::optional<FaceAdvice> advice, std::optional<FacePlace> place, base::Duration length,
             bool speaking = false) {
        for (const auto end = now + length; now < end; now += 100ms) {
            if (place) place->taken = now;
            last = guide.hear(advice, place, speaking, now);
            if (!last.words.empty()) words.push_back(last.words);
            if (last.earcon) earcons.push_back(*last.earcon);
        }
    }
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("words lead the face to its place, and then to keep still") {
    Heard heard;
    heard.see(FaceAdvice::move_to_middle, FacePlace{.x = 1.5}, 3s);
    heard.see(FaceAdvice::move_to_middle, FacePlace{.y = 1.5}, 3s);
    heard.see(FaceAdvice::come_closer, FacePlace{.depth = 1}, 3s);
    heard.see(FaceAdvice::turn_to_camera, FacePlace{.turn = -2}, 3s);
    heard.see(FaceAdvice::good, FacePlace{}, 3s);
    CHECK(heard.words == Words{"hear.right", "hear.up", "advice.come_closer", "hear.turn_left", "advice.good"});
    CHECK(heard.earcons == std::vector{Earcon::face_in_place});
    REQUIRE(heard.last.tone);
    CHECK(heard.last.tone->beats == 0);
}

TEST_CASE("words come at most every few seconds, the same ones seldom, and never into others") {
    Heard heard;
    heard.see(FaceAdvice::come_closer, FacePlace{.depth = 1}, 20s);
    CHECK(heard.words.size() == 4);
    Heard flickering;
    for (int i = 0; i < 20; ++i) flickering.see(FaceAdvice::good, FacePlace{.x = i % 2 == 0 ? 2.0 : -2.0}, 300ms);
    CHECK(flickering.words.empty());
    Heard spoken_to;
    spoken_to.see(FaceAdvice::come_closer, FacePlace{.depth = 1}, 5s, true);
    CHECK(spoken_to.words.empty());
    CHECK(spoken_to.last.tone);
    spoken_to.see(FaceAdvice::come_closer, FacePlace{.depth = 1}, 100ms);
    CHECK(spoken_to.words == Words{"advice.come_closer"});
}

TEST_CASE("a movement is asked for at once, without a tone, and is heard to be seen") {
    Heard heard;
    heard.see(FaceAdvice::good, FacePlace{}, 1s);
    heard.words.clear(), heard.earcons.clear();
    heard.see(FaceAdvice::prompt_turn_left, FacePlace{.turn = 0.5}, 100ms, true);
    CHECK(heard.words == Words{"hear.prompt_turn_left"});
    CHECK(heard.last.at_once);
    CHECK_FALSE(heard.last.tone);
    heard.see(FaceAdvice::prompt_turn_left, FacePlace{.turn = 1.5}, 2s);
    heard.see(FaceAdvice::turn_to_camera, FacePlace{.turn = 1.5}, 100ms, true);
    CHECK(heard.words == Words{"hear.prompt_turn_left", "hear.seen"});
    CHECK(heard.earcons == std::vector{Earcon::movement_seen});
    REQUIRE(heard.last.tone);
    CHECK(heard.last.tone->place > 0);  // back to the right
}

TEST_CASE("a face that leaves the picture is led back from where it left, for a while") {
    Heard heard;
    heard.see(FaceAdvice::move_to_middle, FacePlace{.x = 2.2}, 1s);
    heard.see(FaceAdvice::no_face, {}, 4s);
    REQUIRE(heard.last.tone);
    CHECK(heard.last.tone->place > 0.5);
    heard.see(FaceAdvice::no_face, {}, 3s);
    CHECK(heard.last.tone == ui::voice::kNotSeen);
    CHECK(heard.words.back() == "hear.no_face");
    Heard middle;
    middle.see(FaceAdvice::good, FacePlace{}, 1s);
    middle.see(FaceAdvice::no_face, {}, 200ms);
    CHECK(middle.last.tone == ui::voice::kNotSeen);
}

TEST_CASE("who cannot open the eyes, or keeps dark glasses on, hears of the other way, without blame") {
    const auto advice = GENERATE(FaceAdvice::open_eyes, FaceAdvice::uncover_face);
    Heard heard;
    heard.see(advice, FacePlace{}, 12s);
    REQUIRE(heard.words.size() >= 2);
    CHECK(heard.words[0] == "advice." + std::string(domain::name_of(advice)));
    CHECK(heard.words[1] == "hear.other_way");
}

TEST_CASE("two faces are told so, and no tone leads one of them") {
    Heard heard;
    heard.see(FaceAdvice::several_faces, {}, 1s);
    CHECK(heard.words == Words{"advice.several_faces"});
    CHECK_FALSE(heard.last.tone);
}

TEST_CASE("all that is said before the camera is in every catalogue, and no arrow is spoken") {
    for (int i = 0; i < domain::kFaceAdviceCount; ++i) {
        const auto advice = static_cast<FaceAdvice>(i);
        const auto place = advice == FaceAdvice::no_face ? std::nullopt : std::optional(FacePlace{});
        Heard heard;
        heard.see(advice, place, 7s);
        REQUIRE_FALSE(heard.words.empty());
        for (const auto& row : ui::kLanguages)
            for (const auto& key : heard.words) {
                INFO(row.code << " " << key);
                const auto& text = ui::languages().words(row.code).text(key);
                CHECK(text.find("←") == std::string::npos);
                CHECK(text.find("→") == std::string::npos);
            }
    }
    for (const auto& place :
         {FacePlace{.x = 2}, FacePlace{.x = -2}, FacePlace{.y = 2}, FacePlace{.y = -2}, FacePlace{.depth = 1},
          FacePlace{.depth = -1}, FacePlace{.turn = 2}, FacePlace{.turn = -2}})
        CHECK(ui::languages().words("ja").has(ui::voice::way_words(place)));
}
