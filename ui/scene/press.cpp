// SPDX-License-Identifier: Apache-2.0
#include "press.hpp"

#include <algorithm>
#include <utility>

namespace uketsuke::ui {
namespace {

bool touchable(const Scene& scene) {
    return std::any_of(scene.nodes.begin(), scene.nodes.end(), [](const Node& node) { return node.touchable(); });
}

}  // namespace

/// A screen that comes to life again is another one: what was meant for it a moment ago is over.
void Press::show(const Scene& scene) {
    if (scene.screen != scene_.screen || (touchable(scene) && !touchable(scene_))) {
        quiet_until_ = base::MonoTime::max();
        pressed_.clear();
    }
    scene_ = scene;
    const auto* node = scene_.find(pressed_);
    if (!node || !node->touchable()) pressed_.clear();
}

void Press::shown(base::MonoTime now) {
    if (quiet_until_ == base::MonoTime::max()) quiet_until_ = now + kDebounce;
}

bool Press::bounces(const std::string& id, base::MonoTime at) const {
    return id == last_ && (at < last_down_ + kBounce || at < last_up_ + kReleaseBounce);
}

/// A bounce changes nothing: what is pressed stays so, what was let go of is not pressed again.
void Press::down(double x_mm, double y_mm, base::MonoTime at) {
    const auto* node = at < quiet_until_ ? nullptr : hit(scene_, x_mm, y_mm);
    if (node && bounces(node->id, at)) return;
    pressed_ = node ? node->id : std::string();
    if (!node) return;
    last_ = node->id;
    last_down_ = at;
}

std::optional<Input> Press::up(double x_mm, double y_mm, base::MonoTime at) {
    const auto pressed = std::exchange(pressed_, {});
    const auto* node = hit(scene_, x_mm, y_mm);
    if (!node || pressed.empty() || node->id != pressed) return std::nullopt;
    last_up_ = at;
    if (const auto* tap = std::get_if<flow::Tap>(&node->touch)) return *tap;
    return std::get<PinKey>(node->touch);
}

}  // namespace uketsuke::ui
