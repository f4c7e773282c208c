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

/// What a file is called while it is being written. One a folder, so one process and one thread a folder; what a crash
/// left under this name is overwritten by the next write.
constexpr std::string_view kPartName = ".uketsuke.part";

/// Puts `content` under `file`: part file, fsync, rename, fsync of the folder. On failure `file` is as it was before
/// (or gone, when the folder could not be synced) and no part is left. Errors: file_unreadable with the system's
/// reason.
Result<void> replace_file(const std::filesystem::path& file, std::string_view content);

/// All of `content` into a descriptor, or the system's reason.
Result<void> write_all(int descriptor, std::string_view content);

/// Removes a part that a crash left in a folder.
void remove_part(const std::filesystem::path& folder);

}  // namespace uketsuke::base
