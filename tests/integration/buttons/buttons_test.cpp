// SPDX-License-Identifier: Apache-2.0
// Screens and tables, held against each other over every visit that can be reached: no button is dead.
#include <catch2/catch.hpp>
#include <cstdio>
#include <set>
#include <unordered_map>

#include "firmware/flow/state_table.hpp"
#include "tests/flow/walk.hpp"
#include "tests/flow/worlds.hpp"
#include "ui/paint/painter.hpp"
#include "ui/screens/screens.hpp"

using namespace uketsuke;

namespace {

const ui::Panel kPanel;

const ui::paint::Painter& painter() {
    static const auto kPainter = ui::paint::Painter::create(kPanel).value();
    return kPainter;
}

ui::Scene scene_of(const ui::ViewModel& view, const ui::Languages& languages = ui::reviewed_languages()) {
    return ui::layout(view, {kPanel, painter().measure()}, languages);
}

/// What can be touched on a screen, laid out once for each view.
class Touchables {
public:
    const std::vector<ui::Touch>& of(const flow::Visit& visit) {
        auto view = ui::project(visit, {});
        const auto key = key_of(view);
        const auto [first, last] = known_.equal_range(key);
        for (auto known = first; known != last; ++known)
            if (known->second.first == view) return known->second.second;
        std::vector<ui::Touch> touches;
        int pages = 1;
        for (auto page = view; page.page < pages; ++page.page) {
            const auto scene = scene_of(page);
            pages = scene.pages;
            for (const auto& node : scene.nodes)
                if (node.touchable()) touches.push_back(node.touch);
        }
        return known_.emplace(key, std::pair{std::move(view), std::move(touches)})->second.second;
    }
    [[nodiscard]] std::vector<ui::ViewModel> views() const {
        std::vector<ui::ViewModel> all;
        for (const auto& [key, known] : known_) all.push_back(known.first);
        return all;
    }

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

bool accepted(const flow::Visit& visit, const ui::Touch& touch) {
    if (std::holds_alternative<ui::TurnPage>(touch)) return true;  // the kiosk's own
    const auto* tap = std::get_if<flow::Tap>(&touch);
    if (tap == nullptr) return flow::row_of(visit.state).pin;
    return flow::find_row(flow::transitions(), visit, *tap) != nullptr;
}

struct Reached {
    std::vector<ui::ViewModel> views;
    std::size_t touches = 0;
    std::set<std::string> dead;
};

/// Every visit of every world, once for all tests.
const Reached& reached() {
    static const auto kReached = [] {
        Reached all;
        Touchables touchables;
        for (const auto& world : flow::worlds())
            for (const auto& node : flow::walk_through(world, flow::transitions()).nodes)
                for (const auto& touch : touchables.of(node.visit)) {
                    ++all.touches;
                    if (!accepted(node.visit, touch))
                        all.dead.insert(world.name + ": " + std::string(flow::name_of(node.visit.state)));
                }
        all.views = touchables.views();
        return all;
    }();
    return kReached;
}

}  // namespace

TEST_CASE("every button that a screen shows is accepted in every visit that shows it") {
    for (const auto& where : reached().dead) UNSCOPED_INFO(where);
    CHECK(reached().dead.empty());
    std::printf("buttons: %zu touches on %zu views tried\n", reached().touches, reached().views.size());
    CHECK(reached().views.size() > flow::kStateCount);
}

TEST_CASE("all text fits on every screen that can be reached, in every language") {
    std::size_t texts = 0;
    for (auto view : reached().views)
        for (const auto& language : ui::kLanguages) {
            view.language = ui::languages().named(language.code).value();
            for (const auto& report : painter().check(scene_of(view, ui::languages()))) {
                ++texts;
                INFO(flow::name_of(view.screen) << " in " << language.code << ": " << report.id << " in " << report.lines
                                                << " lines");
                CHECK(report.fits);
                CHECK(report.unknown_glyphs == 0);
            }
        }
    std::printf("buttons: %zu texts measured\n", texts);
}
