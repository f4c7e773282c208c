// SPDX-License-Identifier: Apache-2.0
// Reads the BER-TLV objects that a simulated card holds or is given. The card's own, apart from the driver's. Pure.
#pragma once

#include <optional>

#include "firmware/base/bytes.hpp"

namespace uketsuke::sim {

/// Views into the bytes it was read from.
struct Object {
    std::uint32_t tag = 0;  ///< as written, e.g. 0xDF27
    base::ByteView value;
    base::ByteView rest;  ///< what follows it
};

/// The first object; nullopt when it is not whole, or longer than a card's files can be.
std::optional<Object> first_object(base::ByteView bytes);
/// The value of the first object with this tag in a row of objects.
std::optional<base::ByteView> value_of(base::ByteView objects, std::uint32_t tag);

}  // namespace uketsuke::sim
