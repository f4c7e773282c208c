// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <winscard.h>

#include <cstddef>

namespace uketsuke::drivers::pcsc {

/// No extended command is sent.
constexpr std::size_t kShortAnswer = 256;
constexpr std::size_t kLongestAnswer = 65536;

/// Bytes of data in one answer that the reader's driver says it passes on, 256 to 65536 (PC/SC part 10:
/// GET_TLV_PROPERTIES, dwMaxAPDUDataSize); 256 where it does not say. Two calls that reach the driver and not the card.
std::size_t told_longest_answer(SCARDHANDLE handle);

}  // namespace uketsuke::drivers::pcsc
