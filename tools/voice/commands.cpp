// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "drivers/sound/sound_file.hpp"
#include "loudness.hpp"
#include "render.hpp"
#include "shared.hpp"
#include "ui/voice/mixer.hpp"

namespace uketsuke::tools::voice {
namespace {

using drivers::sound::Recording;
using drivers::sound::Source;

/// Sentences on what is wrong with a recording of a pack.
std::string fault_in(const std::filesystem::path& folder, const Recording& one) {
    const auto samples = drivers::sound::read_recording(folder, one);
    if (!samples) return samples.error().detail;
    const auto length = static_cast<int>(samples->values.size() * 1000 / static_cast<std::size_t>(samples->rate));
    if (length != one.milliseconds) return one.text + ": another length than the manifest's";
    if (peak_of(*samples) > ui::voice::kWordsPeak + 0.01) return one.text + ": louder than a pack may be";
    if (const double lufs = lufs_of(*samples); lufs > kLoudness + 1)
        return fmt::format("{}: {:.1f} LUFS", one.text, lufs);
    return fault_of(*samples);
}

}  // namespace

int missing(const Words& words) {
    if (const int wrong = check_language(words.language); wrong != kDone) return wrong;
    const auto pack = drivers::sound::read_pack(folder_of(words));
    if (!pack) fmt::print("no pack yet: {}\n", pack.error().detail);
    return print(compared(words.language, pack ? pack->recordings : std::vector<Recording>{}));
}

int render_pack(const Words& words) {
    if (const int wrong = check_language(words.language); wrong != kDone) return wrong;
    const auto rendered = render(words.language, folder_of(words));
    if (!rendered) return complain(kWrong, rendered.error().detail);
    for (const auto& text : rendered->unread) complain(kWrong, "not read: " + text);
    fmt::print("{}: {} made, {} kept\n", words.language, rendered->made, rendered->kept);
    return kDone;
}

int verify(const Words& words) {
    if (const int wrong = check_language(words.language); wrong != kDone) return wrong;
    const auto pack = drivers::sound::read_pack(folder_of(words));
    if (!pack) return complain(kWrong, pack.error().detail);
    int faults = 0;
    for (const auto& one : pack->recordings)
        if (const auto fault = fault_in(folder_of(words), one); !fault.empty()) {
            ++faults;
            complain(kWrong, fault);
        }
    if (words.release && pack->source == Source::placeholder)
        return complain(kWrong, "a placeholder: not for patients");
    fmt::print("{}: {} recordings, {}, {} wrong\n", words.language, pack->recordings.size(),
               drivers::sound::word_of(pack->source), faults);
    const int complete = print(compared(words.language, pack->recordings));
    return faults > 0 ? kWrong : complete;
}

int reference(const Words& words) {
    ui::Samples tone;
    for (int i = 0; i < 30 * tone.rate; ++i)
        tone.values.push_back(static_cast<std::int16_t>(8000 * std::sin(2 * std::numbers::pi * 1000 * i / tone.rate)));
    std::vector<float> stereo;
    for (const auto value : finished(tone).values) stereo.insert(stereo.end(), 2, static_cast<float>(value) / 32768);
    const auto written = drivers::sound::write_wav(words.file, stereo, tone.rate);
    return written ? kDone : complain(kWrong, written.error().detail);
}

}  // namespace uketsuke::tools::voice
