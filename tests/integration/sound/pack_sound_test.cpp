// SPDX-License-Identifier: Apache-2.0
// How the packs of the build sound: loudness, peaks, lengths; and that what is said in a row stands in a row.
#include <ctime>
#include <numeric>

#include "heard.hpp"
#include "tools/voice/readings.hpp"
#include "ui/voice/pieces.hpp"
#include "ui/voice/tape.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using ui::Output;
using ui::voice::Earcon;
using ui::voice::Mixer;

namespace {

drivers::sound::Pack pack(const char* language) {
    auto read = drivers::sound::read_pack(std::filesystem::path(TEST_PACKS) / language);
    REQUIRE(read);
    return std::move(*read);
}

/// The processor's time of this thread: what else runs on the machine does not count.
double cpu_seconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

struct Heard {
    base::MonoTime time{};
    ui::voice::Tape tape{[this] { return time; }};
    ui::voice::Speech speech{test::packs(), tape, [this] { return time; }, {.headphones = 70}};
    Heard() { speech.output(Output::headphones); }
};

}  // namespace

TEST_CASE("all recordings are as loud as the rest, none is clipped, and no text lacks one") {
    for (const auto* language : {"ja", "en"}) {
        const auto all = pack(language);
        CHECK(all.source == drivers::sound::Source::placeholder);
        std::set<std::string> texts;
        int softer = 0;
        for (const auto& one : all.recordings) {
            INFO(one.text);
            texts.insert(one.text);
            const auto samples = drivers::sound::read_recording(std::filesystem::path(TEST_PACKS) / language, one);
            REQUIRE(samples);
            const double lufs = tools::voice::lufs_of(*samples), peak = tools::voice::peak_of(*samples);
            CHECK(peak <= ui::voice::kWordsPeak + 0.001);
            CHECK(lufs <= -19.5);
            CHECK((lufs >= -20.5 || peak >= ui::voice::kWordsPeak - 0.01));
            softer += lufs < -23 ? 1 : 0;
        }
        CHECK(softer * 20 < static_cast<int>(all.recordings.size()));
        for (const auto& text : tools::voice::texts_for(language)) {
            INFO(text);
            CHECK(texts.count(text) == 1);
        }
    }
}

TEST_CASE("a recording lasts about as long as its reading asks for") {
    for (const auto& one : pack("ja").recordings) {
        const auto sounds = test::sounds_in(one.said);
        if (sounds < 4) continue;  // the pause at an end weighs as much as the word
        INFO(one.text << ": " << one.said << ", " << one.milliseconds << " ms");
        CHECK(one.milliseconds >= static_cast<int>(sounds) * 60);
        CHECK(one.milliseconds <= static_cast<int>(sounds) * 260 + 500);
    }
}

TEST_CASE("an earcon, two sentences and a third are heard in this order, each after the other") {
    Heard heard;
    heard.speech.earcon(Earcon::card_laid);
    heard.speech.say({{test::spoken("reading_card.title", "ja"), test::spoken("pin_entry.title", "ja")}});
    heard.time = heard.speech.over() + 700ms;
    heard.speech.say({{test::spoken("thanks.title", "ja")}});
    const auto& said = heard.speech.transcript();
    REQUIRE(said.size() == 3);
    for (std::size_t i = 1; i < said.size(); ++i) CHECK(said[i].at >= said[i - 1].at + said[i - 1].lasts);
    for (const auto& one : said) CHECK(one.unspoken.empty());

    const auto mixed = test::side_of(ui::voice::mixed(heard.tape, Output::headphones, {}));
    const auto loudest = [&](base::MonoTime from, base::Duration lasts) {
        const auto at = mixed.values.begin() + from.time_since_epoch().count() * Mixer::kRate / 1000;
        return *std::max_element(at, at + lasts.count() * Mixer::kRate / 1000);
    };
    CHECK(loudest(base::MonoTime{}, 100ms) > 3000);
    CHECK(loudest(said[1].at - 40ms, 40ms) == 0);
    CHECK(loudest(said[1].at, 300ms) > 3000);
    CHECK(loudest(said[2].at - 650ms, 650ms) == 0);
    CHECK(loudest(said[2].at, 300ms) > 3000);
    CHECK(tools::voice::lufs_of(mixed) == Approx(-20).margin(1.5));
}

TEST_CASE("words, an earcon and the tone on top of each other do not clip at the loudest") {
    Heard heard;
    heard.speech.level({100, 100});
    heard.speech.tone(ui::voice::FaceTone{.place = -1, .hertz = 700, .beats = 2});
    for (int i = 0; i < 8; ++i) {
        heard.speech.say({{test::spoken("pin_locked.face", "ja")}});
        heard.time += 300ms;
        heard.speech.earcon(Earcon::digit);
        heard.time += 2s;
    }
    heard.speech.silence();
    const auto mixed = ui::voice::mixed(heard.tape, Output::headphones, {});
    const auto [least, largest] = std::minmax_element(mixed.begin(), mixed.end());
    CHECK(*largest < 1);
    CHECK(*least > -1);
    CHECK(*largest > 0.3);
}

TEST_CASE("numbers, dates and names come from recorded parts; nothing of a template is left unspoken") {
    const auto unspoken = [](const std::string& key, std::string text, const std::string& language) {
        for (const auto& piece : ui::voice::pieces_of({key, std::move(text), language}, test::packs()))
            if (piece.unspoken) return piece.text;
        return std::string();
    };
    for (const auto* language : {"ja", "ja-x-easy", "en"}) {
        const auto& words = ui::languages().words(language);
        for (const auto& [key, text] : words.all()) {
            if (text.find('{') == std::string::npos || key.empty()) continue;
            INFO(language << " " << key);
            auto filled = text;
            while (filled.find('{') != std::string::npos) {
                const auto open = filled.find('{');
                const auto hole = filled.substr(open, filled.find('}') - open + 1);
                const bool outside = hole == "{issuer}" || hole == "{name}";
                filled.replace(open, hole.size(), outside ? "" : hole == "{date}" ? "12" : "7");
            }
            CHECK(unspoken(key, filled, language) == "");
        }
    }
    CHECK(unspoken("x", "令和9年（2027年）|3月12日", "ja") == "");
    CHECK(unspoken("x", "12 March 2027", "en") == "");
    CHECK(unspoken("", "やまだ ハナコ", "ja") == "");
    CHECK(unspoken("", "山田", "ja") == "山田");
}

TEST_CASE("a screen with twelve sentences is put together in less than 100 ms of the processor") {
    Heard heard;
    ui::voice::Utterance screen;
    for (int i = 0; i < 12; ++i) screen.parts.push_back(test::spoken("pin_locked.face", "ja"));
    const double before = cpu_seconds();
    heard.speech.say(screen);
    const double took = cpu_seconds() - before;
    CHECK(heard.speech.over() > heard.time + 60s);
    INFO(took * 1000 << " ms");
    CHECK(took < 0.1);
}
