// SPDX-License-Identifier: Apache-2.0
// Bytes as they come from cards, cameras, files and wires. Any of them may be a secret or a person's: they are wiped
// when they are freed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wiping_allocator.hpp"

namespace uketsuke::base {

using Bytes = std::vector<std::uint8_t, WipingAllocator<std::uint8_t>>;
using ByteView = std::span<const std::uint8_t>;

/// Lower-case hex without separators.
template <class Text = std::string>
Text to_hex(ByteView bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    Text text;
    text.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}
/// Reads hex; blanks between bytes are allowed. nullopt for anything else.
std::optional<Bytes> from_hex(std::string_view text);
/// Views the characters of a text as bytes. The text must outlive the view.
inline ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
/// Overwrites memory in a way that the compiler may not leave out. For memory that is used again and not freed, or is a
/// library's; what is freed is wiped by its type.
void wipe(void* data, std::size_t size);

}  // namespace uketsuke::base
