// SPDX-License-Identifier: Apache-2.0
// What of a command and its answer may be shown to a person or written down. Pure.
#pragma once

#include <string>
#include <type_traits>

#include "card_map.hpp"
#include "status_word.hpp"

namespace uketsuke::drivers::mynumber {

/// One command without its data: header, how much came with it, and what it names. There is no member that could hold a
/// PIN, a 照合番号, a challenge or what is signed: whatever prints this cannot print them.
struct CommandView {
    std::array<std::uint8_t, 4> header{};              ///< CLA INS P1 P2
    std::size_t data_length = 0;                       ///< Lc, short or extended; 0: no data
    const KnownApplication* application = nullptr;     ///< a known one, named by SELECT
    std::optional<std::uint16_t> file = std::nullopt;  ///< named by SELECT or by a short identifier

    bool operator==(const CommandView&) const = default;
};
static_assert(std::is_trivially_copyable_v<CommandView> && sizeof(CommandView) <= 32);

/// All zero for what is no command.
CommandView view_of(base::ByteView command);

/// "SELECT application", "VERIFY", "tries left?": what a command of this header does; "?" when that is not known.
std::string_view name_of_command(const std::array<std::uint8_t, 4>& header, std::size_t data_length);
/// "the file or application is not there": what a status says; "?" when that is not known.
std::string words_of(StatusWord status);

}  // namespace uketsuke::drivers::mynumber
