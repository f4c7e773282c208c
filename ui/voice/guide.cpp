// SPDX-License-Identifier: Apache-2.0
#include "guide.hpp"

#include <algorithm>
#include <utility>

#include "ui/scene/focus.hpp"

namespace uketsuke::ui::voice {
namespace {

const PinKey* pad_touch(const Node& node) { return std::get_if<PinKey>(&node.touch); }
bool is_digit_key(const Node& node) {
    const auto* key = pad_touch(node);
    return key != nullptr && key->kind == PinKey::Kind::digit;
}

template <class Is>
const Node* first(const Scene& scene, Is is) {
    const auto found = std::ranges::find_if(scene.nodes, is);
    return found == scene.nodes.end() ? nullptr : &*found;
}

const Node* touching(const Scene& scene, const Touch& touch) {
    return first(scene, [&](const Node& node) { return node.touchable() && node.touch == touch; });
}

/// What has come up on a pad and leads on.
const Node* become_possible(const Scene& before, const Scene& now) {
    if (!takes_digits(now)) return nullptr;
    return first(now, [&](const Node& node) {
        return node.touchable() && node.style == Style::primary && before.find(node.id) == nullptr;
    });
}

}  // namespace

std::vector<const Node*> stops(const Scene& scene) {
    auto order = focus_order(scene);
    std::erase_if(order, [](const Node* node) { return is_digit_key(*node); });
    return order;
}

bool takes_digits(const Scene& scene) { return first(scene, is_digit_key) != nullptr; }

bool is_other(const Scene& before, const Scene& now) {
    return before.screen != now.screen || before.front != now.front || before.page != now.page;
}

const Node* way_back(const Scene& scene) {
    if (const auto* page = touching(scene, TurnPage{scene.page - 1}); page != nullptr && scene.page > 0) return page;
    if (const auto* done = touching(scene, flow::Tap{flow::Action::comfort, flow::kComfortDone})) return done;
    return touching(scene, flow::Tap{flow::Action::back});
}

const Node* pad_key(const Scene& scene, const PinKey& key) { return touching(scene, key); }

bool Guide::show(const Scene& scene) {
    const auto before = std::exchange(scene_, scene);
    scene_.focus.clear();
    const auto all = stops(scene_);
    if (all.empty()) return false;
    const auto* possible = is_other(before, scene_) ? all.front() : become_possible(before, scene_);
    const auto* kept = possible == nullptr ? scene_.find(before.focus) : nullptr;
    const bool stays = kept != nullptr && kept->touchable();
    if (stays) {
        scene_.focus = kept->id;
        return false;
    }
    move_to(possible != nullptr ? *possible : *all.front());
    return true;
}

void Guide::move_to(const Node& node) {
    scene_.focus = node.id;
    heard_from_ = base::MonoTime::max();
}

bool Guide::move(int by) {
    const auto all = stops(scene_);
    if (all.empty()) return false;
    const auto at = std::ranges::find(all, focus());
    const auto count = static_cast<std::ptrdiff_t>(all.size());
    const auto next = at == all.end() ? 0 : (at - all.begin() + by + count) % count;
    move_to(*all.at(static_cast<std::size_t>(next)));
    return true;
}

const Node* Guide::focus() const {
    const auto* node = scene_.focus.empty() ? nullptr : scene_.find(scene_.focus);
    return node != nullptr && node->touchable() ? node : nullptr;
}

}  // namespace uketsuke::ui::voice
