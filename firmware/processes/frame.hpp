// SPDX-License-Identifier: Apache-2.0
// A message on a stream socket: version, number of the call, length, bytes. Internal to this folder.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "firmware/base/bytes.hpp"

namespace uketsuke::processes {

constexpr std::uint8_t kFrameVersion = 1;
using Until = std::chrono::steady_clock::time_point;

struct Frame {
    std::uint8_t call = 0;
    base::Bytes message;
};

/// On a socket that does not block. False: not all of it went until then.
bool send_frame(int socket, std::uint8_t call, base::ByteView message, Until until);
/// `largest`: of a message of that call; nothing: there is no such call. nullopt: no whole frame came until then, or none
/// of this version, of a known call, and not too large.
std::optional<Frame> receive_frame(int socket, const std::function<std::optional<std::size_t>(std::uint8_t)>& largest,
                                   Until until);

}  // namespace uketsuke::processes
