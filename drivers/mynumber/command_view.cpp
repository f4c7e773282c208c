// SPDX-License-Identifier: Apache-2.0
#include "command_view.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace uketsuke::drivers::mynumber {
namespace {

constexpr std::size_t kHeader = 4;
constexpr std::size_t kExtended = 7;  ///< header, 00 and two bytes of Lc or Le

/// A fifth byte alone is Le; so are two after a 00.
std::size_t data_length_of(base::ByteView command) {
    if (command.size() <= kHeader + 1) return 0;
    if (command[kHeader] != 0) return command[kHeader];
    return command.size() > kExtended ? std::size_t{command[5]} << 8 | command[6] : 0;
}

struct Instruction {
    std::uint8_t code;
    std::string_view name;
};
constexpr std::array kInstructions{
    Instruction{0xB0, "READ BINARY"},
    Instruction{0xB2, "READ RECORD"},
    Instruction{0x24, "CHANGE PIN"},
    Instruction{0x32, "CHANGE PIN"},
    Instruction{0x2A, "SIGN"},
    Instruction{0x84, "GET CHALLENGE"},
    Instruction{0x88, "INTERNAL AUTHENTICATE"},
    Instruction{0x82, "EXTERNAL AUTHENTICATE"},
    Instruction{0xA2, "terminal certificate"},
    Instruction{0xCA, "GET DATA"},
};

struct Meaning {
    std::uint16_t status;
    std::string_view words;
};
// Card facts A3.
constexpr std::array kMeanings{
    Meaning{0x9000, "done"},
    Meaning{0x6300, "any number of tries"},
    Meaning{0x6700, "wrong length"},
    Meaning{0x6881, "no such logical channel"},
    Meaning{0x6981, "a file of another structure"},
    Meaning{0x6982, "a PIN or 照合番号 must be given first"},
    Meaning{0x6983, "blocked"},
    Meaning{0x6984, "blocked"},
    Meaning{0x6985, "not under these conditions"},
    Meaning{0x6986, "no file is selected"},
    Meaning{0x6A80, "the data is not understood"},
    Meaning{0x6A82, "not on this card"},
    Meaning{0x6A83, "no such record"},
    Meaning{0x6A86, "wrong parameters P1 P2"},
    Meaning{0x6A88, "no such data"},
    Meaning{0x6B00, "past the end of the file"},
    Meaning{0x6D00, "the command is not known here"},
    Meaning{0x6E00, "the class is not known here"},
    Meaning{0x6F00, "no diagnosis (some cards say so to the first command)"},
};

}  // namespace

CommandView view_of(base::ByteView command) {
    CommandView view;
    if (command.size() < kHeader) return view;
    std::copy_n(command.begin(), kHeader, view.header.begin());
    view.data_length = data_length_of(command);
    const bool by_name = command[1] == 0xA4 && command[2] == 0x04;
    if (by_name && command.size() >= kHeader + 1 + view.data_length)
        view.application = application_of(command.subspan(kHeader + 1, view.data_length));
    view.file = file_named_by(command);
    return view;
}

std::string_view name_of_command(const std::array<std::uint8_t, 4>& header, std::size_t data_length) {
    if (header[1] == 0xA4)
        return header[2] == 0x04 ? "SELECT application" : header[2] == 0x02 ? "SELECT file" : "SELECT";
    if (header[1] == 0x20) return data_length == 0 ? "tries left?" : "VERIFY";
    const auto found = std::find_if(kInstructions.begin(), kInstructions.end(),
                                    [&](const Instruction& one) { return one.code == header[1]; });
    return found == kInstructions.end() ? "?" : found->name;
}

std::string words_of(StatusWord status) {
    const auto found = std::find_if(kMeanings.begin(), kMeanings.end(),
                                    [&](const Meaning& one) { return one.status == status.value; });
    if (found != kMeanings.end()) return std::string(found->words);
    if (const auto left = status.tries())
        return fmt::format("{} {} left", left->left, left->left == 1 ? "try" : "tries");
    return "?";
}

}  // namespace uketsuke::drivers::mynumber
