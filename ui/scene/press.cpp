// SPDX-License-Identifier: Apache-2.0
#include "press.hpp"

#include <utility>

namespace uketsuke::ui {

void Press::show(const Scene& scene) {
    if (scene.screen != scene_.screen) {
        quiet_until_ = base::MonoTime::max();
        pressed_.clear();
    }
    scene_ = scene;
    if (!scene_.find(pressed_)) pressed_.clear();
}

void Press::shown(base::MonoTime now) {
    if (quiet_until_ == base::MonoTime::max()) quiet_until_ = now + kDebounce;
}

void Press::down(double x_mm, double y_mm, base::MonoTime at) {
    pressed_.clear();
    if (at < quiet_until_) return;
    if (const auto* node = hit(scene_, x_mm, y_mm)) pressed_ = node->id;
}

std::optional<Input> Press::up(double x_mm, double y_mm) {
    const auto pressed = std::exchange(pressed_, {});
    const auto* node = hit(scene_, x_mm, y_mm);
    if (!node || pressed.empty() || node->id != pressed) return std::nullopt;
    if (const auto* tap = std::get_if<flow::Tap>(&node->touch)) return *tap;
    return std::get<PinKey>(node->touch);
}

}  // namespace uketsuke::ui
