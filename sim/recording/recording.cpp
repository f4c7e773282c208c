// SPDX-License-Identifier: Apache-2.0
#include "recording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "drivers/sound/sound_file.hpp"
#include "firmware/base/file.hpp"
#include "ui/voice/mixer.hpp"

namespace uketsuke::sim {
namespace {

using ui::voice::Mixer;
using ui::voice::Said;

std::string at(base::Duration since) {
    const auto ms = since.count();
    return fmt::format("{:02}:{:02}.{:03}", ms / 60000, ms / 1000 % 60, ms % 1000);
}

std::string line_of(const Said& said, base::MonoTime from) {
    const auto begins = said.at - from;
    const auto words = said.earcon ? fmt::format("[{}]", ui::voice::name_of(*said.earcon)) : said.words;
    return fmt::format("[{} – {}] {:<11}  {}\n", at(begins), at(begins + said.lasts),
                       said.output == ui::Output::loudspeaker ? "loudspeaker" : "headphones", words);
}

void fill_scale(std::vector<float>& stereo) {
    constexpr float kLargest = 0.7F;
    float largest = 0;
    for (const float value : stereo) largest = std::max(largest, std::abs(value));
    if (largest == 0) return;
    for (float& value : stereo) value *= kLargest / largest;
}

}  // namespace

std::string transcript_text(std::span<const Said> said, base::MonoTime from) {
    std::string text;
    for (const auto& one : said) text += line_of(one, from);
    return text;
}

base::Result<RecordingFiles> keep_recording(const ui::voice::Tape& tape, std::span<const Said> said, ui::Output output,
                                            base::MonoTime from, const std::filesystem::path& folder) {
    RecordingFiles files{folder / "heard.wav", folder / "heard.txt", folder / "waveform.png",
                         folder / "spectrogram.png"};
    auto stereo = mixed(tape, output, from);
    fill_scale(stereo);
    auto done = drivers::sound::write_wav(files.sound, stereo, Mixer::kRate);
    if (done) done = base::replace_file(files.transcript, transcript_text(said, from));
    if (done) done = draw_waveform(stereo, Mixer::kRate, files.waveform);
    if (done) done = draw_spectrogram(stereo, Mixer::kRate, files.spectrogram);
    if (!done) return base::fail(done.error());
    return files;
}

}  // namespace uketsuke::sim
