// SPDX-License-Identifier: Apache-2.0
// Screens and tables, held against each other over every session that can be reached: no button is dead.
#include <catch2/catch.hpp>
#include <cstdio>
#include <unordered_map>

#include "firmware/flow/state_table.hpp"
#include "tests/flow/worlds.hpp"
#include "ui/screens/screens.hpp"

using namespace uketsuke;

namespace {

/// What can be touched on a screen, laid out once for each view.
class Touchables {
public:
    const std::vector<ui::Touch>& of(const flow::Session& session) {
        auto view = ui::project(session, {});
        const auto [first, last] = known_.equal_range(key_of(view));
        for (auto known = first; known != last; ++known)
            if (known->second.first == view) return known->second.second;
        std::vector<ui::Touch> touches;
        for (const auto& node : ui::layout(view, ui::Panel{}).nodes)
            if (node.touchable()) touches.push_back(node.touch);
        const auto key = key_of(view);
        return known_.emplace(key, std::pair{std::move(view), std::move(touches)})->second.second;
    }
    [[nodiscard]] std::size_t views() const { return known_.size(); }

private:
    /// Not the same for most views that differ.
    static std::uint64_t key_of(const ui::ViewModel& view) {
        std::uint64_t key = view.offered.bits;
        key = key * 64 + static_cast<std::uint64_t>(view.screen);
        key = key * 16 + static_cast<std::uint64_t>(view.digits);
        return key * 64 + (view.error ? static_cast<std::uint64_t>(*view.error) + 1 : 0);
    }
    std::unordered_multimap<std::uint64_t, std::pair<ui::ViewModel, std::vector<ui::Touch>>> known_;
};

}  // namespace

TEST_CASE("every button that a screen shows is accepted in every session that shows it") {
    Touchables touchables;
    std::size_t touches = 0;
    for (const auto& world : flow::worlds())
        for (const auto& node : flow::walk_through(world, flow::transitions()).nodes)
            for (const auto& touch : touchables.of(node.session)) {
                ++touches;
                INFO(world.name << ": " << flow::name_of(node.session.state));
                if (const auto* tap = std::get_if<flow::Tap>(&touch)) {
                    INFO(flow::name_of(tap->action) << " " << tap->item);
                    REQUIRE(flow::find_row(flow::transitions(), node.session, *tap) != nullptr);
                } else {
                    REQUIRE(flow::row_of(node.session.state).pin);
                }
            }
    std::printf("buttons: %zu touches on %zu views tried\n", touches, touchables.views());
    CHECK(touchables.views() > flow::kStateCount);
}
