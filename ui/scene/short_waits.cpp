// SPDX-License-Identifier: Apache-2.0
#include "short_waits.hpp"

#include <algorithm>
#include <utility>

namespace uketsuke::ui {
namespace {

bool has(const Scene& scene, Role role) {
    return std::any_of(scene.nodes.begin(), scene.nodes.end(), [&](const Node& node) { return node.role == role; });
}

/// Without its picture a camera view is dark, and the sensor is off by now: there is nothing to keep.
bool can_stay(const Scene& scene) { return !scene.nodes.empty() && !has(scene, Role::camera_view); }

}  // namespace

bool is_wait(const Scene& scene) { return has(scene, Role::progress); }

Scene untouchable(Scene scene) {
    for (auto& node : scene.nodes) node.touch = {};
    return scene;
}

Scene ShortWaits::show(Scene scene) {
    unseen_.reset();
    due_at_ = base::MonoTime::max();
    shown_ = std::move(scene);
    return shown_;
}

std::optional<Scene> ShortWaits::next(Scene scene, base::MonoTime now, bool at_once) {
    const bool same = scene.screen == shown_.screen;
    if (at_once || same || !is_wait(scene) || !can_stay(shown_)) return show(std::move(scene));
    const bool first = !std::exchange(unseen_, std::move(scene)).has_value();
    if (first) due_at_ = now + kUnseenWait;
    // A wait that is shown lets staff be called, as the next one does.
    if (!first || is_wait(shown_)) return std::nullopt;
    return untouchable(shown_);
}

std::optional<Scene> ShortWaits::due(base::MonoTime now) {
    if (!unseen_ || now < due_at_) return std::nullopt;
    return show(std::move(*unseen_));
}

}  // namespace uketsuke::ui
