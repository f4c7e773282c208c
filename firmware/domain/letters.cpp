// SPDX-License-Identifier: Apache-2.0
#include "letters.hpp"

#include <algorithm>
#include <array>

namespace uketsuke::domain {
namespace {

struct Range {
    char32_t first, last;
};

/// Not seen, and changes what is: controls, marks of direction, joiners, tags. Variation selectors are none of them:
/// they choose between forms of one kanji.
constexpr std::array<Range, 12> kHidden{{{0x00, 0x1F},
                                         {0x7F, 0x9F},
                                         {0xAD, 0xAD},
                                         {0x61C, 0x61C},
                                         {0x180E, 0x180E},
                                         {0x200B, 0x200F},
                                         {0x2028, 0x202E},
                                         {0x2060, 0x206F},
                                         {0xFEFF, 0xFEFF},
                                         {0xFFF9, 0xFFFB},
                                         {0xE0000, 0xE007F},
                                         {0x110000, 0xFFFFFFFF}}};
/// Stands for a letter, and does not tell for which.
constexpr std::array<Range, 8> kStandIn{{{0x25A0, 0x25A0},  // ■
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

/// Takes the first letter off a text that is not empty; a byte that begins none is one by itself, and broken.
Letter take(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t size = lead < 0x80                   ? 1
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                             : (lead & 0xF0U) == 0xE0      ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
    constexpr std::array<unsigned, 5> kBits{0, 0x7F, 0x1F, 0x0F, 0x07};
    constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
    char32_t code = lead & kBits.at(size);
    std::size_t length = 1;
    while (length < size && length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        code = code << 6 | (static_cast<unsigned char>(text[length++]) & 0x3FU);
    const bool whole = size > 0 && length == size && code >= kLeast.at(size);
    const Letter letter{whole ? code : kBroken, text.substr(0, length)};
    text.remove_prefix(length);
    return letter;
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
