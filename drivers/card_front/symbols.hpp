// SPDX-License-Identifier: Apache-2.0
// The characters that the reader of printed digits knows.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "firmware/base/wiping_allocator.hpp"

namespace uketsuke::drivers::card_front {

/// One printed character; 0–9 are digits.
enum Symbol : std::uint8_t {
    kYear = 10,  // 年
    kMonth,
    kDay,
    kBorn,
    kFirstYear,
    kMei,  // 明治
    kJi,
    kTai,  // 大正
    kShou,
    kShow,  // 昭和, 令和
    kWa,
    kHei,  // 平成
    kSei,
    kRei,
    kNothing,  ///< paper, dirt, a gap, another character, a damaged one
};
using Symbols = std::vector<Symbol, base::WipingAllocator<Symbol>>;

inline constexpr std::size_t kSymbolCount = kNothing + 1;
inline constexpr std::array<const char*, kNothing> kSymbolTexts{"0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",
                                                                "8",  "9",  "年", "月", "日", "生", "元", "明",
                                                                "治", "大", "正", "昭", "和", "平", "成", "令"};

constexpr bool is_digit(Symbol symbol) { return symbol <= 9; }

}  // namespace uketsuke::drivers::card_front
