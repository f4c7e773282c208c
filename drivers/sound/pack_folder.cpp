// SPDX-License-Identifier: Apache-2.0
#include "pack_folder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "firmware/base/log.hpp"

namespace uketsuke::drivers::sound {

PackFolder::PackFolder(std::filesystem::path packs) : packs_(std::move(packs)) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(packs_, error)) {
        auto pack = read_pack(entry.path());
        if (!pack) {
            base::warn("voice", "{}", pack.error().detail);
            continue;
        }
        auto& texts = by_language_[pack->language];
        texts.source = pack->source;
        for (auto& one : pack->recordings) texts.by_text.emplace(one.text, one);
    }
}

const PackFolder::Texts* PackFolder::texts_of(std::string_view language) const {
    const auto found = by_language_.find(pack_of(language));
    return found == by_language_.end() ? nullptr : &found->second;
}

const Recording* PackFolder::find(std::string_view language, std::string_view text) const {
    const auto* texts = texts_of(language);
    if (texts == nullptr) return nullptr;
    const auto found = texts->by_text.find(std::string(text));
    return found == texts->by_text.end() ? nullptr : &found->second;
}

bool PackFolder::speaks(std::string_view language) const { return texts_of(language) != nullptr; }
bool PackFolder::has(std::string_view language, std::string_view text) const { return find(language, text) != nullptr; }

std::optional<ui::Samples> PackFolder::clip(std::string_view language, std::string_view text) const {
    const auto found = unread(language, text);
    return found ? found->read() : std::nullopt;
}

std::optional<ui::voice::Unread> PackFolder::unread(std::string_view language, std::string_view text) const {
    const auto* recording = find(language, text);
    if (recording == nullptr) return std::nullopt;
    const auto read = [folder = packs_ / pack_of(language), one = *recording]() -> std::optional<ui::Samples> {
        auto samples = read_recording(folder, one);
        if (samples) return std::move(*samples);
        base::warn("voice", "{}", samples.error().detail);
        return std::nullopt;
    };
    return ui::voice::Unread{base::Duration{recording->milliseconds}, read};
}

bool PackFolder::has_placeholder() const {
    return std::ranges::any_of(by_language_, [](const auto& one) { return one.second.source == Source::placeholder; });
}

std::string PackFolder::summary() const {
    std::string all;
    for (const auto& [language, texts] : by_language_)
        all +=
            fmt::format("{}{} {} {}", all.empty() ? "" : " · ", language, word_of(texts.source), texts.by_text.size());
    return "voice: " + (all.empty() ? "none" : all);
}

}  // namespace uketsuke::drivers::sound
