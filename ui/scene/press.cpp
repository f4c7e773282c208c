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

Input meaning_of(const Node& node) {
    if (const auto* tap = std::get_if<flow::Tap>(&node.touch)) return *tap;
    if (const auto* turn = std::get_if<TurnPage>(&node.touch)) return *turn;
    return std::get<PinKey>(node.touch);
}

/// A screen that comes to life again is another one, and so is one that something comes in front of: what was meant for
/// it a moment ago is over.
void Press::show(const Scene& scene) {
    const bool other = scene.screen != scene_.screen || scene.front != scene_.front || scene.page != scene_.page;
    if (other || (touchable(scene) && !touchable(scene_))) {
        quiet_until_ = base::MonoTime::max();
        cancel();
    }
    scene_ = scene;
    const auto* node = scene_.find(pressed_);
    if (!node || !node->touchable()) cancel();
}

void Press::shown(base::MonoTime now) {
    if (quiet_until_ == base::MonoTime::max()) quiet_until_ = now + kDebounce;
}

bool Press::bounces(const std::string& id, base::MonoTime at) const {
    return id == last_ && (at < last_down_ + kBounce || at < last_up_ + kReleaseBounce);
}

/// A bounce changes nothing: what is pressed stays so, what was let go of is not pressed again; but a finger that
/// trembles goes on holding.
void Press::down(double x_mm, double y_mm, base::MonoTime at) {
    const auto* node = at < quiet_until_ ? nullptr : hit(scene_, x_mm, y_mm);
    if (node && bounces(node->id, at)) {
        if (holding_) pressed_ = node->id;
        return;
    }
    pressed_ = node ? node->id : std::string();
    spot_.reset();
    if (!node && scene_.spots && at >= quiet_until_) spot_ = {x_mm, y_mm};
    if (!node) return;
    last_ = node->id;
    last_down_ = at;
    holding_ = scene_.hold;
}

void Press::move(double x_mm, double y_mm) {
    if (!scene_.hold || pressed_.empty()) return;
    const auto* node = hit(scene_, x_mm, y_mm);
    if (node && node->id == pressed_) return;
    cancel();
}

std::optional<base::MonoTime> Press::due() const {
    if (!scene_.hold || pressed_.empty()) return std::nullopt;
    return last_down_ + kHold;
}

std::optional<Input> Press::held(base::MonoTime now) {
    const auto when = due();
    if (!when || now < *when) return std::nullopt;
    const auto* node = scene_.find(pressed_);
    cancel();
    return meaning_of(*node);
}

std::optional<Input> Press::up(double x_mm, double y_mm, base::MonoTime at) {
    if (const auto spot = std::exchange(spot_, {})) return *spot;
    const auto pressed = std::exchange(pressed_, {});
    const auto* node = hit(scene_, x_mm, y_mm);
    if (!node || pressed.empty() || node->id != pressed) {
        holding_ = false;
        return std::nullopt;
    }
    last_up_ = at;
    if (scene_.hold && at < last_down_ + kHold) return std::nullopt;
    holding_ = false;
    return meaning_of(*node);
}

}  // namespace uketsuke::ui
