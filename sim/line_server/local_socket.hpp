// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "firmware/base/descriptor.hpp"

namespace uketsuke::sim {

/// A UNIX socket that listens at this path (of at most 107 characters), in place of what lay there; none when that
/// cannot be.
base::Descriptor listen_at(const std::string& path);

constexpr std::string_view kLoopback = "127.0.0.1:";
struct Listening {
    base::Descriptor socket;
    std::string where;  ///< kLoopback and the port that it is
};
/// A TCP socket that listens at kLoopback and a port, 0 for any that is free; none when that cannot be. No other
/// address: who reaches it drives the kiosk.
Listening listen_on_loopback(const std::string& where);

}  // namespace uketsuke::sim
