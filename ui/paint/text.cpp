// SPDX-License-Identifier: Apache-2.0
#include "text.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "keyed.hpp"
#include "name_fonts.hpp"

namespace uketsuke::ui::paint {
namespace {

constexpr double kMiddle = 0.38;  ///< of the em box and of the capitals alike, above the baseline

/// From one line to the next, px.
double step_of(const TextStyle& style) {
    return style.em * style.line_height * (style.language ? style.language->leading : 1);
}

struct Token {
    std::string text;
    double width = 0;       ///< px, without a space at the end
    double space = 0;       ///< px, of the space at the end
    bool line_end = false;  ///< the line ends after it
};

/// For each byte whether a line may end before it.
std::vector<bool> breaks_between_letters(std::string_view text, std::string_view language) {
    std::vector<PangoLogAttr> attributes(
        static_cast<std::size_t>(g_utf8_strlen(text.data(), static_cast<gssize>(text.size()))) + 1);
    pango_get_log_attrs(text.data(), static_cast<int>(text.size()), -1,
                        pango_language_from_string(std::string(language).c_str()), attributes.data(),
                        static_cast<int>(attributes.size()));
    std::vector<bool> breaks(text.size());
    std::size_t letter = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U)
            breaks[at] = attributes[letter++].is_line_break != 0;
    return breaks;
}

/// Cuts at the places where a line may end.
std::vector<Token> tokens_of(std::string_view text, const LanguageRow& language) {
    std::vector<bool> between(text.size());
    if (language.breaks == Breaks::letters) between = breaks_between_letters(text, language.code);
    std::vector<Token> tokens(1);
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const bool mark = c == '|' && language.breaks == Breaks::phrases;
        if (between[at] && !tokens.back().text.empty()) tokens.emplace_back();
        if (c == '\n')
            tokens.back().line_end = true;
        else if (!mark)
            tokens.back().text += c;
        if (c == '\n' || c == ' ' || mark) tokens.emplace_back();
    }
    if (tokens.back().text.empty() && tokens.size() > 1) tokens.pop_back();
    return tokens;
}

std::string trimmed(std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

std::vector<std::string> fill_lines(const std::vector<Token>& tokens, double width) {
    std::vector<std::string> lines(1);
    double used = 0;
    bool start = true;
    for (const auto& token : tokens) {
        if (!start && used + token.width > width) {
            lines.emplace_back();
            used = 0;
        }
        lines.back() += token.text;
        used += token.width + token.space;
        start = token.line_end;
        if (token.line_end) {
            lines.emplace_back();
            used = 0;
        }
    }
    for (auto& line : lines) line = trimmed(std::move(line));
    return lines;
}

/// The narrowest width that needs no more lines than `width`: lines of even length read better than a full one and a
/// rest.
std::vector<std::string> balanced(const std::vector<Token>& tokens, double width) {
    auto best = fill_lines(tokens, width);
    double low = 0;
    double high = width;
    while (best.size() > 1 && high - low > 1) {
        const double middle = (low + high) / 2;
        auto lines = fill_lines(tokens, middle);
        if (lines.size() > best.size()) {
            low = middle;
            continue;
        }
        best = std::move(lines);
        high = middle;
    }
    return best;
}

template <class T>
std::shared_ptr<T> own(T* object) {
    return {object, [](T* o) { g_object_unref(o); }};
}

/// As Pango lists them: a letter is drawn in the first that has it.
std::string families_of(const LanguageRow& row) {
    std::string families;
    for (const auto& font : fonts_of(row)) families += (families.empty() ? "" : ",") + std::string(font.family);
    return families;
}

}  // namespace

std::vector<std::filesystem::path> font_files(std::span<const LanguageRow> languages) {
    std::vector<std::filesystem::path> files;
    for (const auto& row : languages)
        for (const auto& font : fonts_of(row))
            for (const auto file : {font.regular, font.bold})
                if (std::find(files.begin(), files.end(), file) == files.end()) files.emplace_back(file);
    return files;
}

/// Pango over the font files of a language, which sees no other file of the machine.
class TextEngine::Hand {
public:
    explicit Hand(const LanguageRow& row) : families_(families_of(row)), config_(FcConfigCreate(), FcConfigDestroy) {
        for (const auto& file : font_files({&row, 1}))
            FcConfigAppFontAddFile(config_.get(), reinterpret_cast<const FcChar8*>(file.c_str()));
        // Else the font map begins with a look through all fonts of the machine, which nothing is drawn with.
        FcConfigSetCurrent(config_.get());
        fonts_ = own(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts_.get()), config_.get());
        context_ = own(pango_font_map_create_context(fonts_.get()));
        pango_cairo_context_set_resolution(context_.get(), 72);
        pango_context_set_round_glyph_positions(context_.get(), FALSE);
        const std::unique_ptr<cairo_font_options_t, void (*)(cairo_font_options_t*)> options(
            cairo_font_options_create(), cairo_font_options_destroy);
        cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
        cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(context_.get(), options.get());
        layout_ = own(pango_layout_new(context_.get()));
    }

    [[nodiscard]] const std::string& families() const { return families_; }

    /// One line of text, until the next call. `parts`: which of the fonts writes them; none: Pango finds that out.
    PangoLayout* write(std::string_view text, double em, bool bold,
                       const std::vector<NameFonts::Part>& parts = {}) const {
        const std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)> font(pango_font_description_new(),
                                                                                          pango_font_description_free);
        pango_font_description_set_family_static(font.get(), families_.c_str());
        pango_font_description_set_weight(font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_absolute_size(font.get(), em * PANGO_SCALE);
        pango_layout_set_font_description(layout_.get(), font.get());
        pango_layout_set_attributes(layout_.get(), attributes_of(parts).get());
        pango_layout_set_text(layout_.get(), text.data(), static_cast<int>(text.size()));
        level(layout_.get());
        return layout_.get();
    }

private:
    /// In a line that begins with kanji Pango hangs each other script where its font's table of baselines has it beside
    /// kanji, which for Burmese is more than half an em too high. All letters stand on the one line that they are drawn
    /// on.
    static void level(PangoLayout* layout) {
        for (auto* run = pango_layout_get_line(layout, 0)->runs; run != nullptr; run = run->next)
            static_cast<PangoLayoutRun*>(run->data)->y_offset = 0;
    }
    using Attributes = std::shared_ptr<PangoAttrList>;
    /// Families that stand for themselves: what a part's font does not have is looked for nowhere else.
    static Attributes attributes_of(const std::vector<NameFonts::Part>& parts) {
        if (parts.empty()) return nullptr;
        Attributes list(pango_attr_list_new(), pango_attr_list_unref);
        const auto fonts = fonts_of(kNames);
        for (const auto& part : parts) {
            const std::string family(fonts.at(static_cast<std::size_t>(part.font)).family);
            for (auto* attribute : {pango_attr_family_new(family.c_str()), pango_attr_fallback_new(FALSE)}) {
                attribute->start_index = static_cast<guint>(part.begin);
                attribute->end_index = static_cast<guint>(part.end);
                pango_attr_list_insert(list.get(), attribute);
            }
        }
        return list;
    }

    std::string families_;
    std::shared_ptr<FcConfig> config_;
    std::shared_ptr<PangoFontMap> fonts_;
    std::shared_ptr<PangoContext> context_;
    std::shared_ptr<PangoLayout> layout_;
};

struct TextEngine::Pango {
    std::vector<LanguageRow> languages;
    std::vector<std::unique_ptr<Hand>> hands;  ///< one for each set of fonts in which something was written so far
    Keyed<Extent> known;
    NameFonts names;

    const LanguageRow& language_of(const TextStyle& style) const {
        return style.language ? *style.language : languages.front();
    }
    const Hand& hand_of(const LanguageRow& language) {
        const auto families = families_of(language);
        for (const auto& hand : hands)
            if (hand->families() == families) return *hand;
        return *hands.emplace_back(std::make_unique<Hand>(language));
    }
    /// One line of text, until the next call.
    PangoLayout* write(std::string_view text, const TextStyle& style) {
        const auto& language = language_of(style);
        const double em = style.em * kBizUdGothic.capital / language.font.capital;
        if (language.code == kNames.code) return write_name(text, em, style.bold);
        return hand_of(language).write(text, em, style.bold);
    }
    /// Nearly every name needs the first font only: the large ones are opened for the others.
    PangoLayout* write_name(std::string_view text, double em, bool bold) {
        const auto name = names.written(text);
        auto row = kNames;
        if (name.last() == 0) row.others = {};
        return hand_of(row).write(name.text, em, bold, name.parts);
    }
    Extent measure(std::string_view text, const TextStyle& style) {
        auto* line = write(text, style);
        PangoRectangle ink, logical;
        pango_layout_get_extents(line, &ink, &logical);
        const auto base = pango_layout_get_baseline(line);
        const auto px = [](int units) { return static_cast<double>(units) / PANGO_SCALE; };
        return {px(logical.width), px(base - ink.y), px(ink.y + ink.height - base),
                pango_layout_get_unknown_glyphs_count(line)};
    }
};

base::Result<TextEngine> TextEngine::create(std::span<const LanguageRow> languages) {
    for (const auto& rows : {languages, std::span(&kNames, 1)})
        for (const auto& file : font_files(rows))
            if (std::error_code error; !std::filesystem::exists(file, error))
                return base::fail(base::ErrorCode::file_unreadable, "font " + file.string());
    TextEngine engine;
    engine.pango_ = std::make_shared<Pango>();
    engine.pango_->languages = {languages.begin(), languages.end()};
    return engine;
}

const LanguageRow& TextEngine::language(std::string_view code) const {
    if (code == kNames.code) return kNames;
    const auto& all = pango_->languages;
    const auto found = std::find_if(all.begin(), all.end(), [&](const LanguageRow& row) { return row.code == code; });
    return found == all.end() ? all.front() : *found;
}

std::vector<Undrawn> TextEngine::undrawn(std::string_view name) const { return pango_->names.written(name).undrawn; }

TextEngine::Extent TextEngine::measure(std::string_view text, const TextStyle& style) const {
    const auto& language = pango_->language_of(style);
    return pango_->known.get(key_of(text, style.em, style.bold, language.font.family, language.others.front().family),
                             [&] { return pango_->measure(text, style); });
}

TextBlock TextEngine::set(std::string_view text, const TextStyle& style, double width) const {
    auto tokens = tokens_of(text, pango_->language_of(style));
    for (auto& token : tokens) {
        token.width = measure(trimmed(token.text), style).width;
        token.space = measure(token.text, style).width - token.width;
    }
    TextBlock block{.lines = balanced(tokens, width), .style = style};
    double room = step_of(style) * 2;  // for ink above the line
    for (const auto& line : block.lines) {
        const auto extent = measure(line, style);
        block.width = std::max(block.width, extent.width);
        block.unknown_glyphs += extent.unknown_glyphs;
        block.overlap = std::max(block.overlap, extent.above - room);
        room = step_of(style) - extent.below;
    }
    block.height = style.em * style.line_height + step_of(style) * (static_cast<double>(block.lines.size()) - 1);
    return block;
}

void TextEngine::draw(_cairo* canvas, const TextBlock& block, const Rect& box, Align align, Valign valign,
                      Colour colour) const {
    const double step = step_of(block.style);
    const double spare = box.h - block.height;
    double middle = box.y + block.style.em * block.style.line_height / 2 +
                    (valign == Valign::top      ? 0
                     : valign == Valign::middle ? spare / 2
                                                : spare);
    const double baseline = (kMiddle - pango_->language_of(block.style).rise) * block.style.em;
    cairo_set_source_rgb(canvas, colour.red(), colour.green(), colour.blue());
    for (const auto& line : block.lines) {
        const double width = measure(line, block.style).width;
        const double x = align == Align::left ? box.x : box.x + (box.w - width) / 2;
        cairo_move_to(canvas, std::round(x), std::round(middle + baseline));
        pango_cairo_show_layout_line(canvas, pango_layout_get_line_readonly(pango_->write(line, block.style), 0));
        middle += step;
    }
}

}  // namespace uketsuke::ui::paint
