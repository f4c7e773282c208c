// SPDX-License-Identifier: Apache-2.0
// espeak-ng, the program (GPL-3.0: started, never linked), reads until people have.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"
#include "ui/scene/speaker.hpp"

namespace uketsuke::tools::voice {

/// Its voice for a pack's language; empty: it has none (Filipino).
std::string_view espeak_voice(std::string_view pack);
/// Raw, at its own rate. Errors: internal (the program is not there, or has failed).
base::Result<ui::Samples> read_aloud(const std::string& voice, const std::string& text);

/// A program by its words, found by PATH; waits for it. Errors: internal with its name.
base::Result<void> run(const std::vector<std::string>& words);

}  // namespace uketsuke::tools::voice
