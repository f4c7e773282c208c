// SPDX-License-Identifier: Apache-2.0
#include "letters.hpp"

#include <array>
#include <optional>
#include <vector>

#include "firmware/base/utf8.hpp"
#include "firmware/eligibility/shift_jis.hpp"

namespace uketsuke::sim {
namespace {

constexpr std::size_t kMostLetters = 120;

constexpr std::u32string_view kKanji = U"仮名例示試見無在虚構模擬町丁";
constexpr std::u32string_view kRareKanji = U"𠮷俱鷗𣳾𠀋𩸽";
constexpr std::u32string_view kVaried = U"葛辻邉";  // each with the first variation of its own
constexpr std::u32string_view kHiragana = U"あいうえおかきくけこさしすせそ";
constexpr std::u32string_view kKatakana = U"アイウエオカキクケコサシスセソ";
constexpr std::u32string_view kHalfWide = U"ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿ";
constexpr std::u32string_view kKept = U" 　-－‐ー・（）()、,.●〓■□\uFFFD";
constexpr char32_t kVariation = 0xE0100;

struct Range {
    char32_t first, last;
    std::u32string_view instead;
};
constexpr std::array kRanges{Range{U'0', U'9', U"0123456789"},
                             Range{U'A', U'Z', U"ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
                             Range{U'a', U'z', U"abcdefghijklmnopqrstuvwxyz"},
                             Range{U'０', U'９', U"０１２３４５６７８９"},
                             Range{U'Ａ', U'Ｚ', U"ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"},
                             Range{U'ａ', U'ｚ', U"ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"},
                             Range{U'ぁ', U'ゖ', kHiragana},
                             Range{U'ァ', U'ヺ', kKatakana},
                             Range{U'ｦ', U'ﾟ', kHalfWide}};

bool is_variation(char32_t c) { return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF); }
bool is_kanji(char32_t c) {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) || c == U'々';
}

void put(std::string& text, char32_t c) {
    const auto low = [&](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
    if (c < 0x80)
        text += static_cast<char>(c);
    else if (c < 0x800)
        text += {static_cast<char>(0xC0 | c >> 6), low(0)};
    else if (c < 0x10000)
        text += {static_cast<char>(0xE0 | c >> 12), low(6), low(0)};
    else
        text += {static_cast<char>(0xF0 | c >> 18), low(12), low(6), low(0)};
}

/// Whether Shift_JIS has it: else it stands there as a reference.
bool is_in_shift_jis(char32_t c) {
    const auto to = eligibility::ToShiftJis::open();
    std::string letter;
    put(letter, c);
    const auto there = to ? (*to)->convert(letter) : base::Result<base::WipedText>(base::fail(to.error()));
    return there && !there->starts_with('&');
}

std::vector<char32_t> letters_of(std::string_view text) {
    std::vector<char32_t> letters;
    while (!text.empty() && letters.size() < kMostLetters) {
        const auto letter = base::take_letter(text);
        if (!letter) text.remove_prefix(1);
        letters.push_back(letter.value_or(U'\uFFFD'));
    }
    return letters;
}

char32_t other_letter(char32_t c, Draw& draw) {
    if (kKept.find(c) != std::u32string_view::npos) return c;
    for (const auto& range : kRanges)
        if (c >= range.first && c <= range.last) return draw.of(range.instead);
    if (!is_kanji(c)) return U'※';
    return is_in_shift_jis(c) ? draw.of(kKanji) : draw.of(kRareKanji);
}

std::string drawn(const std::vector<char32_t>& letters, Draw& draw) {
    std::string text;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const bool varied = i + 1 < letters.size() && is_variation(letters[i + 1]);
        put(text, varied ? draw.of(kVaried) : other_letter(letters[i], draw));
        if (!varied) continue;
        put(text, kVariation);
        ++i;
    }
    return text;
}

}  // namespace

std::string other_text(std::string_view text, Draw& draw) {
    const auto letters = letters_of(text);
    for (int tries = 0; tries < 20; ++tries)
        if (auto other = drawn(letters, draw); other != text || text.empty()) return other;
    return "例" + drawn(letters, draw);  // nothing in it but what stays
}

}  // namespace uketsuke::sim
