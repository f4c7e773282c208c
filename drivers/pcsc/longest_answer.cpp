// SPDX-License-Identifier: Apache-2.0
#include "longest_answer.hpp"

#include <reader.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "drivers/pcsc/call.hpp"

namespace uketsuke::drivers::pcsc {
namespace {

/// What the driver answers to a control code; nothing when it knows none.
struct Told {
    std::array<std::uint8_t, 512> bytes{};
    DWORD size = 0;
};
Told control(SCARDHANDLE handle, DWORD code) {
    Told told;
    const auto done = checked("SCardControl",
                              SCardControl(handle, code, nullptr, 0, told.bytes.data(), told.bytes.size(), &told.size));
    if (!done) told.size = 0;
    return told;
}

/// The number of four bytes that a list of tag, length and value holds under a tag, first byte first.
std::optional<std::array<std::uint8_t, 4>> four_bytes(const Told& told, std::uint8_t tag) {
    for (std::size_t at = 0; at + 2 <= told.size; at += 2U + told.bytes.at(at + 1)) {
        if (told.bytes.at(at) != tag || told.bytes.at(at + 1) != 4 || at + 6 > told.size) continue;
        std::array<std::uint8_t, 4> value{};
        std::copy_n(told.bytes.begin() + static_cast<std::ptrdiff_t>(at + 2), 4, value.begin());
        return value;
    }
    return std::nullopt;
}

}  // namespace

std::size_t told_longest_answer(SCARDHANDLE handle) {
    const auto code = four_bytes(control(handle, CM_IOCTL_GET_FEATURE_REQUEST), FEATURE_GET_TLV_PROPERTIES);
    if (!code) return kShortAnswer;
    const auto [a, b, c, d] = *code;  // the code with its highest byte first, the property with its lowest
    const auto size = four_bytes(control(handle, DWORD{a} << 24 | DWORD{b} << 16 | DWORD{c} << 8 | DWORD{d}),
                                 PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize);
    if (!size) return kShortAnswer;
    const auto [low, next, third, high] = *size;
    return std::clamp(std::size_t{high} << 24 | std::size_t{third} << 16 | std::size_t{next} << 8 | std::size_t{low},
                      kShortAnswer, kLongestAnswer);
}

}  // namespace uketsuke::drivers::pcsc
