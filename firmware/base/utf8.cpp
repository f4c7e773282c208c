// SPDX-License-Identifier: Apache-2.0
#include "utf8.hpp"

#include <array>
#include <cstddef>

namespace uketsuke::base {
namespace {

/// Letters of two, three and four bytes: what the first byte looks like, and the least letter so written.
struct Length {
    unsigned mask, first;
    char32_t least;
};
constexpr std::array kLengths{Length{0xe0, 0xc0, 0x80}, Length{0xf0, 0xe0, 0x800}, Length{0xf8, 0xf0, 0x10000}};

}  // namespace

std::optional<char32_t> take_letter(std::string_view& text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (byte(0) < 0x80) {
        const char32_t letter = byte(0);
        text.remove_prefix(1);
        return letter;
    }
    for (std::size_t more = 1; more <= kLengths.size(); ++more) {
        const auto& length = kLengths.at(more - 1);
        if ((byte(0) & length.mask) != length.first) continue;
        if (text.size() <= more) return std::nullopt;
        char32_t letter = byte(0) & ~length.mask;
        for (std::size_t at = 1; at <= more; ++at) {
            if ((byte(at) & 0xc0U) != 0x80) return std::nullopt;
            letter = letter << 6 | (byte(at) & 0x3fU);
        }
        if (letter < length.least || letter > 0x10ffff || (letter >= 0xd800 && letter <= 0xdfff)) return std::nullopt;
        text.remove_prefix(more + 1);
        return letter;
    }
    return std::nullopt;
}

}  // namespace uketsuke::base
