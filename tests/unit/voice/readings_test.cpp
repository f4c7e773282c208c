// SPDX-License-Identifier: Apache-2.0
// Each Japanese text of the screens, and each part of one, has a reading in kana; a changed text has none any more.
// To write one: ui/locale/readings/ja.po.
#include "tools/voice/readings.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tools/voice/espeak.hpp"
#include "ui/locale/languages.hpp"
#include "ui/voice/plain.hpp"

using namespace uketsuke;
using namespace uketsuke::tools::voice;

TEST_CASE("every text in Japanese has a reading, in kana alone") {
    for (const auto& text : texts_for("ja")) {
        INFO(text);
        const auto reading = reading_of("ja", text);
        REQUIRE(reading);
        CHECK_FALSE(reading->empty());
        for (const auto letter : ui::voice::letters_of(*reading)) {
            INFO(letter);
            CHECK((ui::voice::is_kana(letter) || ui::voice::is_mark(letter)));
        }
    }
}

TEST_CASE("no reading is left of a text that is gone") {
    for (const auto* pack : {"ja", "en"}) {
        const auto unused = unused_readings(pack);
        CHECK(unused == std::vector<std::string>{});
    }
}

TEST_CASE("a text that was changed has no reading, and one in kana needs none") {
    CHECK_FALSE(reading_of("ja", "新しい文です。"));
    CHECK(reading_of("ja", "あたらしい ぶんです。") == "あたらしい ぶんです。");
    CHECK(reading_of("en", "A new text.") == "A new text.");
    CHECK(reading_of("ja", "8回") == "はっかい");
    CHECK(reading_of("ja", "20日") == "はつか");
}

TEST_CASE("easy Japanese is read by the pack of Japanese; which languages espeak-ng cannot read is known") {
    const auto texts = texts_for("ja");
    CHECK(std::ranges::count(texts, "スマホを読んでいます") == 1);
    CHECK(std::ranges::count(texts, "スマートフォンを読み取っています") == 1);
    CHECK(texts_for("ja-x-easy").empty());
    std::vector<std::string> without;
    for (const auto& row : ui::languages().rows())
        if (!texts_for(row.code).empty() && espeak_voice(row.code).empty()) without.emplace_back(row.code);
    CHECK(without == std::vector<std::string>{"fil"});
}
