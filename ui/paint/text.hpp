// SPDX-License-Identifier: Apache-2.0
// Text by Pango with fonts of our own choice only, so that the same words are the same pixels on every machine.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "picture.hpp"
#include "theme.hpp"
#include "ui/locale/languages.hpp"
#include "ui/scene/measure.hpp"

namespace uketsuke::ui::paint {

/// The files of all languages, each once.
std::vector<std::filesystem::path> font_files(std::span<const LanguageRow> languages = kLanguages);

struct TextStyle {
    double em = 0;  ///< px
    bool bold = false;
    double line_height = 1.4;          ///< em; from line to line times the language's leading
    const LanguageRow* language = {};  ///< its font and where its lines end; nullptr: of the first
};

/// Text broken into lines.
struct TextBlock {
    std::vector<std::string> lines;
    TextStyle style;
    double width = 0;    ///< of the longest line, px
    double height = 0;   ///< of all lines, px
    double overlap = 0;  ///< by how much the ink of a line reaches into that of the next one, px
    int unknown_glyphs = 0;
};

/// Thread-bound. The fonts of a language are opened when something is first written in it.
class TextEngine {
public:
    /// Errors: file_unreadable when a font file is missing.
    static base::Result<TextEngine> create(std::span<const LanguageRow> languages = kLanguages);

    /// Of that code, or kNames; the first language when there is none. Lives as long as the engine and its copies.
    [[nodiscard]] const LanguageRow& language(std::string_view code) const;
    /// Of words from outside: what cannot be drawn as it is.
    [[nodiscard]] std::vector<Undrawn> undrawn(std::string_view name) const;
    /// Breaks only where the language allows it, into as few lines as `width` allows, of even length. A phrase that is
    /// too long stays too long: the lint finds it.
    [[nodiscard]] TextBlock set(std::string_view text, const TextStyle& style, double width) const;
    /// Draws a block into a box (px).
    void draw(_cairo* canvas, const TextBlock& block, const Rect& box, Align align, Valign valign, Colour colour) const;

private:
    class Hand;
    struct Pango;
    struct Extent {
        double width = 0;             ///< px
        double above = 0, below = 0;  ///< px of ink above and below the baseline
        int unknown_glyphs = 0;
    };
    /// Of one line. Known ones are kept by a number made of the words, so that no patient's text stays here.
    [[nodiscard]] Extent measure(std::string_view text, const TextStyle& style) const;

    std::shared_ptr<Pango> pango_;
};

}  // namespace uketsuke::ui::paint
