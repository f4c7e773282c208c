// SPDX-License-Identifier: Apache-2.0
// Files, without exceptions: read whole, and written so that a power cut leaves the old content or the new, never a
// part.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "bytes.hpp"
#include "error.hpp"

namespace uketsuke::base {

/// A whole file as bytes. Errors: file_unreadable with name and reason (a folder is none).
Result<std::string> read_file(const std::filesystem::path& file);
/// The same for binary content.
Result<Bytes> read_bytes(const std::filesystem::path& file);

/// Puts `content` under `file`: part file, fsync, rename, fsync of the folder. On failure no part is left, and `file`
/// is as it was before; only where the folder could not be synced the new content stands there and a power cut may
/// bring back the old. Errors: file_unreadable with the system's reason.
Result<void> replace_file(const std::filesystem::path& file, std::string_view content);

/// All of `content` into a descriptor, or the system's reason.
Result<void> write_all(int descriptor, std::string_view content);

}  // namespace uketsuke::base
