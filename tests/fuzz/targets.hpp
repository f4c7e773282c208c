// SPDX-License-Identifier: Apache-2.0
// What a card (or whoever plays one) and the service can feed to the firmware, each as one function that takes any
// bytes and must not crash, hang, read outside them, or break the rule that it checks. Used by the fuzzers and by the
// replay.
#pragma once

#include <span>
#include <string_view>

#include "firmware/base/bytes.hpp"

namespace uketsuke::fuzz {

struct Target {
    std::string_view name;
    bool pure;  ///< parses only: no cryptography, no decoder
    void (*run)(base::ByteView bytes);
};

std::span<const Target> targets();

/// Ends the process, saying which rule was broken: the fuzzer keeps the bytes.
void require(bool holds, const char* rule);

}  // namespace uketsuke::fuzz
