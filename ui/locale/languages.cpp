// SPDX-License-Identifier: Apache-2.0
#include "languages.hpp"

#include <algorithm>

#include "embedded.hpp"  // generated: kEmbedded, each .po with its code

namespace uketsuke::ui {
namespace {

constexpr const EmbeddedPo* po_of(std::string_view code) {
    return std::find_if(kEmbedded.begin(), kEmbedded.end(), [&](const EmbeddedPo& po) { return po.code == code; });
}
constexpr bool each_line_has_its_po() {
    return std::all_of(kLanguages.begin(), kLanguages.end(),
                       [](const LanguageRow& row) { return po_of(row.code) != kEmbedded.end(); });
}
constexpr bool no_code_twice() {
    for (std::size_t i = 0; i < kLanguages.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (kLanguages.at(i).code == kLanguages.at(j).code) return false;
    return true;
}
static_assert(no_code_twice(), "ui/locale: two lines of the table have one code");
static_assert(each_line_has_its_po(), "ui/locale: a line of the table has no .po");
static_assert(kEmbedded.size() == kLanguages.size(), "ui/locale: a .po has no line in the table");

constexpr auto sources() {
    std::array<Languages::Source, kLanguages.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all.at(i) = {kLanguages.at(i), po_of(kLanguages.at(i).code)->text};
    return all;
}
constexpr auto kSources = sources();

std::size_t place(flow::Language language) { return static_cast<std::size_t>(language); }

}  // namespace

base::Result<Languages> Languages::create(std::span<const Source> sources) {
    Languages result;
    for (const auto& [row, po] : sources) {
        auto words = Catalogue::parse(po);
        if (!words) return base::fail(words.error().code, std::string(row.code) + ".po: " + words.error().detail);
        result.rows_.push_back(row);
        result.words_.push_back(std::move(*words));
    }
    return result;
}

std::optional<flow::Language> Languages::named(std::string_view code) const {
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [&](const LanguageRow& row) { return row.code == code; });
    if (found == rows_.end()) return std::nullopt;
    return static_cast<flow::Language>(found - rows_.begin());
}

const LanguageRow& Languages::row(flow::Language language) const { return rows_.at(place(language)); }
const Catalogue& Languages::words(flow::Language language) const { return words_.at(place(language)); }
const Catalogue& Languages::words(std::string_view code) const {
    return words_.at(place(named(code).value_or(static_cast<flow::Language>(count()))));
}

std::span<const Languages::Source> embedded_languages() { return kSources; }

const Languages& languages() {
    static const Languages kAll = Languages::create(kSources).value();
    return kAll;
}

}  // namespace uketsuke::ui
