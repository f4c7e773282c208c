// SPDX-License-Identifier: Apache-2.0
#include "scene.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "firmware/base/enumeration.hpp"

namespace uketsuke::ui {
namespace {

double distance(const Rect& rect, double x, double y) {
    const double dx = std::max({rect.x - x, 0.0, x - rect.right()});
    const double dy = std::max({rect.y - y, 0.0, y - rect.bottom()});
    return std::hypot(dx, dy);
}

std::string name_of(const Touch& touch) {
    if (const auto* tap = std::get_if<flow::Tap>(&touch)) {
        const std::string action(flow::name_of(tap->action));
        return tap->item == 0 ? action : fmt::format("{} {}", action, tap->item);
    }
    if (const auto* turn = std::get_if<TurnPage>(&touch)) return fmt::format("page {}", turn->page + 1);
    const auto* key = std::get_if<PinKey>(&touch);
    if (!key) return "";
    if (key->kind == PinKey::Kind::digit) return fmt::format("digit {}", key->digit);
    return key->kind == PinKey::Kind::backspace ? "backspace" : "clear";
}

std::string line_of(const Scene& scene, const Node& node) {
    auto line = fmt::format("{} {}", name_of(node.role), node.id);
    if (node.style != Style::neutral) line += fmt::format(" {}", name_of(node.style));
    if (node.tone != Tone::neutral) line += fmt::format(" {}", name_of(node.tone));
    if (node.total > 0 || node.value > 0) line += fmt::format(" {}/{}", node.value, node.total);
    if (node.touchable()) line += fmt::format(" → {}", name_of(node.touch));
    if (!node.key.empty()) line += fmt::format(" {}", node.key);
    if (node.em > 0) line += fmt::format(" {:.1f}mm", node.em);
    if (!node.text.empty()) line += fmt::format(" \"{}\"", node.text);
    if (!node.text.empty() && !node.language.empty() && node.language != scene.language) line += fmt::format(" in {}", node.language);
    if (node.theme) line += fmt::format(" {}", base::enumerator_name(*node.theme));
    if (!node.detail.empty()) line += fmt::format(" \"{}\"", node.detail);
    std::replace(line.begin(), line.end(), '\n', '/');
    return line;
}

}  // namespace

const Node* Scene::find(std::string_view id) const {
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) { return node.id == id; });
    return found == nodes.end() ? nullptr : &*found;
}

const Node* hit(const Scene& scene, double x_mm, double y_mm) {
    const Node* best = nullptr;
    double nearest = kTouchSlopMm;
    for (const auto& node : scene.nodes) {
        if (!node.touchable()) continue;
        const double away = distance(node.rect, x_mm, y_mm);
        if (away > nearest || (best && away == nearest)) continue;
        nearest = away;
        best = &node;
    }
    return best;
}

const Node* find_label(const Scene& scene, std::string_view label) {
    const Node* part = nullptr;
    int parts = 0;
    for (const auto& node : scene.nodes) {
        if (!node.touchable()) continue;
        const auto text = plain(node.text);
        if (text == label) return &node;
        if (text.find(label) == std::string::npos) continue;
        part = &node;
        ++parts;
    }
    return parts == 1 ? part : nullptr;
}

std::string plain(std::string_view text) {
    std::string result;
    for (const char c : text)
        if (c == '\n')
            result += ' ';
        else if (c != '|')
            result += c;
    return result;
}

std::string to_text(const Scene& scene) {
    auto text = fmt::format("screen {} {}\n", scene.screen, scene.language);
    if (scene.theme != flow::Theme::standard) text += fmt::format("theme {}\n", base::enumerator_name(scene.theme));
    if (scene.hold) text += "touch by hold\n";
    if (!scene.earcon.empty()) text += "earcon " + scene.earcon + '\n';
    if (scene.pages > 1) text += fmt::format("page {} of {}\n", scene.page + 1, scene.pages);
    if (!scene.prompt.empty()) text += "prompt " + scene.prompt + '\n';
    if (!scene.focus.empty()) text += "focus " + scene.focus + '\n';
    if (!scene.caption.empty()) text += "caption " + scene.caption + '\n';
    for (const auto& node : scene.nodes) text += line_of(scene, node) + '\n';
    return text;
}

std::string_view name_of(Role role) { return base::enumerator_name(role); }
std::string_view name_of(Style style) { return base::enumerator_name(style); }
std::string_view name_of(Tone tone) { return base::enumerator_name(tone); }

}  // namespace uketsuke::ui
