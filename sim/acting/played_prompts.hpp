// SPDX-License-Identifier: Apache-2.0
// A simulated head before the product's own prompts, in numbers and in no time: for whoever counts how often one
// passes.
#pragma once

#include "actor.hpp"

namespace uketsuke::sim {

/// Twenty frames a second, numbers as the virtual rig makes them. A video has been playing for `played` when the first
/// pause begins. True: the prompts were followed to the end.
bool passes(Actor actor, Artefact artefact, domain::FacePrompts prompts, base::Duration played = {});

}  // namespace uketsuke::sim
