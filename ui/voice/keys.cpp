// SPDX-License-Identifier: Apache-2.0
#include "keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "firmware/base/enumeration.hpp"

namespace uketsuke::ui::voice {
namespace {

using C = Command;
using N = KeypadKey::Name;

constexpr KeypadKey digit(int which, bool held = false) { return {N::digit, which, held}; }
constexpr KeypadKey named(N name, bool held = false) { return {name, 0, held}; }

constexpr std::array kKeys{
    KeyRow{named(N::slash), "/", C::previous, C::previous},
    KeyRow{named(N::star), "*", C::next, C::next},
    KeyRow{named(N::enter), "Enter", C::ok, C::ok},
    KeyRow{named(N::plus), "+", C::louder, C::louder},
    KeyRow{named(N::minus), "−", C::softer, C::softer},
    KeyRow{named(N::dot), ".", C::repeat, C::repeat},
    KeyRow{named(N::dot, true), ". held", C::where, C::where},
    KeyRow{named(N::num_lock), "Num Lock", C::help, C::help},
    KeyRow{named(N::num_lock, true), "Num Lock held", C::read, C::read},
    KeyRow{named(N::backspace), "Backspace", C::back, C::erase},
    KeyRow{digit(4), "4", C::previous, {}},
    KeyRow{digit(6), "6", C::next, {}},
    KeyRow{digit(5), "5", C::ok, {}},
    KeyRow{digit(5, true), "5 held", C::begin, {}},
    KeyRow{digit(0), "0", C::back, {}},
    KeyRow{digit(1), "1", C::where, {}},
    KeyRow{digit(2), "2", C::repeat, {}},
    KeyRow{digit(3), "3", C::help, {}},
    KeyRow{digit(3, true), "3 held", C::longer, {}},
    KeyRow{digit(8), "8", C::read, {}},
    KeyRow{digit(7), "7", C::slower, {}},
    KeyRow{digit(9), "9", C::faster, {}},
};

std::string meaning(const KeyRow& row, const std::optional<Command>& command) {
    if (command) return std::string(name_of(*command));
    return row.key.name == N::digit && !row.key.held ? "types" : "–";
}

}  // namespace

std::string_view name_of(Command command) { return base::enumerator_name(command); }

std::span<const KeyRow> key_table() { return kKeys; }

std::optional<Command> command_of(const KeypadKey& key, bool typing) {
    const auto* row = std::ranges::find(kKeys, key, &KeyRow::key);
    if (row == kKeys.end()) return {};
    return typing ? row->typing : row->elsewhere;
}

std::string print_keys() {
    std::string page = "| key | command | where digits are typed |\n|---|---|---|\n";
    for (const auto& row : kKeys)
        page += fmt::format("| {} | {} | {} |\n", row.cap, meaning(row, row.elsewhere), meaning(row, row.typing));
    return page;
}

}  // namespace uketsuke::ui::voice
