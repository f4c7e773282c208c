// SPDX-License-Identifier: Apache-2.0
#include "readings.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "drivers/sound/pack.hpp"
#include "readings_embedded.hpp"
#include "ui/locale/languages.hpp"
#include "ui/voice/pieces.hpp"
#include "ui/voice/plain.hpp"

namespace uketsuke::tools::voice {
namespace {

const ui::Catalogue& readings(std::string_view pack) {
    static const auto all = [] {
        std::map<std::string, ui::Catalogue, std::less<>> by_language;
        for (const auto& [code, po] : ui::kReadings) by_language.emplace(code, ui::Catalogue::parse(po).value());
        return by_language;
    }();
    static const ui::Catalogue none;
    const auto found = all.find(pack);
    return found == all.end() ? none : found->second;
}

/// Kana and marks can be read as they stand.
bool in_kana(std::string_view text) {
    const auto letters = ui::voice::letters_of(text);
    return std::ranges::all_of(letters,
                               [](auto letter) { return ui::voice::is_kana(letter) || ui::voice::is_mark(letter); });
}

}  // namespace

std::vector<std::string> texts_for(std::string_view pack) {
    std::vector<std::string> all;
    std::set<std::string> seen;
    for (const auto& row : ui::languages().rows()) {
        if (drivers::sound::pack_of(row.code) != pack) continue;
        for (auto& text : ui::voice::needed(row.code, ui::languages().words(row.code)))
            if (seen.insert(text).second) all.push_back(std::move(text));
    }
    return all;
}

std::optional<std::string> reading_of(std::string_view pack, const std::string& text) {
    const auto& written = readings(pack);
    if (written.has(text)) return written.text(text);
    if (pack == "ja" && !in_kana(text)) return std::nullopt;
    return text;
}

std::vector<std::string> unused_readings(std::string_view pack) {
    const auto texts = texts_for(pack);
    const std::set<std::string, std::less<>> wanted(texts.begin(), texts.end());
    std::vector<std::string> all;
    for (const auto& [text, reading] : readings(pack).all())
        if (!text.empty() && !wanted.contains(text)) all.push_back(text);
    return all;
}

}  // namespace uketsuke::tools::voice
