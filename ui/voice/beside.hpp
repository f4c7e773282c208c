// SPDX-License-Identifier: Apache-2.0
// What of an utterance nobody can read on the screen. Pure.
#pragma once

#include <string>

#include "ui/scene/scene.hpp"
#include "utterance.hpp"

namespace uketsuke::ui::voice {

/// Its words that stand on no node of the scene, in order; empty: all do.
std::string beside(const Utterance& utterance, const Scene& scene);

}  // namespace uketsuke::ui::voice
