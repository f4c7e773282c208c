// SPDX-License-Identifier: Apache-2.0
// The port to what paints: how much room a node's content takes. Layout asks; only the painter knows fonts and how a
// role looks.
#pragma once

#include <vector>

#include "scene.hpp"

namespace uketsuke::ui {

/// A letter that no font has, which is drawn as ●; or one of which none has the form that `selector` chooses, which is
/// drawn in its plain form.
struct Undrawn {
    char32_t letter = 0, selector = 0;
    bool operator==(const Undrawn&) const = default;
};

/// Thread-bound.
class Measure {
public:
    virtual ~Measure() = default;
    /// The room, in mm, of the node's text, picture and inner margins (`rect` is not looked at) where it may be `width`
    /// wide. Text is broken into as few lines as that allows; wider than `width`: it does not fit.
    [[nodiscard]] virtual Size of(const Node& node, double width) const = 0;
    /// What cannot be drawn as it is, of those words of the node that come from outside.
    [[nodiscard]] virtual std::vector<Undrawn> undrawn(const Node& /*node*/) const { return {}; }
};

}  // namespace uketsuke::ui
