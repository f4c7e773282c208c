// SPDX-License-Identifier: Apache-2.0
// Voice packs and how recordings get into them.
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "drivers/sound/pack_folder.hpp"
#include "drivers/sound/sound_file.hpp"
#include "firmware/base/file.hpp"
#include "tests/support/scratch.hpp"
#include "tests/support/shell.hpp"
#include "tools/voice/commands.hpp"
#include "tools/voice/loudness.hpp"
#include "tools/voice/readings.hpp"
#include "tools/voice/resample.hpp"
#include "ui/voice/mixer.hpp"
#include "ui/voice/tempo.hpp"

using namespace uketsuke;
using namespace uketsuke::drivers::sound;
using ui::Samples;

namespace {

Samples tone(int rate, double seconds, double hertz, double peak) {
    Samples samples{rate, {}};
    for (int i = 0; i < static_cast<int>(seconds * rate); ++i)
        samples.values.push_back(
            static_cast<std::int16_t>(std::lround(32767 * peak * std::sin(2 * std::numbers::pi * hertz * i / rate))));
    return samples;
}

Samples joined(std::initializer_list<Samples> parts) {
    Samples all{parts.begin()->rate, {}};
    for (const auto& part : parts) all.values.insert(all.values.end(), part.values.begin(), part.values.end());
    return all;
}

Samples silence(int rate, double seconds) { return tone(rate, seconds, 0, 0); }

/// By its crossings of zero.
double hertz_of(const Samples& samples) {
    int crossings = 0;
    for (std::size_t i = 1; i < samples.values.size(); ++i)
        crossings += (samples.values[i - 1] < 0) != (samples.values[i] < 0) ? 1 : 0;
    return crossings / 2.0 / (static_cast<double>(samples.values.size()) / samples.rate);
}

void write_wav_of(const std::filesystem::path& file, const Samples& samples) {
    std::vector<float> stereo;
    for (const auto value : samples.values) stereo.insert(stereo.end(), 2, static_cast<float>(value) / 32768);
    REQUIRE(write_wav(file, stereo, samples.rate));
}

struct SomePack {
    test::Scratch scratch;
    std::filesystem::path folder = scratch.path / "ja";
    Pack pack{"ja", Source::human, "CC-BY-4.0", "signed 2026-11-30", {}};

    SomePack() {
        std::filesystem::create_directories(folder);
        add("戻る");
        add("「次へ」\\");
        REQUIRE(write_manifest(folder, pack));
    }
    void add(const std::string& text) {
        auto one = write_recording(folder, text, "", tone(24000, 0.5, 440, 0.3));
        REQUIRE(one);
        pack.recordings.push_back(*one);
    }
};

}  // namespace

TEST_CASE("a pack is read as it was written, and a recording is found by the text that it is of") {
    const SomePack some;
    const auto read = read_pack(some.folder);
    REQUIRE(read);
    CHECK(*read == some.pack);
    const PackFolder packs(some.scratch.path);
    CHECK(packs.summary() == "voice: ja human 2");
    CHECK(packs.speaks("ja-x-easy"));
    CHECK_FALSE(packs.speaks("en"));
    CHECK_FALSE(packs.has("ja", "戻ります"));
    const auto clip = packs.clip("ja-x-easy", "戻る");
    REQUIRE(clip);
    CHECK(*clip == tone(24000, 0.5, 440, 0.3));
    const auto unread = packs.unread("ja", "戻る");
    REQUIRE(unread);
    CHECK(unread->length == base::Duration{500});
    CHECK(unread->read() == clip);
    CHECK_FALSE(packs.unread("ja", "戻ります"));
    CHECK(PackFolder(some.scratch.path / "nowhere").summary() == "voice: none");
}

TEST_CASE("a recording that is not what the manifest says is not said") {
    const SomePack some;
    REQUIRE(base::replace_file(file_of(some.folder, "戻る"), as_flac(tone(24000, 0.5, 450, 0.3)).value()));
    const PackFolder packs(some.scratch.path);
    CHECK_FALSE(packs.clip("ja", "戻る"));
    CHECK(packs.clip("ja", "「次へ」\\"));
    CHECK(tools::voice::verify({.language = "ja", .packs = some.scratch.path}) == 1);
}

TEST_CASE("a manifest that is wrong is told with its line, and the kiosk goes on without that voice") {
    SomePack some;
    const auto wrong = [&](const std::string& from, const std::string& to) {
        REQUIRE(write_manifest(some.folder, some.pack));
        auto text = base::read_file(some.folder / "manifest.toml").value();
        text.replace(text.find(from), from.size(), to);
        REQUIRE(base::replace_file(some.folder / "manifest.toml", text));
        const auto read = read_pack(some.folder);
        REQUIRE_FALSE(read);
        CHECK_FALSE(PackFolder(some.scratch.path).speaks("ja"));
        return read.error().detail;
    };
    CHECK(wrong("戻る", "もどる").find("hash") != std::string::npos);
    CHECK(wrong("24000", "22050").find("rate") != std::string::npos);
    CHECK(wrong("signed 2026-11-30", "").find("consent") != std::string::npos);
    CHECK(wrong("human", "robot").find("source") != std::string::npos);
    some.pack.recordings.push_back(some.pack.recordings.front());
    CHECK(wrong("CC-BY-4.0", "CC0").find("twice") != std::string::npos);
}

TEST_CASE("whatever was recorded comes into a pack at one rate and one loudness, without silence at its ends") {
    for (const int rate : {22050, 24000, 44100, 48000}) {
        for (const double peak : {0.02, 0.2, 0.9}) {
            const auto raw = joined({silence(rate, 0.7), tone(rate, 1, 500, peak), silence(rate, 1)});
            const auto made = tools::voice::finished(raw);
            CHECK(made.rate == ui::voice::Mixer::kRate);
            CHECK(made.values.size() == Approx(24000).margin(24000 / 40));
            CHECK(tools::voice::lufs_of(made) == Approx(-20).margin(0.2));
            CHECK(tools::voice::peak_of(made) <= ui::voice::kWordsPeak + 0.001);
            CHECK(hertz_of(made) == Approx(500).margin(10));
        }
    }
    // A click with next to nothing behind it is as loud as its peak allows, not as its loudness asks; a few peaks are
    // bent.
    auto click = tone(24000, 1, 500, 0.001);
    click.values[12000] = 30000;
    CHECK(tools::voice::peak_of(tools::voice::finished(click)) == Approx(ui::voice::kWordsPeak).margin(0.001));
    CHECK(tools::voice::lufs_of(tools::voice::finished(click)) < -25);
    auto peaks = tone(24000, 1, 500, 0.1);
    for (std::size_t i = 0; i < peaks.values.size(); i += 2400) peaks.values[i] = 20000;
    const auto bent = tools::voice::finished(peaks);
    CHECK(tools::voice::peak_of(bent) <= ui::voice::kWordsPeak + 0.001);
    CHECK(tools::voice::lufs_of(bent) == Approx(-20).margin(1));
}

TEST_CASE("what a lower rate cannot carry is filtered out, not folded down") {
    auto made = tools::voice::resampled(tone(48000, 1, 15000, 0.5), 24000);
    made.values = {made.values.begin() + 1000, made.values.end() - 1000};  // where it begins and ends it clicks
    CHECK(tools::voice::peak_of(made) < 0.02);
    CHECK(tools::voice::peak_of(tools::voice::resampled(tone(48000, 1, 9000, 0.5), 24000)) == Approx(0.5).margin(0.02));
}

TEST_CASE("a recording that is clipped, silent or too soft is told so") {
    const auto fault = [](double peak) { return tools::voice::fault_of(tone(24000, 1, 300, peak)); };
    CHECK(fault(0.3).empty());
    CHECK(fault(0.0).starts_with("silent"));
    CHECK(fault(0.008).starts_with("too soft"));
    auto clipped = tone(24000, 1, 300, 0.9);
    for (auto& value : clipped.values) value = static_cast<std::int16_t>(std::clamp(value * 2, -32768, 32767));
    CHECK(tools::voice::fault_of(clipped).starts_with("clipped"));
}

TEST_CASE("speech is faster or slower at the same pitch") {
    const auto at_speed = tone(24000, 2, 300, 0.3);
    CHECK(ui::voice::at_tempo(at_speed, 100) == at_speed);
    for (const int percent : {75, 125, 150, 175, 200}) {
        const auto made = ui::voice::at_tempo(at_speed, percent);
        CHECK(made.values.size() == Approx(48000 * 100.0 / percent).margin(1200));
        CHECK(hertz_of(made) == Approx(300).margin(6));
    }
}

TEST_CASE("recordings are taken from files, checked, packed and verified; what is missing is told") {
    const test::Scratch scratch;
    using tools::voice::Words;
    const Words words{.language = "en", .packs = scratch.path / "packs", .raw = scratch.path / "raw", .licence = "CC0"};
    const auto good = scratch.path / "good.wav", clipped = scratch.path / "clipped.wav";
    write_wav_of(good, tone(48000, 1, 300, 0.3));
    auto loud = tone(48000, 1, 300, 0.9);
    for (auto& value : loud.values) value = static_cast<std::int16_t>(std::clamp(value * 2, -32768, 32767));
    write_wav_of(clipped, loud);

    auto record = words;
    record.text = "Back";
    record.from = clipped;
    CHECK(tools::voice::record(record) == 1);
    record.from = good;
    CHECK(tools::voice::record(record) == 0);
    record.text = "";
    CHECK(tools::voice::record(record) == 2);

    CHECK(tools::voice::pack(words) == 2);  // whose voice is it?
    auto pack = words;
    pack.consent = "signed 2026-11-30, kept by the clinic";
    CHECK(tools::voice::pack(pack) == 1);  // one text of many
    const auto made = read_pack(scratch.path / "packs/en");
    REQUIRE(made);
    CHECK(made->source == Source::human);
    CHECK(made->recordings.size() == 1);
    CHECK(tools::voice::missing(words) == 1);
    CHECK(tools::voice::missing({.language = "tlh"}) == 2);
    CHECK(tools::voice::render_pack(words) == 1);  // a pack of people is left alone
    CHECK(read_pack(scratch.path / "packs/en") == made);

    for (const auto& text : tools::voice::texts_for("en"))
        std::filesystem::copy_file(good, scratch.path / "raw" / (hash_of(text) + ".wav"),
                                   std::filesystem::copy_options::overwrite_existing);
    CHECK(tools::voice::pack(pack) == 0);
    auto release = words;
    release.release = true;
    CHECK(tools::voice::verify(release) == 0);
}

TEST_CASE("the program tells its commands, and words that it does not know are wrong") {
    const std::string program = TEST_VOICE;
    const auto help = test::run(program + " --help");
    CHECK(help.status == 0);
    for (const auto* command : {"missing", "render", "record", "pack", "verify", "reference"}) {
        CHECK(help.says(command));
        CHECK(test::run(program + " " + command + " --help").status == 0);
    }
    CHECK(test::run(program).status == 2);
    CHECK(test::run(program + " shout ja").status == 2);
    CHECK(test::run(program + " verify ja --packs /nowhere").status == 1);
}

TEST_CASE("a tone as loud as the voice is there to measure with") {
    const test::Scratch scratch;
    const auto file = scratch.path / "tone.wav";
    REQUIRE(tools::voice::reference({.file = file}) == 0);
    const auto tone = decoded(base::read_file(file).value(), "tone");
    REQUIRE(tone);
    CHECK(tone->values.size() == Approx(30 * 24000).margin(300));
    CHECK(tools::voice::lufs_of(*tone) == Approx(-20).margin(0.2));
    CHECK(hertz_of(*tone) == Approx(1000).margin(2));
}
