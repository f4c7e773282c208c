// SPDX-License-Identifier: Apache-2.0
// The words in which a screen says its layout: what stands beside and under what, never where. All sizes in mm.
#pragma once

#include <functional>
#include <vector>

#include "ui/scene/scene.hpp"

namespace uketsuke::ui {

constexpr double kGap = 3;       ///< between boxes; touch targets need 2.54 (ui facts UI-04)
constexpr double kAny = 1e6;     ///< as much as there is
constexpr double kRest = 0.001;  ///< a weight: grows only once the others have all that they may have

struct Box {
    enum class Kind : std::uint8_t { nothing, leaf, row, column, fit };

    Kind kind = Kind::nothing;  ///< nothing takes no room and no gap
    Node node;                  ///< of a leaf; else what lies under the box, where it has an id
    std::vector<Box> inside;
    double gap = kGap;
    Size pad;  ///< between the edge and what is inside, on both sides
    Size least, most{kAny, kAny};
    double grow = 0;        ///< weight among those that share what is left over
    double ratio = 0;       ///< width : height that it keeps; 0: none
    bool same = false;      ///< all inside have the same length along the row or column
    bool packed = false;    ///< what nobody takes is left on both sides, not at the end
    bool together = false;  ///< what can be touched in it is understood only beside the rest (reach.hpp)
    bool floating = false;  ///< across its row or column only as large as it needs, in the middle

    /// Its own node, or those of all ways to show it.
    void each_node(const std::function<void(Node&)>& change);

    // Each returns the box, changed.
    Box grows(double weight = 1) &&;
    Box at_least(double w, double h) &&;
    Box at_most(double w, double h) &&;
    Box sized(double w, double h) &&;
    /// Takes the largest part of its place that has this shape, in the middle.
    Box shaped(double width_to_height) &&;
    Box padded(double x, double y) &&;
    Box gapped(double mm) &&;
    Box even() &&;
    Box centred() &&;
    Box afloat() &&;
    Box kept_together() &&;
    Box over(Node under) &&;
    Box bold() &&;
    Box aligned(Align align) &&;
    Box standing(Valign valign) &&;
};

/// A single node. Room for a finger where it can be touched: 12.7 mm both ways, a key 16 mm, an answer 16 mm high
/// (ui facts UI-04).
Box leaf(Node node);
Box row(std::vector<Box> inside);
Box column(std::vector<Box> inside);
/// Rows of `columns` boxes of the same width; the last one may have gaps.
Box grid(int columns, std::vector<Box> inside);
/// The first of the ways to show something that fits its place; where none does, the lowest of those that are not too
/// wide, or the narrowest.
Box fit(std::vector<Box> ways);
/// A grid of as many columns as fit.
Box wrap(std::vector<Box> inside);
/// The same in the largest of the text sizes (mm of em) that fits.
Box largest(Box text, const std::vector<double>& ems);
/// Every node of it can be touched.
bool all_touch(const Box& box);
/// Room that is left.
Box space(double weight = 1);
/// At the left end of its place, only as wide as it needs.
Box left(Box box);

}  // namespace uketsuke::ui
