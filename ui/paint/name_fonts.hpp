// SPDX-License-Identifier: Apache-2.0
// Which font writes each letter of a name or of other words from outside. The choice is ours: Pango draws a letter's
// plain form, and says nothing, where a font does not have the form that the name has (ui facts §1.2).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ui/locale/languages.hpp"
#include "ui/scene/measure.hpp"

namespace uketsuke::ui::paint {

/// Thread-bound. A font file is opened when the fonts before it could not write something.
class NameFonts {
public:
    /// Place in fonts_of(kNames).
    using Place = int;
    static constexpr Place kNone = -1;

    NameFonts();

    /// The first font that has the letter in the form that `selector` (0: none) chooses; else the first that has the
    /// letter, without that form.
    struct Answer {
        Place font = kNone;
        bool form = false;
        bool operator==(const Answer&) const = default;
    };
    [[nodiscard]] Answer ask(char32_t letter, char32_t selector = 0);

    /// A part of a text that one font writes.
    struct Part {
        std::size_t begin = 0, end = 0;  ///< bytes
        Place font = 0;
        bool operator==(const Part&) const = default;
    };
    /// As it can be written: a letter that no font has is ●, a form that none has the plain one. Both are told.
    struct Written {
        std::string text;
        std::vector<Part> parts;
        std::vector<Undrawn> undrawn;
        /// The last font that it needs.
        [[nodiscard]] Place last() const;
    };
    [[nodiscard]] Written written(std::string_view text);

private:
    struct Faces;
    std::shared_ptr<Faces> faces_;
};

/// Fonts of a row, in the order in which they are tried.
std::vector<Font> fonts_of(const LanguageRow& row);

}  // namespace uketsuke::ui::paint
