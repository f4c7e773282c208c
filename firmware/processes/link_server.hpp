// SPDX-License-Identifier: Apache-2.0
// What uketsuke-link does with what the kiosk asks.
#pragma once

#include <functional>

#include "calls.hpp"
#include "firmware/eligibility/line.hpp"

namespace uketsuke::processes {

/// To whom questions go. Both thread-safe.
struct LinkEnds {
    eligibility::Line& service;
    /// Empty: there is no responder.
    std::function<base::Result<base::Bytes>(base::ByteView request)> responder;
};

/// The answer to one question; nullopt: that was none.
std::optional<base::Bytes> answer_link_call(const LinkEnds& ends, std::uint8_t call, base::ByteView question);

}  // namespace uketsuke::processes
