// SPDX-License-Identifier: Apache-2.0
// Reads BER-TLV from a card that may lie: every length is checked against what is there. Pure.
// Accepted: tags of up to three bytes, lengths of up to three bytes, short or long form (cards from about 2023 use
// both). Refused: the indefinite form and everything truncated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "firmware/base/bytes.hpp"

namespace uketsuke::drivers::mynumber {

/// Views into the bytes it was read from.
struct Tlv {
    std::uint32_t tag = 0;  ///< as written, e.g. 0xDF27
    base::ByteView value;
    base::ByteView whole;  ///< tag, length and value
};

/// How long the first object is, header included, from its first bytes. The rest need not be there.
std::optional<std::size_t> object_size(base::ByteView head);
/// The first object.
std::optional<Tlv> parse_tlv(base::ByteView bytes);
/// The first object with this tag in a row of objects; what follows the last readable one (filler) is not looked at.
std::optional<Tlv> find_tlv(base::ByteView objects, std::uint32_t tag);

}  // namespace uketsuke::drivers::mynumber
