// SPDX-License-Identifier: Apache-2.0
#include "status_word.hpp"

#include <fmt/format.h>

namespace uketsuke::drivers::mynumber {

bool StatusWord::selection_lost() const {
    switch (value) {
        case 0x6A82:
        case 0x6A86:
        case 0x6985:
        case 0x6986:
        case 0x6D00: return true;
        default: return false;
    }
}

std::optional<domain::Tries> StatusWord::tries() const {
    if (value == 0x6983 || value == 0x6984) return domain::Tries{0};
    if ((value & 0xFFF0) == 0x63C0) return domain::Tries{value & 0x000F};
    return std::nullopt;
}

base::Error unexpected(std::string_view command, StatusWord status) {
    return {base::ErrorCode::card_garbled, fmt::format("{}: {:04X}", command, status.value)};
}

}  // namespace uketsuke::drivers::mynumber
