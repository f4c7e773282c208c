// SPDX-License-Identifier: Apache-2.0
#include "lint.hpp"

#include <algorithm>
#include <cmath>

#include "ui/scene/focus.hpp"

namespace uketsuke::tests {
namespace {

constexpr double kRounding = 0.01;

double gap(const ui::Rect& a, const ui::Rect& b) {
    const double dx = std::max({a.x - b.right(), b.x - a.right(), 0.0});
    const double dy = std::max({a.y - b.bottom(), b.y - a.bottom(), 0.0});
    return std::hypot(dx, dy);
}

bool overlap(const ui::Rect& a, const ui::Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

bool inside(const ui::Rect& part, const ui::Rect& whole) {
    return part.x >= whole.x - kRounding && part.y >= whole.y - kRounding &&
           part.right() <= whole.right() + kRounding && part.bottom() <= whole.bottom() + kRounding;
}

/// Two nodes must not meet, but for a sheet or a bar with what stands on it, whole.
bool clash(const ui::Node& first, const ui::Node& second) {
    if (!overlap(first.rect, second.rect)) return false;
    return first.role != ui::Role::sheet || !inside(second.rect, first.rect);
}

/// Whoever reads on from one to the other goes down, or to the right.
bool reads_on(const ui::Node& one, const ui::Node& other) {
    const double middle = one.rect.y + one.rect.h / 2, other_middle = other.rect.y + other.rect.h / 2;
    return other.rect.x > one.rect.x || other_middle > middle;
}

bool large_enough(const ui::Node& node) {
    const double least = node.role == ui::Role::key ? 16 : 12.7;
    return node.rect.w >= least && node.rect.h >= (node.style == ui::Style::neutral ? least : 16);
}

}  // namespace

Problems geometry(const ui::Scene& scene, const ui::Panel& panel) {
    Problems wrong;
    for (auto node = scene.nodes.begin(); node != scene.nodes.end(); ++node) {
        if (!inside(node->rect, {0, 0, panel.width_mm(), panel.height_mm()}))
            wrong.push_back(node->id + " off the panel");
        if (node->touchable() && !large_enough(*node)) wrong.push_back(node->id + " too small to touch");
        for (auto other = std::next(node); other != scene.nodes.end(); ++other) {
            const auto both = [&](const char* what) { wrong.push_back(node->id + " and " + other->id + what); };
            if (node->id == other->id) both(" have one id");
            if (clash(*node, *other)) both(" meet");
            if (node->touchable() && other->touchable() && gap(node->rect, other->rect) < 2.54) both(" too close");
        }
    }
    return wrong;
}

Problems focus(const ui::Scene& scene, const ui::Panel& panel) {
    const auto order = ui::focus_order(scene);
    Problems wrong;
    for (const auto& node : scene.nodes)
        if (std::ranges::count(order, &node) != (node.touchable() ? 1 : 0))
            wrong.push_back(node.id + " is not once where keys lead");
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto& node = *order[i];
        if (!inside(node.rect, {0, 0, panel.width_mm(), panel.height_mm()}))
            wrong.push_back(node.id + " is out of sight where keys lead");
        if (i > 0 && order[i - 1]->bar == node.bar && !reads_on(*order[i - 1], node))
            wrong.push_back("keys lead back from " + order[i - 1]->id + " to " + node.id);
        for (std::size_t j = 0; j < i; ++j) {
            const bool back = order[j]->bar == node.bar && node.rect.bottom() <= order[j]->rect.y;
            if (back || (order[j]->bar && !node.bar))
                wrong.push_back("keys lead to " + order[j]->id + " before " + node.id);
        }
    }
    return wrong;
}

Problems misfits(const ui::Scene& scene, const ui::paint::Painter& painter) {
    Problems wrong;
    for (const auto& report : painter.check(scene))
        if (!report.fits) wrong.push_back(report.id + " does not fit its box");
    return wrong;
}

}  // namespace uketsuke::tests
