// SPDX-License-Identifier: Apache-2.0
// Looks that need nothing but the machine.
#pragma once

#include <filesystem>
#include <span>

#include "firmware/base/bytes.hpp"
#include "report.hpp"

namespace uketsuke::readiness {

/// A clock before the day on which the program was built is wrong: certificates and consents would be judged by a wrong
/// day.
Look look_at_clock(base::WallTime now, base::WallTime built);

/// The least room that any of the folders has: below kFew it is wrong (a journal that cannot be written stops the
/// kiosk), below kSome soon. In MB.
constexpr std::uint64_t kFew = 50, kSome = 500;
Look look_at_disk(std::span<const std::filesystem::path> folders);

/// Each is there and may be written in.
Look look_at_folders(std::span<const std::filesystem::path> folders);

/// Somebody listens at that Unix socket.
Look look_at_socket(const std::filesystem::path& socket);

/// Whether a face can be seen in the light of a picture of these brightnesses.
Look look_at_light(base::ByteView pixels);

/// The file is there and may be run.
bool runs(const std::filesystem::path& program);

}  // namespace uketsuke::readiness
