// SPDX-License-Identifier: Apache-2.0
#include "pack.hpp"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <algorithm>
#include <set>

#include "firmware/base/bytes.hpp"
#include "firmware/base/file.hpp"
#include "firmware/toml_reader/toml_reader.hpp"
#include "sound_file.hpp"
#include "ui/voice/mixer.hpp"

namespace uketsuke::drivers::sound {
namespace {

using base::ErrorCode;
constexpr const char* kManifest = "manifest.toml";
constexpr const char* kRate = "rate";

/// As TOML writes a text.
std::string toml_text(std::string_view text) {
    std::string all = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') all += '\\';
        all += c;
    }
    return all + '"';
}

Recording read_row(toml_reader::Section& row) {
    Recording recording;
    std::string hash;
    row.read("text", recording.text);
    row.read("hash", hash);
    row.read_if_there("said", recording.said);
    row.read("ms", recording.milliseconds);
    row.read("sha256", recording.sha256);
    if (hash != hash_of(recording.text)) row.complain("hash", "is not that of the text");
    row.end();
    return recording;
}

void read_rows(toml_reader::Section& root, Pack& pack) {
    std::set<std::string> seen;
    for (auto& row : root.rows("recording")) {
        pack.recordings.push_back(read_row(row));
        if (!seen.insert(pack.recordings.back().text).second) row.complain("text", "stands there twice");
    }
}

}  // namespace

std::string_view word_of(Source source) { return kSources.at(static_cast<std::size_t>(source)).first; }

std::string_view pack_of(std::string_view language) { return language.substr(0, language.find("-x-")); }

std::string sha256_of(std::string_view bytes) {
    base::Bytes digest(SHA256_DIGEST_LENGTH);
    SHA256(base::as_bytes(bytes).data(), bytes.size(), digest.data());
    return base::to_hex(digest);
}

std::string hash_of(std::string_view text) { return sha256_of(text).substr(0, 16); }

std::filesystem::path file_of(const std::filesystem::path& folder, std::string_view text) {
    return folder / (hash_of(text) + ".flac");
}

base::Result<Pack> read_pack(const std::filesystem::path& folder) {
    auto file = toml_reader::File::load(folder / kManifest);
    if (!file) return base::fail(file.error());
    auto root = file->root();
    Pack pack;
    int rate = 0;
    root.read("language", pack.language);
    root.read_word("source", kSources, pack.source);
    root.read("licence", pack.licence);
    root.read("consent", pack.consent);
    root.read(kRate, rate);
    if (rate != ui::voice::Mixer::kRate) root.complain(kRate, "is not 24000");
    if (pack.source == Source::human && pack.consent.empty()) root.complain("consent", "of the speaker is missing");
    read_rows(root, pack);
    root.end();
    if (auto judged = file->judge(); !judged) return base::fail(judged.error());
    return pack;
}

base::Result<void> write_manifest(const std::filesystem::path& folder, const Pack& pack) {
    auto text =
        fmt::format("# Written by uketsuke-voice.\nlanguage = {}\nsource = {}\nlicence = {}\nconsent = {}\n{} = {}\n",
                    toml_text(pack.language), toml_text(word_of(pack.source)), toml_text(pack.licence),
                    toml_text(pack.consent), kRate, ui::voice::Mixer::kRate);
    for (const auto& one : pack.recordings) {
        text += fmt::format("\n[[recording]]\ntext = {}\nhash = \"{}\"\nms = {}\nsha256 = \"{}\"\n",
                            toml_text(one.text), hash_of(one.text), one.milliseconds, one.sha256);
        if (!one.said.empty()) text += fmt::format("said = {}\n", toml_text(one.said));
    }
    return base::replace_file(folder / kManifest, text);
}

base::Result<ui::Samples> read_recording(const std::filesystem::path& folder, const Recording& recording) {
    const auto path = file_of(folder, recording.text);
    const auto bytes = base::read_file(path);
    if (!bytes) return base::fail(bytes.error());
    if (sha256_of(*bytes) != recording.sha256)
        return base::fail(ErrorCode::file_unreadable, path.string() + ": is not what the manifest says");
    auto samples = decoded(*bytes, path.string());
    if (samples && samples->rate != ui::voice::Mixer::kRate)
        return base::fail(ErrorCode::file_unreadable, path.string() + ": another rate than the manifest's");
    return samples;
}

base::Result<Recording> write_recording(const std::filesystem::path& folder, std::string text, std::string said,
                                        const ui::Samples& samples) {
    const auto bytes = as_flac(samples);
    if (!bytes) return base::fail(bytes.error());
    if (auto written = base::replace_file(file_of(folder, text), *bytes); !written) return base::fail(written.error());
    const auto length = static_cast<int>(samples.values.size() * 1000 / static_cast<std::size_t>(samples.rate));
    return Recording{std::move(text), std::move(said), sha256_of(*bytes), length};
}

}  // namespace uketsuke::drivers::sound
