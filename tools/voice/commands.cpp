// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <numbers>
#include <set>

#include "drivers/sound/pack.hpp"
#include "drivers/sound/sound_file.hpp"
#include "espeak.hpp"
#include "firmware/base/file.hpp"
#include "loudness.hpp"
#include "readings.hpp"
#include "render.hpp"
#include "ui/voice/plain.hpp"

namespace uketsuke::tools::voice {
namespace {

namespace fs = std::filesystem;
using drivers::sound::Pack;
using drivers::sound::Recording;
using drivers::sound::Source;
enum Exit : int { kDone = 0, kWrong = 1, kWrongWords = 2 };

int complain(Exit code, std::string_view sentence) {
    fmt::print(stderr, "uketsuke-voice: {}\n", sentence);
    return code;
}

fs::path folder_of(const Words& words) { return fs::path(words.packs) / words.language; }
fs::path raw_of(const Words& words, std::string_view text) {
    return fs::path(words.raw) / (drivers::sound::hash_of(text) + ".wav");
}

/// The texts of the first that are not in the second.
std::vector<std::string> without(const std::vector<std::string>& texts, const std::set<std::string>& others) {
    std::vector<std::string> all;
    std::ranges::copy_if(texts, std::back_inserter(all), [&](const auto& text) { return !others.contains(text); });
    return all;
}

struct Compared {
    std::vector<std::string> missing, unneeded;
};

Compared compared(const std::string& language, const std::vector<Recording>& recordings) {
    const auto texts = texts_for(language);
    std::vector<std::string> recorded;
    for (const auto& one : recordings) recorded.push_back(one.text);
    return {without(texts, {recorded.begin(), recorded.end()}), without(recorded, {texts.begin(), texts.end()})};
}

int print(const Compared& compared) {
    for (const auto& text : compared.missing) fmt::print("missing   {}\n", text);
    for (const auto& text : compared.unneeded) fmt::print("unneeded  {}\n", text);
    fmt::print("{} missing, {} unneeded\n", compared.missing.size(), compared.unneeded.size());
    return compared.missing.empty() ? kDone : kWrong;
}

bool known(const std::string& language) { return !texts_for(language).empty(); }
int unknown(const std::string& language) { return complain(kWrongWords, "no texts in " + language); }

base::Result<ui::Samples> read_raw(const fs::path& file) {
    const auto bytes = base::read_file(file);
    if (!bytes) return base::fail(bytes.error());
    return drivers::sound::decoded(*bytes, file.string());
}

/// What is wrong with a raw recording; empty: nothing.
std::string fault_in(const fs::path& file) {
    const auto raw = read_raw(file);
    return raw ? fault_of(*raw) : raw.error().detail;
}

/// So long that nobody has to hurry; silence at the ends is cut away.
int seconds_for(const std::string& text) { return static_cast<int>(ui::voice::estimated(text).count() * 2 / 1000) + 3; }

base::Result<void> take(const Words& words, const std::string& text) {
    const auto file = raw_of(words, text).string();
    if (words.from.empty())
        return run(
            {"arecord", "-q", "-f", "S16_LE", "-r", "48000", "-c", "1", "-d", std::to_string(seconds_for(text)), file});
    const auto bytes = base::read_file(words.from);
    if (!bytes) return base::fail(bytes.error());
    return base::replace_file(file, *bytes);
}

/// Again until it is good; from a file once. False: it is not.
bool record_one(const Words& words, const std::string& text) {
    for (int tries = words.from.empty() ? 5 : 1; tries > 0; --tries) {
        fmt::print("{} s: {}\n", seconds_for(text), text);
        std::fflush(stdout);
        const auto taken = take(words, text);
        const auto fault = taken ? fault_in(raw_of(words, text)) : taken.error().detail;
        if (fault.empty()) return true;
        complain(kWrong, fault);
        std::error_code error;
        fs::remove(raw_of(words, text), error);
    }
    return false;
}

/// Sentences on what is wrong with a recording of a pack.
std::string fault_in(const fs::path& folder, const Recording& one) {
    const auto samples = drivers::sound::read_recording(folder, one);
    if (!samples) return samples.error().detail;
    const auto length = static_cast<int>(samples->values.size() * 1000 / static_cast<std::size_t>(samples->rate));
    if (length != one.milliseconds) return one.text + ": another length than the manifest's";
    if (peak_of(*samples) > 0.61) return one.text + ": louder than a pack may be";
    if (const double lufs = lufs_of(*samples); lufs > kLoudness + 1)
        return fmt::format("{}: {:.1f} LUFS", one.text, lufs);
    return fault_of(*samples);
}

}  // namespace

int missing(const Words& words) {
    if (!known(words.language)) return unknown(words.language);
    const auto pack = drivers::sound::read_pack(folder_of(words));
    if (!pack) fmt::print("no pack yet: {}\n", pack.error().detail);
    return print(compared(words.language, pack ? pack->recordings : std::vector<Recording>{}));
}

int render_pack(const Words& words) {
    if (!known(words.language)) return unknown(words.language);
    const auto rendered = render(words.language, folder_of(words));
    if (!rendered) return complain(kWrong, rendered.error().detail);
    for (const auto& text : rendered->unread) complain(kWrong, "not read: " + text);
    fmt::print("{}: {} made, {} kept\n", words.language, rendered->made, rendered->kept);
    return kDone;
}

int record(const Words& words) {
    if (!known(words.language)) return unknown(words.language);
    if (!words.from.empty() && words.text.empty()) return complain(kWrongWords, "--from needs --text");
    std::error_code error;
    fs::create_directories(words.raw, error);
    auto texts = words.text.empty() ? texts_for(words.language) : std::vector{words.text};
    if (words.text.empty()) std::erase_if(texts, [&](const auto& text) { return fs::exists(raw_of(words, text)); });
    for (const auto& text : texts)
        if (!record_one(words, text)) return kWrong;
    fmt::print("{} recorded\n", texts.size());
    return kDone;
}

int pack(const Words& words) {
    if (!known(words.language)) return unknown(words.language);
    const auto source =
        std::ranges::find(drivers::sound::kSources, words.source, &std::pair<std::string_view, Source>::first);
    if (source == drivers::sound::kSources.end() || source->second == Source::placeholder)
        return complain(kWrongWords, "--source is human or studio");
    if (source->second == Source::human && words.consent.empty())
        return complain(kWrongWords, "--consent: where and when did the speaker give it?");
    std::error_code error;
    fs::create_directories(folder_of(words), error);
    Pack made{words.language, source->second, words.licence, words.consent, {}};
    for (const auto& text : texts_for(words.language)) {
        const auto file = raw_of(words, text);
        if (!fs::exists(file)) continue;
        const auto raw = read_raw(file);
        if (!raw) return complain(kWrong, raw.error().detail);
        if (const auto fault = fault_of(*raw); !fault.empty()) return complain(kWrong, text + ": " + fault);
        auto one = drivers::sound::write_recording(folder_of(words), text, "", finished(*raw));
        if (!one) return complain(kWrong, one.error().detail);
        made.recordings.push_back(std::move(*one));
    }
    if (auto written = drivers::sound::write_manifest(folder_of(words), made); !written)
        return complain(kWrong, written.error().detail);
    fmt::print("{}: {} recordings\n", words.language, made.recordings.size());
    return print(compared(words.language, made.recordings));
}

int verify(const Words& words) {
    if (!known(words.language)) return unknown(words.language);
    const auto pack = drivers::sound::read_pack(folder_of(words));
    if (!pack) return complain(kWrong, pack.error().detail);
    int wrong = 0;
    for (const auto& one : pack->recordings)
        if (const auto fault = fault_in(folder_of(words), one); !fault.empty()) {
            ++wrong;
            complain(kWrong, fault);
        }
    if (words.release && pack->source == Source::placeholder)
        return complain(kWrong, "a placeholder: not for patients");
    fmt::print("{}: {} recordings, {}, {} wrong\n", words.language, pack->recordings.size(),
               drivers::sound::word_of(pack->source), wrong);
    const int complete = print(compared(words.language, pack->recordings));
    return wrong > 0 ? kWrong : complete;
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
