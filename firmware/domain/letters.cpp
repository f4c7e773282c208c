// SPDX-License-Identifier: Apache-2.0
#include "letters.hpp"

#include <algorithm>
#include <array>

#include "firmware/base/utf8.hpp"

namespace uketsuke::domain {
namespace {

struct Range {
    char32_t first, last;
};

/// Not seen, and changes what is: controls, marks of direction, joiners, fillers, tags. Variation selectors of kanji
/// are none of them: they choose between forms of one.
constexpr std::array<Range, 20> kHidden{
    {{0x00, 0x1F},     {0x7F, 0x9F},       {0xAD, 0xAD},       {0x34F, 0x34F},     {0x61C, 0x61C},
     {0x115F, 0x1160}, {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E},
     {0x2060, 0x206F}, {0x2800, 0x2800},   {0x3164, 0x3164},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
     {0xFFF9, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE007F}, {0x110000, 0xFFFFFFFF}}};
/// Stands for a letter, and does not tell for which.
constexpr std::array<Range, 8> kStandIn{{{0x25A0, 0x25A1},  // ■ □
                                         {0x25CF, 0x25CF},  // ●
                                         {0x3013, 0x3013},  // 〓
                                         {0xD800, 0xDFFF},
                                         {0xE000, 0xF8FF},  // private use
                                         {0xFDD0, 0xFDEF},
                                         {0xFFFC, 0xFFFF},
                                         {0xF0000, 0x10FFFF}}};
constexpr std::string_view kShown = "●";
constexpr char32_t kBroken = 0xFFFD;

template <class Ranges>
bool in(const Ranges& ranges, char32_t code) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](const Range& range) { return code >= range.first && code <= range.last; });
}

struct Letter {
    char32_t code;
    std::string_view bytes;
};

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Takes the first letter off a text that is not empty. What is no UTF-8 is broken, a letter by itself: one byte and
/// those that would go on with it.
Letter take(std::string_view& text) {
    const auto before = text;
    const auto code = base::take_letter(text);
    if (!code) {
        text.remove_prefix(1);
        while (!text.empty() && continues(text.front())) text.remove_prefix(1);
    }
    return {code.value_or(kBroken), before.substr(0, before.size() - text.size())};
}

}  // namespace

bool has_unreadable(std::string_view text) {
    while (!text.empty()) {
        const auto code = take(text).code;
        if (in(kHidden, code) || in(kStandIn, code)) return true;
    }
    return false;
}

std::string drawable(std::string_view text) {
    std::string drawn;
    while (!text.empty()) {
        const auto letter = take(text);
        if (in(kHidden, letter.code)) continue;
        drawn += in(kStandIn, letter.code) ? kShown : letter.bytes;
    }
    return drawn;
}

}  // namespace uketsuke::domain
