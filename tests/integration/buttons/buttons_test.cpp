// SPDX-License-Identifier: Apache-2.0
// Screens and tables, held against each other over every session that can be reached: no button is dead.
#include <catch2/catch.hpp>
#include <cstdio>
#include <map>

#include "firmware/flow/state_table.hpp"
#include "tests/flow/walk.hpp"
#include "ui/screens/screens.hpp"

using namespace uketsuke;

namespace {

/// What can be touched on a screen, laid out once for each view.
class Touchables {
public:
    const std::vector<ui::Touch>& of(const flow::Session& session) {
        auto view = ui::project(session, {});
        auto& known = known_[view.screen];
        for (const auto& [seen, touches] : known)
            if (seen == view) return touches;
        std::vector<ui::Touch> touches;
        for (const auto& node : ui::layout(view, ui::Panel{}).nodes)
            if (node.touchable()) touches.push_back(node.touch);
        ++views;
        return known.emplace_back(std::move(view), std::move(touches)).second;
    }
    int views = 0;

private:
    std::map<flow::State, std::vector<std::pair<ui::ViewModel, std::vector<ui::Touch>>>> known_;
};

}  // namespace

TEST_CASE("every button that a screen shows is accepted in every session that shows it") {
    Touchables touchables;
    std::size_t touches = 0;
    for (const auto& node : flow::walk_from(flow::Session{}).nodes) {
        for (const auto& touch : touchables.of(node.session)) {
            ++touches;
            INFO(flow::name_of(node.session.state));
            if (const auto* action = std::get_if<flow::Action>(&touch)) {
                INFO(flow::name_of(*action));
                REQUIRE(flow::find_row(node.session, flow::Tap{*action}) != nullptr);
            } else {
                REQUIRE(flow::row_of(node.session.state).pin);
            }
        }
    }
    std::printf("buttons: %zu touches on %d views tried\n", touches, touchables.views);
    CHECK(touchables.views > flow::kStateCount);
}
