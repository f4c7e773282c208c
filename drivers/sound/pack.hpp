// SPDX-License-Identifier: Apache-2.0
// A voice pack: the folder packs/<language> with a manifest.toml and a FLAC file for each recording, named by the hash
// of its text. A text that was changed has another hash, so that an old recording is never said for it.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "firmware/base/error.hpp"
#include "ui/scene/speaker.hpp"

namespace uketsuke::drivers::sound {

enum class Source {
    human,        ///< somebody read it, and consents (Pack::consent)
    studio,       ///< licensed from a maker of voices
    placeholder,  ///< made by a program until somebody reads it: not for patients
};
constexpr std::array<std::pair<std::string_view, Source>, 3> kSources{
    {{"human", Source::human}, {"studio", Source::studio}, {"placeholder", Source::placeholder}}};
std::string_view word_of(Source source);

struct Recording {
    std::string text;    ///< plain (ui/voice/plain.hpp)
    std::string said;    ///< what a program was given to read; empty: a person read the text
    std::string sha256;  ///< of its file
    int milliseconds = 0;
    bool operator==(const Recording&) const = default;
};

struct Pack {
    std::string language;
    Source source = Source::placeholder;
    std::string licence;
    std::string consent;  ///< of the speaker: where and when it was given, no name; a placeholder needs none
    std::vector<Recording> recordings;
    bool operator==(const Pack&) const = default;
};

/// Easy Japanese is read by the pack of Japanese: what stands before "-x-".
std::string_view pack_of(std::string_view language);

/// Of a text: sixteen hexadecimal digits of its SHA-256.
std::string hash_of(std::string_view text);
std::string sha256_of(std::string_view bytes);
std::filesystem::path file_of(const std::filesystem::path& folder, std::string_view text);

/// `folder`: packs/<language>. Errors: file_unreadable, config_invalid with file and line (also a text that stands
/// twice, another rate than the mixer's, a hash that is not that of its text).
base::Result<Pack> read_pack(const std::filesystem::path& folder);
/// The manifest alone. Errors: file_unreadable.
base::Result<void> write_manifest(const std::filesystem::path& folder, const Pack& pack);

/// Checked against the manifest. Errors: file_unreadable.
base::Result<ui::Samples> read_recording(const std::filesystem::path& folder, const Recording& recording);
/// Writes its file and gives what the manifest says of it. Errors: file_unreadable, internal.
base::Result<Recording> write_recording(const std::filesystem::path& folder, std::string text, std::string said,
                                        const ui::Samples& samples);

}  // namespace uketsuke::drivers::sound
