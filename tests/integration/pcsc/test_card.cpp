// SPDX-License-Identifier: Apache-2.0
#include "test_card.hpp"

namespace uketsuke::test {

using base::Bytes;
using base::ByteView;

Bytes TestCard::atr() const { return *base::from_hex("3B 88 80 01 00 00 05 E0 B3 81 A1 00 7F"); }

std::optional<Bytes> TestCard::answer(ByteView command) {
    in_field_ = in_field_ && !(command[0] == 0x80 && (command[1] == 0x77 || command[1] == 0x78));
    if (!in_field_ && command[1] == 0x77) return std::nullopt;
    ++commands;
    if (!in_field_) return std::nullopt;
    if (command.size() < 4) return Bytes{0x67, 0x00};
    if (command[0] == 0x80 && command[1] == 0xDD) return std::nullopt;
    if (command[0] == 0x80 && command[1] == 0xEE) {
        Bytes echo(command.begin() + 5, command.end());
        echo.insert(echo.end(), {0x90, 0x00});
        return echo;
    }
    if (command[0] == 0x80 && command[1] == 0xAA) {
        const bool exact = command.size() == 5 && command[4] == command[3];
        if (!exact) return Bytes{0x6C, command[3]};
        Bytes data(command[3], 0xAA);
        data.insert(data.end(), {0x90, 0x00});
        return data;
    }
    if (command[1] == 0x20) {
        verified = command.size() == 9 && base::to_hex(command.subspan(5)) == "31323334";
        return verified ? Bytes{0x90, 0x00} : Bytes{0x63, 0xC2};
    }
    return Bytes{0x6D, 0x00};
}

Bytes echo_command(std::uint8_t byte) { return {0x80, 0xEE, 0x00, 0x00, 0x01, byte}; }

}  // namespace uketsuke::test
