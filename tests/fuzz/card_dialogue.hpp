// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "firmware/base/bytes.hpp"

namespace uketsuke::fuzz {

/// One command (VERIFY when the first byte is 20, READ BINARY otherwise) and whatever the rest answers to it and to
/// what follows it (61xx, 6Cxx), with a length of two bytes before each answer. A VERIFY goes out once.
void apdu_exchange(base::ByteView bytes);

/// A card that answers whatever stands in the bytes, one answer after another (a length of two bytes before each), to
/// identification, PIN, face record and the four attributes. At most one VERIFY with data a dialogue, none that names
/// My Number.
void card_dialogue(base::ByteView bytes);

}  // namespace uketsuke::fuzz
