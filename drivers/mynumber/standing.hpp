// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "firmware/base/time.hpp"

namespace uketsuke::drivers::mynumber {

/// How far the clock of an authority or its responder may be ahead of ours.
constexpr std::chrono::minutes kIssuerClockSkew{5};

/// What a revocation list or a responder says of a certificate.
struct Standing {
    bool revoked = false;
    base::WallTime next_update{};  ///< until then "not revoked" may be relied on; "revoked" does not end
};

}  // namespace uketsuke::drivers::mynumber
