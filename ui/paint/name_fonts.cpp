// SPDX-License-Identifier: Apache-2.0
#include "name_fonts.hpp"

#include <ft2build.h>
#include <glib.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

#include "firmware/base/utf8.hpp"

namespace uketsuke::ui::paint {
namespace {

constexpr std::string_view kUnknown = "●";

using Face = std::shared_ptr<FT_FaceRec_>;

bool is_selector(char32_t code) {
    return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF);
}
bool is_mark(char32_t code) { return !is_selector(code) && g_unichar_ismark(code) != 0; }

/// A letter, its marks, and the selector of its form.
struct Cluster {
    char32_t letter = 0, selector = 0;
    std::vector<char32_t> marks;
    std::string plain;      ///< bytes without the selector
    std::string selection;  ///< those of the selector
};

/// Takes the first cluster off a text that is not empty. Bytes that are no UTF-8 are left out.
std::optional<Cluster> take(std::string_view& text) {
    Cluster cluster;
    bool any = false;
    while (!text.empty()) {
        auto rest = text;
        const auto code = base::take_letter(rest);
        if (!code) {
            text.remove_prefix(1);
            continue;
        }
        const bool more = is_mark(*code) || is_selector(*code);
        if (any && (!more || cluster.selector != 0)) break;
        const auto bytes = text.substr(0, text.size() - rest.size());
        if (any && is_selector(*code)) {
            cluster.selector = *code;
            cluster.selection = bytes;
        } else if (any) {
            cluster.marks.push_back(*code);
            cluster.plain += bytes;
        } else {
            cluster.letter = *code;
            cluster.plain = bytes;
        }
        any = true;
        text = rest;
    }
    return any ? std::optional(std::move(cluster)) : std::nullopt;
}

}  // namespace

std::vector<Font> fonts_of(const LanguageRow& row) {
    std::vector<Font> fonts{row.font};
    std::ranges::copy_if(row.others, std::back_inserter(fonts), [](const Font& font) { return !font.family.empty(); });
    return fonts;
}

struct NameFonts::Faces {
    std::vector<Font> fonts = fonts_of(kNames);
    std::shared_ptr<FT_LibraryRec_> library = [] {
        FT_Library made = nullptr;
        FT_Init_FreeType(&made);
        return std::shared_ptr<FT_LibraryRec_>(made, FT_Done_FreeType);
    }();
    std::map<Place, Face> open;

    /// The face of that family in its file, which may hold many; nullptr: it cannot be read.
    Face find(const Font& font) const {
        for (FT_Long index = 0, count = 1; index < count; ++index) {
            FT_Face made = nullptr;
            if (FT_New_Face(library.get(), std::string(font.regular).c_str(), index, &made) != 0) return nullptr;
            Face face(made, FT_Done_Face);
            count = made->num_faces;
            if (count == 1 || font.family == made->family_name) return face;
        }
        return nullptr;
    }
    FT_Face face(Place place) {
        const auto [at, added] = open.try_emplace(place);
        if (added) at->second = find(fonts.at(static_cast<std::size_t>(place)));
        return at->second.get();
    }
    [[nodiscard]] Place count() const { return static_cast<Place>(fonts.size()); }

    bool has(Place place, char32_t letter, char32_t selector = 0) {
        auto* const from = face(place);
        if (from == nullptr) return false;
        return selector == 0 ? FT_Get_Char_Index(from, letter) != 0
                             : FT_Face_GetCharVariantIndex(from, letter, selector) != 0;
    }
    /// The first that has the letter in that form with all its marks; kNone: there is none.
    Place find(char32_t letter, char32_t selector, const std::vector<char32_t>& marks = {}) {
        for (Place place = 0; place < count(); ++place)
            if (has(place, letter, selector) &&
                std::all_of(marks.begin(), marks.end(), [&](char32_t mark) { return has(place, mark); }))
                return place;
        return kNone;
    }
};

NameFonts::NameFonts() : faces_(std::make_shared<Faces>()) {}

NameFonts::Answer NameFonts::ask(char32_t letter, char32_t selector) {
    if (const auto font = faces_->find(letter, selector); font != kNone) return {font, true};
    return {selector == 0 ? kNone : faces_->find(letter, 0), false};
}

NameFonts::Place NameFonts::Written::last() const {
    Place last = 0;
    for (const auto& part : parts) last = std::max(last, part.font);
    return last;
}

NameFonts::Written NameFonts::written(std::string_view text) {
    Written written;
    while (const auto cluster = take(text)) {
        const auto begin = written.text.size();
        auto font = faces_->find(cluster->letter, cluster->selector, cluster->marks);
        if (font != kNone) {
            written.text += cluster->plain + cluster->selection;
        } else {
            written.undrawn.push_back({cluster->letter, cluster->selector});
            font = cluster->selector == 0 ? kNone : faces_->find(cluster->letter, 0, cluster->marks);
            if (font != kNone)
                written.text += cluster->plain;
            else
                written.text += kUnknown;
        }
        font = std::max(font, 0);  // the first has ●
        if (!written.parts.empty() && written.parts.back().font == font)
            written.parts.back().end = written.text.size();
        else
            written.parts.push_back({begin, written.text.size(), font});
    }
    return written;
}

}  // namespace uketsuke::ui::paint
