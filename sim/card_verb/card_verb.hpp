// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace uketsuke::sim {

/// `uketsuke-sim card`: lays a simulated card into a running pcscd's virtual reader for anybody's software, and obeys
/// words from the keyboard or a socket; prints what the card is asked. docs/simulated-card.md. Returns the program's
/// exit code: 0, 1 (it could not), 2 (unknown words).
int run_card(const std::vector<std::string>& words);

}  // namespace uketsuke::sim
