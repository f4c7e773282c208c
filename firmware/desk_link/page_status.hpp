// SPDX-License-Identifier: Apache-2.0
// The certificate of the clerks' page, in a file beside the kiosk's desk.socket: written by the desk on this machine,
// so that the kiosk's own screen shows the fingerprint that a browser must see.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "firmware/base/error.hpp"

namespace uketsuke::desk_link {

/// "AB:CD:…", SHA-256. Errors: file_unreadable.
base::Result<void> write_fingerprint(const std::filesystem::path& socket, const std::string& fingerprint);
/// nullopt: no desk on this machine has written one, or it is none.
std::optional<std::string> read_fingerprint(const std::filesystem::path& socket);

}  // namespace uketsuke::desk_link
