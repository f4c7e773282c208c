// SPDX-License-Identifier: Apache-2.0
// Size, colours and pace are chosen in front of any screen, seen at once, and the screen behind is as it was.
#include <catch2/catch.hpp>
#include <array>
#include <iostream>

#include "firmware/flow/step.hpp"
#include "tests/golden/golden.hpp"
#include "tests/golden/lint.hpp"
#include "tests/golden/samples.hpp"
#include "ui/paint/painter.hpp"

using namespace uketsuke;
using flow::Action;
using flow::ComfortChoice;
using flow::Theme;
using flow::Visit;
using tests::Problems;

namespace {

constexpr flow::Tap kOpen{Action::comfort, flow::kWhichComfort};
constexpr flow::Tap kDone{Action::comfort, flow::kComfortDone};

ui::Scene show(const Visit& visit, const ui::MeasuredPanel& panel = tests::panel()) {
    return ui::layout(ui::project(visit, {.simulated = true}), panel, ui::languages());
}

/// With all languages of the table, as the simulator has them.
Visit in(std::string_view name, int language = 0) {
    auto visit = tests::sample(name).visit;
    visit.facts.languages = ui::languages().count();
    visit.language = static_cast<flow::Language>(language);
    return visit;
}

/// What a finger on the node with this touch makes of the visit.
Visit touched(const Visit& visit, const ui::Scene& scene, flow::Tap tap) {
    const bool there = std::any_of(scene.nodes.begin(), scene.nodes.end(),
                                   [&](const ui::Node& node) { return node.touch == ui::Touch(tap); });
    INFO(flow::name_of(tap.action) << " " << tap.item);
    REQUIRE(there);
    return flow::step(visit, tap).visit;
}

/// The same nodes in the same places.
bool same_geometry(const ui::Scene& one, const ui::Scene& other) {
    return std::equal(one.nodes.begin(), one.nodes.end(), other.nodes.begin(), other.nodes.end(),
                      [](const ui::Node& a, const ui::Node& b) { return a.id == b.id && a.rect == b.rect; });
}

constexpr ComfortChoice kShown[]{ComfortChoice::small,
                                 ComfortChoice::standard,
                                 ComfortChoice::large,
                                 ComfortChoice::standard_colours,
                                 ComfortChoice::high_contrast_dark,
                                 ComfortChoice::high_contrast_light,
                                 ComfortChoice::slow,
                                 ComfortChoice::reach,
                                 ComfortChoice::hold};

}  // namespace

TEST_CASE("size, colours, pace, reach and hold can be chosen on every screen, and the step stays") {
    int count = 0;
    for (const auto& sample : tests::samples()) {
        INFO(sample.name);
        const auto& visit = sample.visit;
        const auto asked = touched(visit, show(visit), kOpen);
        auto expected = visit;
        expected.in_front = flow::InFront::comfort;
        REQUIRE(asked == expected);
        const auto sheet = show(asked);
        CHECK(touched(asked, sheet, kDone) == visit);  // back exactly to where it was
        for (const auto choice : kShown) {
            const auto chosen = touched(asked, sheet, {Action::comfort, static_cast<int>(choice)});
            expected.comfort = with(visit.comfort, choice);
            CHECK(chosen == expected);
            auto back = visit;
            back.comfort = expected.comfort;
            CHECK(touched(chosen, show(chosen), kDone) == back);
            ++count;
        }
    }
    CHECK(count > 9 * flow::kStateCount);
    std::cout << "comfort: " << count << " choices in front of " << count / 9 << " screens\n";
}

TEST_CASE("what was typed stays, the next screens are as large, and the next patient finds the kiosk's own") {
    auto visit = in("pin_entry-2");
    visit.card = domain::CardRef{0, 1};
    const auto before = show(visit).find("title")->em;
    visit = touched(visit, show(visit), kOpen);
    visit = touched(visit, show(visit), {Action::comfort, static_cast<int>(ComfortChoice::large)});
    visit = touched(visit, show(visit), {Action::comfort, static_cast<int>(ComfortChoice::high_contrast_dark)});
    visit = touched(visit, show(visit), kDone);
    CHECK(visit.pin_digits == 2);
    CHECK(show(visit).find("dots")->value == 2);
    CHECK(show(visit).find("digit_1")->em > before);
    CHECK(show(visit).theme == Theme::high_contrast_dark);
    visit = flow::step(visit, flow::CardRemoved{*visit.card}).visit;
    CHECK(visit.state == flow::State::thanks);
    CHECK(show(visit).theme == Theme::high_contrast_dark);  // the last words are read by the same person
    visit = flow::step(visit, flow::TimeOut{visit.ticket}).visit;
    CHECK(visit.state == flow::State::idle);
    CHECK(visit.comfort == flow::Comfort{});
    CHECK(show(visit).theme == Theme::standard);
}

TEST_CASE("themes change no place and no size of anything") {
    for (const auto& sample : tests::samples())
        for (const auto front : {flow::InFront::nothing, flow::InFront::comfort}) {
            auto visit = sample.visit;
            visit.in_front = front;
            const auto standard = show(visit);
            for (const auto theme : {Theme::high_contrast_dark, Theme::high_contrast_light}) {
                visit.comfort.theme = theme;
                INFO(sample.name << " " << base::enumerator_name(theme));
                if (front == flow::InFront::nothing) CHECK(same_geometry(show(visit), standard));
                CHECK(show(visit).theme == theme);
            }
        }
}

TEST_CASE("a size is that of what is read; titles differ less in size, and labels are never smaller") {
    auto visit = in("pin_wrong-2");
    const auto sizes = [&](flow::TextSize size) {
        visit.comfort.size = size;
        const auto scene = show(visit);
        return std::array{scene.find("body")->em, scene.find("title")->em, scene.find("step")->em};
    };
    const auto same = [](const std::array<double, 3>& is, const std::array<double, 3>& should) {
        for (std::size_t i = 0; i < is.size(); ++i) CHECK(is.at(i) == Approx(should.at(i)).epsilon(0.005));
    };
    same(sizes(flow::TextSize::small), {4.6, 4.6 * 1.5, 4.6});
    same(sizes(flow::TextSize::standard), {6.3, 6.3 * 1.3, 4.6});
    same(sizes(flow::TextSize::large), {8.4, 8.4 * 1.15, 4.6 * 8.4 / 6.3});
}

TEST_CASE("what is chosen bears a check; sizes are written in themselves, colours shown in their own") {
    auto visit = in("choose_identity");
    visit.in_front = flow::InFront::comfort;
    visit.comfort = {flow::TextSize::large, Theme::high_contrast_dark, true, false, false};
    const auto sheet = show(visit);
    const auto checked = [&](std::string_view id) { return sheet.find(id)->icon == ui::Icon::check; };
    CHECK(checked("comfort.large"));
    CHECK_FALSE(checked("comfort.standard"));
    CHECK(checked("comfort.high_contrast_dark"));
    CHECK_FALSE(checked("comfort.standard_colours"));
    CHECK(sheet.find("comfort.slow")->value == 1);
    CHECK(sheet.find("comfort.hold")->value == 0);
    CHECK(sheet.find("comfort.small")->em < sheet.find("comfort.standard")->em);
    CHECK(sheet.find("comfort.large")->em == Approx(8.4));
    CHECK(sheet.find("comfort.high_contrast_light")->theme == Theme::high_contrast_light);
    CHECK(sheet.find("call_staff") != nullptr);
    CHECK(sheet.find("digit_1") == nullptr);
    CHECK(sheet.prompt.empty());
}

TEST_CASE("the choices fit in front of every screen, in every language and size, on every panel") {
    const std::vector<std::pair<const char*, ui::Panel>> panels{{"wide", {}},
                                                                {"tall", {800, 1280, 10.1}},
                                                                {"floor", {1080, 1920, 21.5}}};
    int count = 0;
    for (const auto& [panel_name, panel] : panels) {
        auto painter = ui::paint::Painter::create(panel).value();
        for (const auto* name : {"idle", "choose_identity", "authenticating-staff_on_way", "staff_called"})
            for (int language = 0; language < ui::languages().count(); ++language)
                for (const auto size : base::kValuesOf<flow::TextSize>) {
                    auto visit = in(name, language);
                    visit.in_front = flow::InFront::comfort;
                    visit.comfort.size = size;
                    INFO(panel_name << ": " << name << " in " << ui::languages().row(visit.language).code << ", "
                                    << base::enumerator_name(size));
                    const auto sheet = show(visit, {panel, painter.measure()});
                    CHECK(tests::geometry(sheet, panel) == Problems{});
                    CHECK(tests::misfits(sheet, painter) == Problems{});
                    for (const auto& report : painter.check(sheet)) CHECK(report.unknown_glyphs == 0);
                    ++count;
                }
    }
    std::cout << "comfort: the sheet in " << count << " cells\n";
}

TEST_CASE("in high contrast nothing turns, and seconds pass one by one") {
    auto visit = in("reading_card");
    CHECK(ui::paint::Painter::turns(show(visit)));
    visit.comfort.theme = Theme::high_contrast_dark;
    CHECK_FALSE(ui::paint::Painter::turns(show(visit)));
    auto painter = ui::paint::Painter::create({}).value();
    const auto scene = show(visit);
    const auto first = painter.paint(scene);
    CHECK(painter.paint(scene, {.turn = 7}) == first);
    auto warned = in("idle_warning");
    warned.comfort.theme = Theme::high_contrast_light;
    const auto counting = show(warned);
    const auto at = painter.paint(counting, {.shown = std::chrono::milliseconds{5000}});
    CHECK(painter.paint(counting, {.shown = std::chrono::milliseconds{5900}}) == at);
    CHECK_FALSE(painter.paint(counting, {.shown = std::chrono::milliseconds{6000}}) == at);
}

TEST_CASE("the chosen screens in high contrast, and the choices, look as they are kept") {
    const auto figure = tests::drawn_figure();
    auto painter = ui::paint::Painter::create({}).value();
    const auto keep = [&](const std::string& name, const Visit& visit) {
        const auto comparison = tests::compare_picture("tests/golden/png/" + name + ".png",
                                                       painter.paint(show(visit), {.camera = &figure}));
        INFO(comparison.why);
        CHECK(comparison.same);
    };
    for (const auto theme : {Theme::high_contrast_dark, Theme::high_contrast_light})
        for (const auto* name : {"idle", "choose_identity", "pin_entry-2", "face_capture-0", "consent_items-two",
                                 "prescription_choice-7", "number_b_entry-8", "result_valid", "take_card_urgent",
                                 "idle_warning", "face_refused-face_not_matched", "out_of_service-all"}) {
            auto visit = in(name);
            visit.comfort.theme = theme;
            keep(std::string(name) + (theme == Theme::high_contrast_dark ? ".dark" : ".light"), visit);
        }
    auto visit = in("choose_identity");
    visit.in_front = flow::InFront::comfort;
    keep("comfort", visit);
    visit.comfort = {flow::TextSize::large, Theme::high_contrast_dark, true, true, false};
    visit.language = ui::languages().named("en").value();
    keep("comfort.en.large.dark", visit);
}
