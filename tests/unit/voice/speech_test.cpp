// SPDX-License-Identifier: Apache-2.0
// What is said when, on which output, and what cuts what; heard on a tape, in a time of its own.
#include "ui/voice/speech.hpp"

#include <catch2/catch.hpp>
#include <map>

#include "ui/locale/languages.hpp"
#include "ui/voice/mixer.hpp"
#include "ui/voice/pieces.hpp"
#include "ui/voice/plain.hpp"
#include "ui/voice/tape.hpp"

using namespace uketsuke;
using namespace uketsuke::ui;
using namespace uketsuke::ui::voice;
using namespace std::chrono_literals;

namespace {

/// Recordings of 100 ms each.
class SomeClips : public Clips {
public:
    explicit SomeClips(std::vector<std::string> texts) : texts_(std::move(texts)) {}
    [[nodiscard]] bool speaks(std::string_view language) const override { return language == "ja"; }
    [[nodiscard]] bool has(std::string_view language, std::string_view text) const override {
        return speaks(language) && std::count(texts_.begin(), texts_.end(), text) > 0;
    }
    [[nodiscard]] std::optional<Samples> clip(std::string_view language, std::string_view text) const override {
        if (!has(language, text)) return std::nullopt;
        return Samples{24000, std::vector<std::int16_t>(2400, 8192)};
    }

private:
    std::vector<std::string> texts_;
};

struct Played {
    base::MonoTime time{};
    SomeClips clips{needed("ja", languages().words("ja"))};
    Tape tape{[this] { return time; }};
    Speech speech{clips, tape, [this] { return time; }};
};

Spoken spoken(std::string text, Hearing hearing = Hearing::anybody) { return {"", std::move(text), "ja", hearing}; }
Utterance said(std::string text) { return {{spoken(std::move(text))}}; }
constexpr const char* kOnce = "もう一度";
constexpr const char* kBack = "戻る";

std::vector<std::string> texts(const std::vector<Piece>& pieces) {
    std::vector<std::string> all;
    for (const auto& piece : pieces) all.push_back(piece.unspoken ? "?" + piece.text : piece.text);
    return all;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("new words cut the old at once") {
    Played p;
    p.speech.say({{spoken(kOnce), spoken(kBack)}});
    CHECK(p.speech.over() == p.time + 500ms);  // two recordings and a pause
    p.time += 150ms;
    p.speech.say(said(kBack));
    REQUIRE(p.speech.transcript().size() == 2);
    CHECK(p.speech.transcript()[0].lasts == 150ms);
    CHECK(p.speech.transcript()[1].at == p.time);
    CHECK_FALSE(p.tape.played.back().play.after);
    CHECK(p.speech.over() == p.time + 100ms);
    p.time += 100ms;
    CHECK_FALSE(p.speech.speaking());
}

TEST_CASE(
    "what is to be heard to its end is followed by the last that was asked meanwhile, and the visit's end cuts it") {
    Played p;
    p.speech.say({{spoken(kOnce)}, true});
    p.time += 20ms;
    p.speech.say(said("次へ"));
    p.time += 20ms;
    p.speech.say(said(kBack));
    REQUIRE(p.speech.transcript().size() == 2);
    CHECK(p.speech.transcript()[0].lasts == 100ms);
    CHECK(p.speech.transcript()[1].words == kBack);
    CHECK(p.speech.transcript()[1].at == base::MonoTime{} + 100ms);
    CHECK(p.tape.played.back().play.after);
    const auto heard = mixed(p.tape, Output::loudspeaker, {});
    CHECK(std::count_if(heard.begin(), heard.end(), [](float value) { return value != 0; }) == 24000 / 10 * 2 * 2);
    p.speech.silence();
    CHECK_FALSE(p.speech.speaking());
    CHECK(p.speech.transcript().size() == 1);
    CHECK(p.speech.transcript()[0].lasts == 40ms);
    p.speech.say(said(kBack));
    CHECK(p.speech.transcript().back().at == p.time);
}

TEST_CASE("words begin when the earcon before them is over") {
    Played p;
    p.speech.earcon(Earcon::card_laid);
    p.speech.say(said(kBack));
    const auto& all = p.speech.transcript();
    REQUIRE(all.size() == 2);
    CHECK(all[1].at >= all[0].at + all[0].lasts);
    CHECK(all[1].at <= all[0].at + all[0].lasts + 100ms);
    const auto heard = mixed(p.tape, Output::loudspeaker, {});
    const auto first_word = static_cast<std::size_t>(all[1].at.time_since_epoch().count()) * 24 * 2;
    CHECK(heard.at(first_word - 2) == 0);
    CHECK(heard.at(first_word + 2) == Approx(0.25 * gain_of(70, 85)));
}

TEST_CASE("the loudspeaker leaves out what only headphones may say") {
    Played p;
    p.speech.say({{spoken(kOnce), spoken("やまだ", Hearing::headphones)}});
    CHECK(p.speech.transcript().back().words == kOnce);
    p.time += 1s;
    p.speech.say({{spoken("やまだ", Hearing::headphones)}});
    CHECK(p.speech.transcript().size() == 1);
    p.speech.output(Output::headphones);
    p.speech.say({{spoken("やまだ", Hearing::headphones)}});
    CHECK(p.speech.transcript().back().words == "やまだ");
    CHECK(p.tape.played.back().play.output == Output::headphones);
    for (const auto& played : p.tape.played)
        if (played.play.output == Output::loudspeaker && !played.play.samples.values.empty())
            CHECK(played.play.samples.values.size() == 2400);
}

TEST_CASE("loudness and speed count from the next words on and go back for the next person") {
    Played p;
    p.speech.output(Output::headphones);
    p.speech.say(said(kBack));
    CHECK(p.tape.played.back().play.volume == Approx(0.0316).margin(0.0001));  // −30 dB of 100 dB SPL
    p.speech.level(faster(faster(louder(p.speech.level()))));
    p.speech.say(said(kBack));
    CHECK(p.tape.played.back().play.volume == Approx(0.1));
    CHECK(p.tape.played.back().play.samples.values.size() == Approx(1600).margin(100));
    p.speech.next_person();
    CHECK(p.speech.level() == Level{});
    p.speech.output(Output::loudspeaker);
    p.speech.loudspeaker_share(0.5);
    p.speech.say(said(kBack));
    CHECK(p.tape.played.back().play.volume == Approx(gain_of(70, 85) / 2));
    p.speech.next_person();
    CHECK(p.speech.transcript().empty());
}

TEST_CASE("where there is no recording it is told so once, and it lasts as long as it would") {
    Played p;
    p.speech.say({{{"common.back", "Back", "en", Hearing::anybody}}});
    p.time += 1min;
    p.speech.say({{{"common.back", "Back", "en", Hearing::anybody}}});
    const auto& all = p.speech.transcript();
    REQUIRE(all.size() == 2);
    CHECK(all[0].words == "この言葉の音声はありません。 Back");
    CHECK(all[1].words == "Back");
    CHECK(all[1].lasts >= 200ms);
    CHECK(all[1].unspoken == Texts{"Back"});
}

TEST_CASE("a text is said from its own recording, else from those of its parts") {
    const Played p;
    const auto made_of = [&](const std::string& key, std::string text) {
        return texts(pieces_of({key, std::move(text), "ja"}, p.clips));
    };
    CHECK(made_of("common.back", "戻る") == Texts{"戻る"});
    CHECK(made_of("pin", "あと3回入力できます。") == Texts{"あと", "3回", "入力できます"});
    CHECK(made_of("card", "有効期限は令和9年（2027年）3月12日です。") ==
          Texts{"有効期限は", "令和9年", "", "2027年", "", "3月", "12日", "です"});
    CHECK(made_of("", "1234") == Texts{"1", "2", "3", "4"});
    CHECK(made_of("", "キャットー ンだ") == Texts{"きゃ", "", "と", "お", "", "ん", "だ"});
    CHECK(made_of("", "山田") == Texts{"?山田"});
    CHECK(made_of("common.reception_number", "受付番号 A-101") == Texts{"受付番号", "", "A", "1", "0", "1"});
    CHECK(made_of("", "b12") == Texts{"B", "1", "2"});
    CHECK(made_of("", "Anna") == Texts{"?Anna"});  // no letters of a name
    CHECK(made_of("a.new.text", "あたらしい") == Texts{"?あたらしい"});
}

TEST_CASE("every text of every language can be said from what its pack has to have") {
    for (const auto& row : languages().rows()) {
        const auto& words = languages().words(row.code);
        const auto parts = needed(row.code, words);
        CHECK(std::set<std::string>(parts.begin(), parts.end()).size() == parts.size());
        CHECK(parts.size() > words.all().size() / 2);
        for (const auto& part : parts) CHECK(part.find_first_of("{}|\n") == std::string::npos);
    }
}

TEST_CASE("loudness goes in steps of 10 dB from 20 to 100 dB SPL, speed from 75 to 200 per cent") {
    Level level{kSoftest, kSlowest};
    CHECK(softer(slower(level)) == level);
    for (int step = 1; step < kLoudnessSteps; ++step) {
        CHECK(step_of(level.loudness) == step);
        const auto next = louder(level);
        CHECK(20 * std::log10(gain_of(next.loudness, kLoudest) / gain_of(level.loudness, kLoudest)) == Approx(10));
        level = faster(next);
    }
    CHECK(level == Level{kLoudest, kFastest});
    CHECK(louder(faster(level)) == level);
    CHECK(gain_of(100, 85) == 1);
}

TEST_CASE("nothing is read from a disk where it is said: how long it lasts is known, and who plays it reads it") {
    struct OnDisk : SomeClips {
        using SomeClips::SomeClips;
        [[nodiscard]] std::optional<Unread> unread(std::string_view, std::string_view) const override {
            return Unread{700ms, [this]() -> std::optional<Samples> {
                              ++reads;
                              if (damaged) return std::nullopt;
                              return Samples{24000, std::vector<std::int16_t>(16800, 8192)};
                          }};
        }
        mutable int reads = 0;
        bool damaged = false;
    } clips({kOnce, kBack});
    struct Later : Speaker {
        base::Result<void> play(const Play& play) override { return played.push_back(play), base::Result<void>{}; }
        base::Result<void> tone(Output, const FaceTone*, double) override { return {}; }
        std::vector<Play> played;
    } speaker;
    base::MonoTime now{1s};
    Speech speech(clips, speaker, [&] { return now; });
    const auto saying = speech.say({{spoken(kOnce), spoken(kBack)}});
    CHECK(clips.reads == 0);
    CHECK(saying.until == now + 1700ms);  // two recordings and a pause
    REQUIRE(speaker.played.back().make);
    CHECK(made(speaker.played.back()).values.size() == 1700 * 24);
    CHECK(clips.reads == 2);
    clips.damaged = true;
    const auto silent = made(speaker.played.back());
    CHECK(silent.values == std::vector<std::int16_t>(1700 * 24));
}
