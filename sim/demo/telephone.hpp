// SPDX-License-Identifier: Apache-2.0
// A visit to be listened to by telephone.
#pragma once

#include <filesystem>
#include <string_view>

#include "firmware/base/error.hpp"
#include "ui/voice/clips.hpp"
#include "ui/voice/tape.hpp"

namespace uketsuke::sim {

/// How the keys, the card and the face go, each told and sounded, in this language, and then the visits of `tape` as
/// headphones had them; 8,000 frames a second, for a telephone line. Errors: file_unreadable.
base::Result<void> keep_telephone(const ui::voice::Tape& tape, const ui::voice::Clips& clips, std::string_view language,
                                  base::MonoTime from, const std::filesystem::path& wav);

}  // namespace uketsuke::sim
