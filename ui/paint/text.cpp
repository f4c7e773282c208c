// SPDX-License-Identifier: Apache-2.0
#include "text.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <cmath>

#include "keyed.hpp"

namespace uketsuke::ui::paint {
namespace {

constexpr double kMiddle = 0.38;  ///< of the em box and of the capitals alike, above the baseline

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

}  // namespace

std::vector<std::filesystem::path> font_files(std::span<const LanguageRow> languages) {
    std::vector<std::filesystem::path> files;
    for (const auto& row : languages)
        for (const auto file : {row.font.regular, row.font.bold})
            if (std::find(files.begin(), files.end(), file) == files.end()) files.emplace_back(file);
    return files;
}

struct TextEngine::Pango {
    std::vector<LanguageRow> languages;
    std::shared_ptr<FcConfig> config;
    std::shared_ptr<PangoFontMap> fonts;
    std::shared_ptr<PangoContext> context;
    std::shared_ptr<PangoLayout> layout;
    Keyed<Extent> known;

    /// Sets the layout to one line of text.
    Extent use(std::string_view text, const TextStyle& style) const {
        const auto& language = style.language ? *style.language : languages.front();
        const std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)> font(pango_font_description_new(),
                                                                                          pango_font_description_free);
        pango_font_description_set_family(font.get(), std::string(language.font.family).c_str());
        pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_absolute_size(font.get(), style.em * PANGO_SCALE);
        pango_layout_set_font_description(layout.get(), font.get());
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        PangoRectangle logical;
        pango_layout_get_extents(layout.get(), nullptr, &logical);
        return {static_cast<double>(logical.width) / PANGO_SCALE, pango_layout_get_unknown_glyphs_count(layout.get())};
    }
};

base::Result<TextEngine> TextEngine::create(std::span<const LanguageRow> languages) {
    auto pango = std::make_shared<Pango>();
    pango->languages = {languages.begin(), languages.end()};
    pango->config = {FcConfigCreate(), FcConfigDestroy};
    for (const auto& file : font_files(languages))
        if (!FcConfigAppFontAddFile(pango->config.get(), reinterpret_cast<const FcChar8*>(file.c_str())))
            return base::fail(base::ErrorCode::file_unreadable, "font " + file.string());
    // Else the font map begins with a look through all fonts of the machine, which nothing is drawn with.
    FcConfigSetCurrent(pango->config.get());
    pango->fonts = own(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(pango->fonts.get()), pango->config.get());
    pango->context = own(pango_font_map_create_context(pango->fonts.get()));
    pango_cairo_context_set_resolution(pango->context.get(), 72);
    pango_context_set_round_glyph_positions(pango->context.get(), FALSE);
    const std::unique_ptr<cairo_font_options_t, void (*)(cairo_font_options_t*)> options(cairo_font_options_create(),
                                                                                         cairo_font_options_destroy);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(pango->context.get(), options.get());
    pango->layout = own(pango_layout_new(pango->context.get()));
    TextEngine engine;
    engine.pango_ = std::move(pango);
    return engine;
}

const LanguageRow& TextEngine::language(std::string_view code) const {
    const auto& all = pango_->languages;
    const auto found = std::find_if(all.begin(), all.end(), [&](const LanguageRow& row) { return row.code == code; });
    return found == all.end() ? all.front() : *found;
}

TextEngine::Extent TextEngine::measure(std::string_view text, const TextStyle& style) const {
    const auto& language = style.language ? *style.language : pango_->languages.front();
    return pango_->known.get(key_of(text, style.em, style.bold, language.font.family),
                             [&] { return pango_->use(text, style); });
}

TextBlock TextEngine::set(std::string_view text, const TextStyle& style, double width) const {
    auto tokens = tokens_of(text, style.language ? *style.language : pango_->languages.front());
    for (auto& token : tokens) {
        token.width = measure(trimmed(token.text), style).width;
        token.space = measure(token.text, style).width - token.width;
    }
    TextBlock block{.lines = balanced(tokens, width), .style = style};
    for (const auto& line : block.lines) {
        const auto extent = measure(line, style);
        block.width = std::max(block.width, extent.width);
        block.unknown_glyphs += extent.unknown_glyphs;
    }
    block.height = style.em * style.line_height * static_cast<double>(block.lines.size());
    return block;
}

void TextEngine::draw(_cairo* canvas, const TextBlock& block, const Rect& box, Align align, Valign valign,
                      Colour colour) const {
    const double step = block.style.em * block.style.line_height;
    const double spare = box.h - block.height;
    double middle = box.y + step / 2 + (valign == Valign::top ? 0 : valign == Valign::middle ? spare / 2 : spare);
    cairo_set_source_rgb(canvas, colour.red(), colour.green(), colour.blue());
    for (const auto& line : block.lines) {
        const double width = pango_->use(line, block.style).width;
        const double x = align == Align::left ? box.x : box.x + (box.w - width) / 2;
        cairo_move_to(canvas, std::round(x), std::round(middle + kMiddle * block.style.em));
        pango_cairo_show_layout_line(canvas, pango_layout_get_line_readonly(pango_->layout.get(), 0));
        middle += step;
    }
}

}  // namespace uketsuke::ui::paint
