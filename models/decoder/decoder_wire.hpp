// SPDX-License-Identifier: Apache-2.0
// What goes over the socket between the firmware and uketsuke-photo. Numbers are four bytes, highest first.
//   request: length, then that many bytes of JPEG 2000.   answer: width, height, then width * height grey bytes;
//   then the program ends. No answer = not decodable.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace uketsuke::models::decoder {

constexpr std::size_t kMostInput = 64 * 1024;  ///< a chip holds about 5 kB
constexpr std::uint32_t kMostSide = 1000;      ///< pixels

using Word = std::array<std::uint8_t, 4>;

constexpr Word to_word(std::uint32_t number) {
    return {static_cast<std::uint8_t>(number >> 24U), static_cast<std::uint8_t>(number >> 16U),
            static_cast<std::uint8_t>(number >> 8U), static_cast<std::uint8_t>(number)};
}
constexpr std::uint32_t from_word(const std::uint8_t* word) {
    return std::uint32_t{word[0]} << 24U | std::uint32_t{word[1]} << 16U | std::uint32_t{word[2]} << 8U | word[3];
}

}  // namespace uketsuke::models::decoder
