// SPDX-License-Identifier: Apache-2.0
// What is wrong with a scene, whatever screen it is; a sentence each.
#pragma once

#include <string>
#include <vector>

#include "ui/paint/painter.hpp"
#include "ui/scene/scene.hpp"

namespace uketsuke::tests {

using Problems = std::vector<std::string>;

/// With the places of the nodes (ui facts UI-04).
Problems geometry(const ui::Scene& scene, const ui::Panel& panel);
/// With the order in which keys lead through it: all that can be touched, each once, as it is read, what stands around
/// every screen last, and nothing that cannot be seen.
Problems focus(const ui::Scene& scene, const ui::Panel& panel);
/// With text in its box.
Problems misfits(const ui::Scene& scene, const ui::paint::Painter& painter);

}  // namespace uketsuke::tests
