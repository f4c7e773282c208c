// SPDX-License-Identifier: Apache-2.0
// Sound files, by libsndfile (LGPL-2.1-or-later, linked dynamically): FLAC for packs, WAV for people.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "firmware/base/error.hpp"
#include "ui/scene/speaker.hpp"

namespace uketsuke::drivers::sound {

/// The first channel of whatever libsndfile reads. Errors: file_unreadable, with `name` and the reason.
base::Result<ui::Samples> decoded(std::string_view bytes, const std::string& name);
/// Losslessly, as FLAC. Errors: internal.
base::Result<std::string> as_flac(const ui::Samples& samples);

/// A WAV file of 16 bits; left and right in turn, −1 … 1. Errors: file_unreadable.
base::Result<void> write_wav(const std::filesystem::path& file, std::span<const float> stereo, int rate);

}  // namespace uketsuke::drivers::sound
