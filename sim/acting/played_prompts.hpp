// SPDX-License-Identifier: Apache-2.0
// A simulated head before the product's own prompts, in numbers and in no time: for whoever counts how often one
// passes.
#pragma once

#include "actor.hpp"

namespace uketsuke::sim {

struct Played {
    bool passed = false;  ///< the prompts were followed to the end
    base::Duration took;  ///< from the beginning of the first pause
};

/// Twenty frames a second, numbers as the virtual rig makes them. A video has been playing for `before` when the first
/// pause begins.
Played play_prompts(Actor actor, Artefact artefact, domain::FacePrompts prompts, base::Duration before = {});

}  // namespace uketsuke::sim
