// SPDX-License-Identifier: Apache-2.0
// The files that a demo leaves: what is in them is what was said, at its times.
#include "sim/recording/recording.hpp"

#include "drivers/sound/sound_file.hpp"
#include "firmware/base/file.hpp"
#include "heard.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using ui::Output;
using ui::voice::Earcon;

TEST_CASE("a recording has the words with their times, one mix, and two pictures") {
    const test::Scratch scratch;
    base::MonoTime time{1h};
    ui::voice::Tape tape([&] { return time; });
    ui::voice::Speech speech(test::packs(), tape, [&] { return time; });  // 30 dB below full scale
    speech.output(Output::headphones);
    const auto from = time;
    speech.earcon(Earcon::card_read);
    speech.say({{test::spoken("pin_entry.title", "ja")}});
    const auto first = speech.over();
    time = first + 500ms;
    speech.say({{test::spoken("pin_entry.title", "en")}});
    const auto files = sim::keep_recording(tape, speech.transcript(), Output::headphones, from, scratch.path);
    REQUIRE(files);

    const auto text = base::read_file(files->transcript);
    REQUIRE(text);
    CHECK(text->starts_with("[00:00.000 – 00:00.3"));
    CHECK(text->find("headphones   [card_read]\n") != std::string::npos);
    CHECK(text->find("headphones   4桁の暗証番号を入力してください\n") != std::string::npos);

    const auto sound = drivers::sound::decoded(base::read_file(files->sound).value(), "heard.wav");
    REQUIRE(sound);
    CHECK(tools::voice::peak_of(*sound) == Approx(0.7).margin(0.01));
    const auto length = base::Duration(static_cast<long>(sound->values.size()) * 1000 / sound->rate);
    CHECK(length >= speech.over() - from);
    CHECK(length <= speech.over() - from + 150ms);
    const auto at = [&](base::MonoTime moment) { return (moment - from).count() * sound->rate / 1000; };
    const auto loud = [&](base::MonoTime begins, base::MonoTime ends) {
        return std::any_of(sound->values.begin() + at(begins), sound->values.begin() + at(ends),
                           [](int value) { return std::abs(value) > 1000; });
    };
    CHECK(loud(from, from + 100ms));
    CHECK(loud(first - 500ms, first));
    CHECK_FALSE(loud(first + 10ms, time));
    CHECK(loud(time, time + 200ms));
    for (const auto& picture : {files->waveform, files->spectrogram}) CHECK(std::filesystem::file_size(picture) > 5000);
}
