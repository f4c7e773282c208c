// SPDX-License-Identifier: Apache-2.0
// In which order keys lead through a screen, which is the order in which it is read. The rule stands here alone.
#pragma once

#include "scene.hpp"

namespace uketsuke::ui {

/// The nodes that can be touched, each once: first those of the screen itself, then those of the bars around it
/// (Node::bar); both row by row from the top, and from left to right within a row. A node stands in the row whose
/// highest node reaches below its middle. They live as long as the scene.
std::vector<const Node*> focus_order(const Scene& scene);

}  // namespace uketsuke::ui
