// SPDX-License-Identifier: Apache-2.0
// Bytes as they come from cards, files and wires.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace uketsuke::base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// Lower-case hex without separators.
std::string to_hex(ByteView bytes);
/// Reads hex; blanks between bytes are allowed. nullopt for anything else.
std::optional<Bytes> from_hex(std::string_view text);
/// Views the characters of a text as bytes. The text must outlive the view.
inline ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
/// Overwrites memory in a way that the compiler may not leave out.
void wipe(void* data, std::size_t size);
inline void wipe(Bytes& bytes) {
    wipe(bytes.data(), bytes.size());
    bytes.clear();
}

}  // namespace uketsuke::base
