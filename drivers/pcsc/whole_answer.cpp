// SPDX-License-Identifier: Apache-2.0
#include "whole_answer.hpp"

#include <algorithm>

#include "longest_answer.hpp"

namespace uketsuke::drivers::pcsc {
namespace {

using base::Bytes;
using base::ByteView;

constexpr std::size_t kHeader = 4;

bool touches_pin(ByteView command) {
    constexpr std::array<std::uint8_t, 5> kInstructions{0x20, 0x21, 0x24, 0x2C, 0x32};
    return std::find(kInstructions.begin(), kInstructions.end(), command[1]) != kInstructions.end();
}

std::uint8_t sw1(ByteView answer) { return answer[answer.size() - 2]; }
std::uint8_t sw2(ByteView answer) { return answer[answer.size() - 1]; }

/// Length of header, Lc and data, without Le; nullopt when the lengths do not agree.
std::optional<std::size_t> size_without_le(ByteView command, bool extended) {
    const auto lc_size = std::size_t{extended ? 3u : 1u};
    const auto le_size = std::size_t{extended ? 2u : 1u};
    if (command.size() == kHeader || command.size() == kHeader + lc_size) return kHeader;  // no data
    const std::size_t lc = extended ? command[5] << 8 | command[6] : command[4];
    const auto bare = kHeader + lc_size + lc;
    if (command.size() != bare && command.size() != bare + le_size) return std::nullopt;
    return bare;
}

}  // namespace

std::optional<Bytes> with_le(ByteView command, std::uint8_t le) {
    if (command.size() < kHeader) return std::nullopt;
    const bool extended = command.size() >= kHeader + 3 && command[4] == 0;
    const auto bare = size_without_le(command, extended);
    if (!bare) return std::nullopt;
    Bytes again(command.begin(), command.begin() + static_cast<std::ptrdiff_t>(*bare));
    if (extended && *bare == kHeader) again.push_back(0);  // the mark of an extended command without data
    if (extended) again.push_back(le == 0 ? 1 : 0);
    again.push_back(le);
    return again;
}

base::Result<Bytes> complete_exchange(ByteView command, const Exchange& exchange) {
    if (command.size() < kHeader) return base::fail(base::ErrorCode::internal, "a command of less than four bytes");
    auto answer = exchange(command);
    if (answer && answer->size() == 2 && sw1(*answer) == 0x6C && !touches_pin(command))
        if (const auto again = with_le(command, sw2(*answer))) answer = exchange(*again);
    while (answer && sw1(*answer) == 0x61) {
        const std::array<std::uint8_t, 5> get_response{static_cast<std::uint8_t>(command[0] & 0x03), 0xC0, 0, 0,
                                                       sw2(*answer)};
        auto more = exchange(get_response);
        if (!more) return more;
        const bool endless = sw1(*more) == 0x61 && more->size() < kLeastPart + 2;
        answer->resize(answer->size() - 2);
        answer->insert(answer->end(), more->begin(), more->end());
        if (endless || answer->size() > kLongestAnswer + 2)
            return base::fail(base::ErrorCode::card_garbled, "an answer without end (61xx)");
    }
    return answer;
}

}  // namespace uketsuke::drivers::pcsc
