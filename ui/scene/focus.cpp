// SPDX-License-Identifier: Apache-2.0
#include "focus.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace uketsuke::ui {
namespace {

using Nodes = std::vector<const Node*>;

bool higher(const Node* a, const Node* b) { return std::tie(a->rect.y, a->rect.x) < std::tie(b->rect.y, b->rect.x); }
bool more_left(const Node* a, const Node* b) { return std::tie(a->rect.x, a->rect.y) < std::tie(b->rect.x, b->rect.y); }

/// Moves the next row out of `rest`, which is not empty.
Nodes take_row(Nodes& rest) {
    const auto end = (*std::ranges::min_element(rest, higher))->rect.bottom();
    const auto below =
        std::ranges::stable_partition(rest, [&](const Node* node) { return node->rect.y + node->rect.h / 2 < end; });
    Nodes row(rest.begin(), below.begin());
    rest.erase(rest.begin(), below.begin());
    std::ranges::sort(row, more_left);
    return row;
}

}  // namespace

std::vector<const Node*> focus_order(const Scene& scene) {
    Nodes order;
    for (const bool bar : {false, true}) {
        Nodes rest;
        for (const auto& node : scene.nodes)
            if (node.touchable() && node.bar == bar) rest.push_back(&node);
        while (!rest.empty()) std::ranges::copy(take_row(rest), std::back_inserter(order));
    }
    return order;
}

}  // namespace uketsuke::ui
