// SPDX-License-Identifier: Apache-2.0
#include "plain.hpp"

#include <algorithm>
#include <array>

namespace uketsuke::ui::voice {
namespace {

// Reading speed differs from person to person far more than by what these figures are off.
constexpr base::Duration kPerNarrowLetter{65};  // Latin: 15 letters a second
constexpr base::Duration kPerWideLetter{190};   // kana one mora, characters one or two: 7 morae a second

constexpr std::array<std::string_view, 38> kMarks{
    " ",      "\n",     ".",      ",",      ";",      ":",      "!",      "?",      "(",      ")",
    "[",      "]",      "\"",     "'",      "-",      "/",      "&",      "\u2013", "\u2014", "\u2018",
    "\u2019", "\u201c", "\u201d", "\u2026", "\u00b7", "\u3000", "\u3001", "\u3002", "\u300c", "\u300d",
    "\u300e", "\u300f", "\u30fb", "\uff08", "\uff09", "\uff01", "\uff1f", "\uff1a"};

char32_t code_of(std::string_view letter) {
    if (letter.size() != 3) return 0;  // kana have three bytes
    const auto bits = [&](std::size_t at) {
        return static_cast<char32_t>(static_cast<unsigned char>(letter[at]) & 0x3F);
    };
    return (static_cast<char32_t>(static_cast<unsigned char>(letter[0]) & 0x0F) << 12) | bits(1) << 6 | bits(2);
}

std::size_t length_at(std::string_view text, std::size_t at) {
    std::size_t length = 1;
    while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0) == 0x80) ++length;
    return length;
}

}  // namespace

std::string plain(std::string_view text) {
    std::string said;
    for (const char c : text) {
        if (c == '|') continue;
        const bool space = c == ' ' || c == '\n';
        if (!space) said += c;
        if (space && !said.empty() && said.back() != ' ') said += ' ';
    }
    if (!said.empty() && said.back() == ' ') said.pop_back();
    return said;
}

std::vector<std::string_view> letters_of(std::string_view text) {
    std::vector<std::string_view> letters;
    for (std::size_t at = 0; at < text.size(); at += letters.back().size())
        letters.push_back(text.substr(at, length_at(text, at)));
    return letters;
}

bool is_mark(std::string_view letter) { return std::ranges::find(kMarks, letter) != kMarks.end(); }
bool is_digit(std::string_view letter) { return letter.size() == 1 && letter[0] >= '0' && letter[0] <= '9'; }

bool is_kana(std::string_view letter) {
    const auto code = code_of(letter);
    return (code >= 0x3041 && code <= 0x3096) || (code >= 0x30A1 && code <= 0x30F6) || code == 0x30FC;
}

std::string hiragana(std::string_view text) {
    std::string all;
    for (const auto letter : letters_of(text)) {
        const auto code = code_of(letter);
        if (code < 0x30A1 || code > 0x30F6) {
            all += letter;
            continue;
        }
        const char32_t as = code - 0x60;
        all += {static_cast<char>(0xE0 | as >> 12), static_cast<char>(0x80 | (as >> 6 & 0x3F)),
                static_cast<char>(0x80 | (as & 0x3F))};
    }
    return all;
}

base::Duration estimated(std::string_view text) {
    base::Duration sum{0};
    for (const auto letter : letters_of(text)) sum += letter.size() < 3 ? kPerNarrowLetter : kPerWideLetter;
    return sum;
}

}  // namespace uketsuke::ui::voice
