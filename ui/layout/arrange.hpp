// SPDX-License-Identifier: Apache-2.0
// Boxes to places: measured from the leaves up, placed from the whole down.
#pragma once

#include "box.hpp"
#include "ui/scene/measure.hpp"

namespace uketsuke::ui {

/// The nodes of the box with their places within `whole`, in the order in which they stand in it: a box's own node
/// first, then what is inside. What needs more room than there is gets what it needs and stands out. Pure.
std::vector<Node> arrange(const Box& box, const Rect& whole, const Measure& measure);
/// The least room of the box where it may be so large.
Size needed(const Box& box, const Size& room, const Measure& measure);
/// A place may have come out narrower than the one for which the lines of a text were counted.
bool texts_have_room(const std::vector<Node>& nodes, const Measure& measure);

}  // namespace uketsuke::ui
