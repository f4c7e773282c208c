// SPDX-License-Identifier: Apache-2.0
#include "caption.hpp"

#include <algorithm>

namespace uketsuke::ui {
namespace {

constexpr double kSizes[] = {6, 5, 4.2, 3.5};  // mm, the last as small as any text (ui facts UI-01)
constexpr double kGap = 2.54;                  // mm to what can be touched (ui facts UI-04)

bool meet(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

/// The title, or what comes first where a screen has none.
const Node* title_of(const Scene& scene) {
    const auto find = [&](auto like) { return std::ranges::find_if(scene.nodes, like); };
    auto found = find([](const Node& node) { return node.role == Role::heading; });
    if (found == scene.nodes.end()) found = find([](const Node& node) { return !node.bar && !node.touchable(); });
    return found == scene.nodes.end() ? nullptr : &*found;
}

/// From the title to the content's right edge, or to what can be touched beside it.
double width_from(const Scene& scene, const Rect& title) {
    double right = title.right();
    for (const auto& node : scene.nodes)
        if (!node.bar && node.role != Role::sheet) right = std::max(right, node.rect.right());
    for (const auto& node : scene.nodes) {
        const bool beside = node.rect.y < title.bottom() && title.y < node.rect.bottom() && node.rect.x > title.x;
        if (node.touchable() && beside) right = std::min(right, node.rect.x - kGap);
    }
    return right - title.x;
}

bool covers_a_touch(const Scene& scene, const Rect& rect) {
    return std::ranges::any_of(scene.nodes,
                               [&](const Node& node) { return node.touchable() && meet(node.rect, rect); });
}

}  // namespace

std::optional<Node> caption_of(const Scene& scene, const Measure& measure) {
    const auto* title = scene.caption.empty() ? nullptr : title_of(scene);
    if (title == nullptr) return std::nullopt;
    Node node{
        .id = "caption", .role = Role::mark, .text = scene.caption, .tone = Tone::info, .language = scene.language};
    const double width = width_from(scene, title->rect);
    for (const double em : kSizes) {
        node.em = em;
        node.rect = {title->rect.x, title->rect.y, width, std::max(title->rect.h, measure.of(node, width).h)};
        if (!covers_a_touch(scene, node.rect)) break;
    }
    return node;
}

}  // namespace uketsuke::ui
