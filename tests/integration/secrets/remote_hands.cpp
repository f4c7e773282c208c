// SPDX-License-Identifier: Apache-2.0
#include "remote_hands.hpp"

#include <utility>

namespace uketsuke::test {

void RemoteHands::show(const ui::Scene& scene) {
    display_->show(scene);
    scene_ = scene;
    line_.say("shown " + scene.screen);
}

std::vector<ui::Input> RemoteHands::wait(base::Duration limit) {
    auto inputs = display_->wait(limit);
    const std::scoped_lock lock(mutex_);
    for (const auto& id : std::exchange(taps_, {})) {
        const auto* node = scene_.find(id);
        if (node == nullptr) continue;
        if (const auto* action = std::get_if<flow::Tap>(&node->touch)) inputs.emplace_back(*action);
        if (const auto* key = std::get_if<ui::PinKey>(&node->touch)) inputs.emplace_back(*key);
    }
    return inputs;
}

void RemoteHands::tap(std::string id) {
    {
        const std::scoped_lock lock(mutex_);
        taps_.push_back(std::move(id));
    }
    display_->wake();
}

}  // namespace uketsuke::test
