// SPDX-License-Identifier: Apache-2.0
// The port to what paints: how much room a node's content takes. Layout asks; only the painter knows fonts and how a
// role looks.
#pragma once

#include "scene.hpp"

namespace uketsuke::ui {

/// Thread-bound.
class Measure {
public:
    virtual ~Measure() = default;
    /// The room, in mm, of the node's text, picture and inner margins (`rect` is not looked at) where it may be `width`
    /// wide. Text is broken into as few lines as that allows; wider than `width`: it does not fit.
    [[nodiscard]] virtual Size of(const Node& node, double width) const = 0;
};

}  // namespace uketsuke::ui
