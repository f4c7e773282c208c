// SPDX-License-Identifier: Apache-2.0
// The recordings of all languages that there are packs of.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "pack.hpp"
#include "ui/voice/clips.hpp"

namespace uketsuke::drivers::sound {

/// Reads the manifests when it is made and a recording when it is asked for, or when that is to be played.
class PackFolder : public ui::voice::Clips {
public:
    /// Each folder in `packs` that has a manifest. One that is wrong is told in the log and left out: a kiosk without a
    /// voice still takes patients in.
    explicit PackFolder(std::filesystem::path packs);

    [[nodiscard]] bool speaks(std::string_view language) const override;
    [[nodiscard]] bool has(std::string_view language, std::string_view text) const override;
    /// One that is damaged is told in the log.
    [[nodiscard]] std::optional<ui::Samples> clip(std::string_view language, std::string_view text) const override;
    /// As long as the manifest says.
    [[nodiscard]] std::optional<ui::voice::Unread> unread(std::string_view language,
                                                          std::string_view text) const override;

    [[nodiscard]] std::size_t languages() const { return by_language_.size(); }
    /// Whether one of them is not by a person.
    [[nodiscard]] bool has_placeholder() const;
    /// "voice: ja placeholder 1024 · en human 731"; "voice: none". For --version and the log.
    [[nodiscard]] std::string summary() const;

private:
    struct Texts {
        Source source;
        std::unordered_map<std::string, Recording> by_text;
    };
    [[nodiscard]] const Texts* texts_of(std::string_view language) const;
    [[nodiscard]] const Recording* find(std::string_view language, std::string_view text) const;

    std::filesystem::path packs_;
    std::map<std::string, Texts, std::less<>> by_language_;
};

}  // namespace uketsuke::drivers::sound
