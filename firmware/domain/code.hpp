// SPDX-License-Identifier: Apache-2.0
// A code that somebody shows to the kiosk, printed or on a phone.
#pragma once

#include <cstddef>
#include <cstdint>

#include "firmware/base/wiped_text.hpp"

namespace uketsuke::domain {

enum class CodeKind : std::uint8_t {
    qr,
    code128,
    code39,
    jan,      ///< JAN (EAN) with 8 or 13 digits
    codabar,  ///< NW-7
};

/// No code that this kiosk has a use for is longer, in bytes.
constexpr std::size_t kLongestCode = 256;

/// What a code says. It may be a patient's number: whoever holds the text lets nobody print it.
struct Code {
    CodeKind kind{};
    base::WipedText text;  ///< printable UTF-8, 1 to kLongestCode bytes
    bool operator==(const Code&) const = default;
};

}  // namespace uketsuke::domain
