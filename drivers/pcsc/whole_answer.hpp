// SPDX-License-Identifier: Apache-2.0
// The part of ISO 7816-4 that no caller should see: "more data is waiting" (61xx) and "ask for xx bytes" (6Cxx).
#pragma once

#include <functional>

#include "firmware/base/bytes.hpp"
#include "firmware/base/error.hpp"

namespace uketsuke::drivers::pcsc {

/// Sends one command as it is and returns one answer of at least two bytes.
using Exchange = std::function<base::Result<base::Bytes>(base::ByteView)>;

/// Of an answer in parts, what each part that is not the last must bring: what is waiting would fit one frame of any
/// reader, and 65,536 parts of a byte would hold the card's lane for hours.
constexpr std::size_t kLeastPart = 16;

/// Sends a command and brings the answer to its end: 61xx is followed by GET RESPONSE, 6Cxx by the same command with Le
/// = xx, once. A command that presents or changes a PIN (INS 20, 21, 24, 2C, 32) is never sent twice: its 6Cxx goes to
/// the caller. Errors: those of `exchange`; card_garbled for an answer without end, or one that comes by
/// less than kLeastPart bytes at a time; internal for a command that is no
/// APDU.
base::Result<base::Bytes> complete_exchange(base::ByteView command, const Exchange& exchange);

/// The same command asking for `le` bytes (0: 256); nullopt when it is no APDU (short or extended).
std::optional<base::Bytes> with_le(base::ByteView command, std::uint8_t le);

}  // namespace uketsuke::drivers::pcsc
