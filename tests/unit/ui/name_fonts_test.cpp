// SPDX-License-Identifier: Apache-2.0
// Which font answers for which letter: all kanji of JIS X 0213 as glibc lists them, and forms as the fonts themselves
// list them. Nothing of that is written here.
#include <fmt/format.h>
#include <ft2build.h>
#include <iconv.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <iostream>
#include <map>
#include <set>

#include "ui/paint/name_fonts.hpp"
#include "ui/paint/painter.hpp"

using namespace uketsuke;
using ui::paint::NameFonts;

namespace {

std::string utf8(char32_t code) {
    std::string text;
    if (code < 0x80) return {static_cast<char>(code)};
    const auto byte = [&](unsigned bits) { text += static_cast<char>(bits); };
    if (code < 0x800) {
        byte(0xC0U | code >> 6U);
    } else {
        if (code < 0x10000) {
            byte(0xE0U | code >> 12U);
        } else {
            byte(0xF0U | code >> 18U);
            byte(0x80U | (code >> 12U & 0x3FU));
        }
        byte(0x80U | (code >> 6U & 0x3FU));
    }
    byte(0x80U | (code & 0x3FU));
    return text;
}

bool is_kanji(char32_t code) {
    constexpr std::array<std::pair<char32_t, char32_t>, 4> kKanji{
        {{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}}};
    return std::any_of(kKanji.begin(), kKanji.end(),
                       [&](const auto& range) { return code >= range.first && code <= range.second; });
}

/// Every kanji of a code of two and three bytes a letter.
std::set<char32_t> kanji_of(const char* name) {
    const auto converter = ::iconv_open("UCS-4LE", name);
    REQUIRE(converter != reinterpret_cast<iconv_t>(-1));
    std::set<char32_t> kanji;
    for (const bool second_plane : {false, true})
        for (int row = 0xA1; row <= 0xFE; ++row)
            for (int cell = 0xA1; cell <= 0xFE; ++cell) {
                std::string in = second_plane ? "\x8F" : "";
                in += {static_cast<char>(row), static_cast<char>(cell)};
                std::array<char32_t, 4> out{};
                char *from = in.data(), *to = reinterpret_cast<char*>(out.data());
                std::size_t left = in.size(), room = sizeof(out);
                ::iconv(converter, nullptr, nullptr, nullptr, nullptr);
                const bool known = ::iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
                ::iconv(converter, nullptr, nullptr, &to, &room);
                if (known && left == 0 && room == sizeof(out) - 4 && is_kanji(out[0])) kanji.insert(out[0]);
            }
    ::iconv_close(converter);
    return kanji;
}

using Form = std::pair<char32_t, char32_t>;  // letter, selector

/// FreeType's lists end with 0 and stand until the next one is asked for.
std::vector<char32_t> copy_of(const FT_UInt32* list) {
    std::vector<char32_t> copy;
    for (; list != nullptr && *list != 0; ++list) copy.push_back(*list);
    return copy;
}

/// The forms of kanji that a font's table of variation sequences lists.
std::vector<Form> forms_of(const ui::Font& font) {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    REQUIRE(FT_Init_FreeType(&library) == 0);
    REQUIRE(FT_New_Face(library, std::string(font.regular).c_str(), 0, &face) == 0);
    std::vector<Form> forms;
    for (const auto selector : copy_of(FT_Face_GetVariantSelectors(face)))
        for (const auto letter : copy_of(FT_Face_GetCharsOfVariant(face, selector)))
            if (selector >= 0xE0100) forms.emplace_back(letter, selector);
    FT_Done_Face(face);
    FT_Done_FreeType(library);
    return forms;
}

const std::vector<ui::Font> kFonts = ui::paint::fonts_of(ui::kNames);

std::string name_of(int font) { return font == NameFonts::kNone ? "●" : std::string(kFonts.at(font).family); }

/// "BIZ UDPGothic 7042, …"
std::string told(const std::map<std::string, int>& counts) {
    std::string text;
    for (const auto& [name, count] : counts) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, count);
    return text;
}

}  // namespace

TEST_CASE("every kanji of JIS X 0213, and of the codes that certificates use, is drawn, and it is told by which font") {
    struct Code {
        const char *name, *encoding;
        std::size_t kanji;  ///< those of the standard, and 仝, which stands among its signs
    };
    NameFonts fonts;
    std::map<std::string, int> all;
    for (const auto& [name, encoding, size] :
         {Code{"JIS X 0213", "EUC-JISX0213", 10'050 + 1}, Code{"JIS X 0208 and 0212", "EUC-JP", 6'355 + 5'801 + 1}}) {
        const auto kanji = kanji_of(encoding);
        CHECK(kanji.size() == size);
        std::map<std::string, int> counts;
        for (const auto code : kanji) {
            const auto answer = fonts.ask(code);
            ++counts[name_of(answer.font)];
            INFO(fmt::format("U+{:04X}", static_cast<std::uint32_t>(code)));
            CHECK(answer.font != NameFonts::kNone);
        }
        std::cout << name << ", " << kanji.size() << " kanji: " << told(counts) << "\n";
        all.merge(counts);
    }
    CHECK(all.size() > 1);  // the first font has not all of them
}

TEST_CASE("200 forms of each collection are drawn, and it is told by which font") {
    struct Collection {
        const char* name;
        int font;  ///< whose table lists it
    };
    NameFonts fonts;
    for (const auto& [name, font] : {Collection{"Adobe-Japan1", 1}, Collection{"Moji_Joho", 2}}) {
        const auto all = forms_of(kFonts.at(font));
        REQUIRE(all.size() > 10'000);
        std::map<std::string, int> counts;
        constexpr std::size_t kForms = 200;
        for (std::size_t i = 0; i < kForms; ++i) {
            const auto& [letter, selector] = all.at(i * all.size() / kForms);
            const auto answer = fonts.ask(letter, selector);
            ++counts[answer.form ? name_of(answer.font) : "the plain form"];
            CHECK(answer.form);
        }
        std::cout << name << ", " << kForms << " of " << all.size() << " forms: " << told(counts) << "\n";
    }
}

TEST_CASE("what no font has is ● or the plain form, and is told") {
    NameFonts fonts;
    const std::string rare = utf8(0x20BB7), none = utf8(0x3134A), form = utf8(0x9089) + utf8(0xE0110),
                      no_form = utf8(0x9089) + utf8(0xE01EF);
    REQUIRE(fonts.ask(0x20BB7).font == 1);
    REQUIRE(fonts.ask(0x3134A) == NameFonts::Answer{NameFonts::kNone, false});
    REQUIRE(fonts.ask(0x9089, 0xE01EF) == NameFonts::Answer{0, false});
    const auto name = fonts.written("見" + rare + none + form + no_form);
    CHECK(name.text == "見" + rare + "●" + form + utf8(0x9089));
    CHECK(name.undrawn == std::vector<ui::Undrawn>{{0x3134A, 0}, {0x9089, 0xE01EF}});
    const auto of_form = fonts.ask(0x9089, 0xE0110).font;
    CHECK(of_form > 0);
    CHECK(name.last() == std::max(1, of_form));
    CHECK(fonts.written("見本市").parts == std::vector<NameFonts::Part>{{0, 9, 0}});
}

TEST_CASE("a mark stays with its letter, and bytes that are no letters are left out") {
    NameFonts fonts;
    const auto ga = "か" + utf8(0x3099);
    CHECK(fonts.written(ga + "い").text == ga + "い");
    for (const auto& part : fonts.written(ga).parts) CHECK(part.end == ga.size());
    CHECK(fonts.written("a\xFF" "b").text == "ab");
    CHECK(fonts.written("").parts.empty());
}

TEST_CASE("Pango draws a name with the fonts that were asked, and a form is not its plain letter") {
    const auto engine = ui::paint::TextEngine::create().value();
    const auto picture_of = [&](const std::string& text, const ui::LanguageRow& row) {
        ui::paint::Picture picture(120, 60);
        const auto canvas = ui::paint::canvas_on(picture);
        engine.draw(canvas.get(), engine.set(text, {40, false, 1.4, &row}, 200), {0, 0, 120, 60}, ui::Align::left,
                    ui::Valign::middle, {0});
        return picture;
    };
    const auto& ja = ui::kLanguages.front();
    CHECK(picture_of("見本", ui::kNames) == picture_of("見本", ja));
    const auto& forms = forms_of(kFonts.at(2));
    NameFonts fonts;
    int drawn = 0, another = 0;
    for (std::size_t i = 0; i < forms.size(); i += 500) {
        const auto& [letter, selector] = forms[i];
        const auto text = utf8(letter) + utf8(selector);
        CHECK(engine.set(text, {40, false, 1.4, &ui::kNames}, 200).unknown_glyphs == 0);
        another += picture_of(text, ui::kNames) != picture_of(utf8(letter), ui::kNames) ? 1 : 0;
        ++drawn;
    }
    INFO(drawn);
    CHECK(another > drawn / 2);  // a collection also lists the plain form itself
    CHECK(picture_of(utf8(0x20BB7), ui::kNames) != picture_of("●", ui::kNames));
    CHECK(picture_of(utf8(0x3134A), ui::kNames) == picture_of("●", ui::kNames));
}
