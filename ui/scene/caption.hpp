// SPDX-License-Identifier: Apache-2.0
// Words that are said and stand nowhere on the screen, written on it for as long as they are said.
#pragma once

#include <optional>

#include "measure.hpp"

namespace uketsuke::ui {

/// Where Scene::caption is drawn: over the title, which was there before it, and in a smaller size rather than over
/// anything that can be touched. Nothing: there is none.
std::optional<Node> caption_of(const Scene& scene, const Measure& measure);

}  // namespace uketsuke::ui
