// SPDX-License-Identifier: Apache-2.0
#include "reach.hpp"

#include <algorithm>
#include <utility>

namespace uketsuke::ui {
namespace {

bool any_touch(const Box& box) {
    if (box.kind == Box::Kind::leaf) return box.node.touchable();
    return std::ranges::any_of(box.inside, any_touch);
}

/// The box with only these inside; nothing where there are none.
Box with(const Box& box, std::vector<Box> inside) {
    const auto there = std::ranges::any_of(inside, [](const Box& one) { return one.kind != Box::Kind::nothing; });
    if (!there) return {};
    Box result = box;
    result.inside = std::move(inside);
    return result;
}

}  // namespace

Reached apart(Box box) {
    if (!any_touch(box)) return {std::move(box), {}};
    if (box.together || all_touch(box)) return {{}, std::move(box)};
    if (box.kind == Box::Kind::fit) {
        // A way that is all of one kind would lose nothing; the last one is for the least room.
        const double grow = box.grow;
        auto [read, touched] = apart(std::move(box.inside.back()));
        return {std::move(read).grows(grow), std::move(touched).grows(grow)};
    }
    std::vector<Box> read, touched;
    for (auto& one : box.inside) {
        auto parts = apart(std::move(one));
        read.push_back(std::move(parts.read));
        touched.push_back(std::move(parts.touched));
    }
    auto below = with(box, std::move(touched));
    below.node = {};  // the sheet stays under what is read
    below.least = {};
    auto above = with(box, std::move(read));
    return {std::move(above), std::move(below)};
}

}  // namespace uketsuke::ui
