// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "drivers/sound/sound_file.hpp"
#include "espeak.hpp"
#include "firmware/base/file.hpp"
#include "loudness.hpp"
#include "readings.hpp"
#include "shared.hpp"
#include "ui/voice/plain.hpp"

namespace uketsuke::tools::voice {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using drivers::sound::Pack;
using drivers::sound::Recording;
using drivers::sound::Source;

fs::path raw_of(const Words& words, std::string_view text) {
    return fs::path(words.raw) / (drivers::sound::hash_of(text) + ".wav");
}

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

/// Nothing: --source is no word of a pack that people made.
std::optional<Source> source_of(const Words& words) {
    const auto* const row =
        std::ranges::find(drivers::sound::kSources, words.source, &std::pair<std::string_view, Source>::first);
    if (row == drivers::sound::kSources.end() || row->second == Source::placeholder) return std::nullopt;
    return row->second;
}

/// Errors: file_unreadable, config_invalid (its level is wrong), internal.
base::Result<Recording> packed(const Words& words, const std::string& text) {
    const auto raw = read_raw(raw_of(words, text));
    if (!raw) return base::fail(raw.error());
    if (const auto fault = fault_of(*raw); !fault.empty())
        return base::fail(ErrorCode::config_invalid, text + ": " + fault);
    return drivers::sound::write_recording(folder_of(words), text, "", finished(*raw));
}

base::Result<void> pack_all(const Words& words, Pack& pack) {
    std::error_code error;
    fs::create_directories(folder_of(words), error);
    for (const auto& text : texts_for(words.language)) {
        if (!fs::exists(raw_of(words, text))) continue;
        auto one = packed(words, text);
        if (!one) return base::fail(one.error());
        pack.recordings.push_back(std::move(*one));
    }
    return drivers::sound::write_manifest(folder_of(words), pack);
}

}  // namespace

int record(const Words& words) {
    if (const int wrong = check_language(words.language); wrong != kDone) return wrong;
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
    if (const int wrong = check_language(words.language); wrong != kDone) return wrong;
    const auto source = source_of(words);
    if (!source) return complain(kWrongWords, "--source is human or studio");
    if (*source == Source::human && words.consent.empty())
        return complain(kWrongWords, "--consent: where and when did the speaker give it?");
    Pack made{words.language, *source, words.licence, words.consent, {}};
    if (auto done = pack_all(words, made); !done) return complain(kWrong, done.error().detail);
    fmt::print("{}: {} recordings\n", words.language, made.recordings.size());
    return print(compared(words.language, made.recordings));
}

}  // namespace uketsuke::tools::voice
