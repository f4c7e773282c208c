// SPDX-License-Identifier: Apache-2.0
#include "typeset.hpp"

#include <cairo.h>
#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "drivers/card_front/glyph_window.hpp"

namespace uketsuke::tools::teach {
namespace {

using drivers::card_front::kMiddle;

constexpr double kPaper = 1.2;    ///< em of paper around a line
constexpr double kBaseLine = 2.2;  ///< em from the upper edge

using Surface = std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)>;
using Pen = std::unique_ptr<cairo_t, void (*)(cairo_t*)>;

Symbol symbol_of(const std::string& character) {
    const auto at = std::find(kSymbolTexts.begin(), kSymbolTexts.end(), character);
    return static_cast<Symbol>(at - kSymbolTexts.begin());
}

void prepare(cairo_t* pen, const std::string& family) {
    cairo_select_font_face(pen, family.c_str(), CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(pen, kFineEm);
}

}  // namespace

bool installed(const std::string& family) {
    const auto own = [](FcPattern* pattern) {
        return std::unique_ptr<FcPattern, void (*)(FcPattern*)>(pattern, FcPatternDestroy);
    };
    const auto wanted = own(FcPatternCreate());
    FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family.c_str()));
    FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
    FcDefaultSubstitute(wanted.get());
    FcResult result{};
    const auto found = own(FcFontMatch(nullptr, wanted.get(), &result));
    FcChar8* name = nullptr;
    for (int i = 0; found && FcPatternGetString(found.get(), FC_FAMILY, i, &name) == FcResultMatch; ++i)
        if (family == reinterpret_cast<const char*>(name)) return true;
    return false;
}

SetLine typeset(const std::string& family, const std::vector<std::string>& characters) {
    const int height = 4 * kFineEm,
              width = static_cast<int>((static_cast<double>(characters.size()) + 2 * kPaper + 1) * kFineEm);
    SetLine line;
    line.ink = cv::Mat(height, cairo_format_stride_for_width(CAIRO_FORMAT_A8, width), CV_8UC1, cv::Scalar(0));
    const Surface surface(
        cairo_image_surface_create_for_data(line.ink.data, CAIRO_FORMAT_A8, width, height, line.ink.cols),
        cairo_surface_destroy);
    const Pen pen(cairo_create(surface.get()), cairo_destroy);
    prepare(pen.get(), family);
    double x = kPaper * kFineEm;
    for (const auto& character : characters) {
        cairo_text_extents_t size;
        cairo_text_extents(pen.get(), character.c_str(), &size);
        cairo_move_to(pen.get(), x, kBaseLine * kFineEm);
        cairo_show_text(pen.get(), character.c_str());
        line.glyphs.push_back({symbol_of(character), x + size.x_bearing + size.width / 2});
        x += size.x_advance;
    }
    cairo_surface_flush(surface.get());
    line.y = (kBaseLine - kMiddle) * kFineEm;
    line.end = x;
    return line;
}

}  // namespace uketsuke::tools::teach
