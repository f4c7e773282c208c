// SPDX-License-Identifier: Apache-2.0
#include "masked.hpp"

#include <array>
#include <utility>

#include "firmware/base/utf8.hpp"

namespace uketsuke::eligibility {
namespace {

constexpr int kMostLetters = 60;
constexpr std::array<std::pair<char32_t, char32_t>, 9> kPairs{{{U'「', U'」'},
                                                               {U'『', U'』'},
                                                               {U'（', U'）'},
                                                               {U'【', U'】'},
                                                               {U'(', U')'},
                                                               {U'[', U']'},
                                                               {U'<', U'>'},
                                                               {U'"', U'"'},
                                                               {U'\'', U'\''}}};

/// What closes it; 0: it opens nothing.
char32_t closing(char32_t letter) {
    for (const auto& [open, close] : kPairs)
        if (open == letter) return close;
    return 0;
}

bool may_be_a_persons(char32_t letter) {
    return (letter >= U'0' && letter <= U'9') || (letter >= U'０' && letter <= U'９') ||
           (letter >= U'A' && letter <= U'Z') || (letter >= U'Ａ' && letter <= U'Ｚ') ||
           (letter >= U'ｦ' && letter <= U'ﾟ') || letter < U' ';
}

}  // namespace

std::string masked(std::string_view message) {
    std::string told;
    char32_t until = 0;
    for (int letters = 0; !message.empty() && letters < kMostLetters; ++letters) {
        const auto before = message;
        const auto letter = base::take_letter(message);
        if (!letter) break;
        if (until != 0) {
            until = *letter == until ? 0 : until;
            continue;
        }
        until = closing(*letter);
        if (until != 0 || may_be_a_persons(*letter))
            told += told.ends_with('*') ? "" : "*";
        else
            told += before.substr(0, before.size() - message.size());
    }
    return told;
}

}  // namespace uketsuke::eligibility
