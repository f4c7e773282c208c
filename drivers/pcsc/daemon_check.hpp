// SPDX-License-Identifier: Apache-2.0
// A pcscd that was started to log APDUs writes PINs in clear into its log. No card is opened beside one.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace uketsuke::drivers::pcsc {

/// True for the arguments (without the program's name) --apdu, -a, --debug, -d, abbreviated or bundled as getopt takes
/// them.
bool arguments_log_apdus(std::span<const std::string> arguments);

/// The first running pcscd that logs APDUs, as "pcscd (process 123) was started with …"; nullopt when there is none in
/// sight. Looks at /proc/*/cmdline, so it sees as much as this user may see (hidepid hides other users' daemons).
std::optional<std::string> pcscd_logs_apdus(const std::filesystem::path& proc = "/proc");

}  // namespace uketsuke::drivers::pcsc
