// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace uketsuke::ui::voice {

/// docs/voice.md: what the keys do, and what a loudspeaker may say.
std::string print_voice();

}  // namespace uketsuke::ui::voice
