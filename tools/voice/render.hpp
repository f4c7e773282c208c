// SPDX-License-Identifier: Apache-2.0
// Placeholder packs, made by a program that reads aloud.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "drivers/sound/pack.hpp"

namespace uketsuke::tools::voice {

struct Rendered {
    int made = 0, kept = 0;
    std::vector<std::string> unread;  ///< texts without a reading, or on which the reader breaks off
};

/// `folder`: packs/<language>. What was read from the same text and reading before is kept, what nobody needs any more
/// is removed. By two threads. Errors: config_invalid (a language without a voice; a pack of people, which is left
/// alone), file_unreadable, internal.
base::Result<Rendered> render(const std::string& pack, const std::filesystem::path& folder);

}  // namespace uketsuke::tools::voice
