// SPDX-License-Identifier: Apache-2.0
// What of an utterance nobody can read on the screen. Pure.
#pragma once

#include <string>
#include <vector>

#include "ui/scene/scene.hpp"
#include "utterance.hpp"

namespace uketsuke::ui::voice {

/// Its words that stand on no node of the scene, in the order in which they are said, in pieces that are read at a
/// glance: of about a line, as far as the marks between words allow. Empty: all words stand there.
std::vector<std::string> beside(const Utterance& utterance, const Scene& scene);

}  // namespace uketsuke::ui::voice
