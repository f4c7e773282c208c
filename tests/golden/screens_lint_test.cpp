// SPDX-License-Identifier: Apache-2.0
// What must hold on every screen in every language, whatever it looks like (facts §4.2: the numbers).
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <set>

#include "tests/golden/samples.hpp"
#include "ui/locale/catalogue.hpp"
#include "ui/paint/painter.hpp"
#include "ui/paint/theme.hpp"
#include "ui/screens/screens.hpp"

using namespace uketsuke;
using flow::Action;
using flow::Language;
using ui::Node;
using ui::Role;
using ui::Scene;

namespace {

const ui::Panel kPanel;
constexpr double kRounding = 0.01;

/// Calls `check` with each scene there is.
template <class Check>
int each_scene(Check check) {
    int count = 0;
    for (const auto& sample : tests::samples())
        for (const auto language : {Language::ja, Language::en}) {
            const auto scene = ui::layout(tests::view_of(sample, language), kPanel);
            INFO(sample.name << (language == Language::ja ? " ja" : " en"));
            check(scene, sample);
            ++count;
        }
    return count;
}

bool offers(const Scene& scene, Action action) {
    return std::any_of(scene.nodes.begin(), scene.nodes.end(),
                       [&](const Node& node) { return node.touch == ui::Touch(action); });
}

double gap(const ui::Rect& a, const ui::Rect& b) {
    const double dx = std::max({a.x - b.right(), b.x - a.right(), 0.0});
    const double dy = std::max({a.y - b.bottom(), b.y - a.bottom(), 0.0});
    return std::hypot(dx, dy);
}

bool overlap(const ui::Rect& a, const ui::Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

double luminance(ui::paint::Colour colour) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.red()) + 0.7152 * linear(colour.green()) + 0.0722 * linear(colour.blue());
}

double contrast(ui::paint::Colour a, ui::paint::Colour b) {
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

}  // namespace

TEST_CASE("every screen speaks both languages and has a way to the staff") {
    const int count = each_scene([](const Scene& scene, const tests::Sample& sample) {
        CHECK(offers(scene, Action::language));
        const bool called = sample.session.state == flow::State::staff_called;
        const bool on_way = scene.find("staff_on_way") != nullptr;
        CHECK(on_way == (sample.name == "authenticating-staff_on_way"));
        CHECK(offers(scene, Action::call_staff) == !(called || on_way));
        CHECK(offers(scene, Action::cancel_call) == called);
        CHECK(scene.find("simulated") != nullptr);
    });
    CHECK(count > 2 * flow::kStateCount);
    std::cout << "lint: " << count << " screens checked\n";
}

TEST_CASE("touch targets are large, apart and on the panel") {
    each_scene([](const Scene& scene, const tests::Sample&) {
        std::set<std::string> ids;
        for (const auto& node : scene.nodes) {
            INFO(node.id);
            CHECK(ids.insert(node.id).second);
            CHECK(node.rect.x >= 0);
            CHECK(node.rect.y >= 0);
            CHECK(node.rect.right() <= kPanel.width_mm() + kRounding);
            CHECK(node.rect.bottom() <= kPanel.height_mm() + kRounding);
            if (!node.touchable()) continue;
            const double least = node.role == Role::key ? 16 : 12.7;
            CHECK(node.rect.w >= least);
            CHECK(node.rect.h >= least);
            if (node.style != ui::Style::neutral) CHECK(node.rect.h >= 16);
            for (const auto& other : scene.nodes)
                if (other.touchable() && other.id != node.id) CHECK(gap(node.rect, other.rect) >= 2.54);
        }
    });
}

TEST_CASE("nothing lies over anything else but a sheet or a bar") {
    each_scene([](const Scene& scene, const tests::Sample&) {
        for (std::size_t i = 0; i < scene.nodes.size(); ++i)
            for (std::size_t j = i + 1; j < scene.nodes.size(); ++j) {
                const auto& a = scene.nodes[i];
                const auto& b = scene.nodes[j];
                if (a.role == Role::surface || b.role == Role::surface) continue;
                INFO(a.id << " and " << b.id);
                CHECK_FALSE(overlap(a.rect, b.rect));
            }
    });
}

TEST_CASE("all text fits, is large enough and has its glyphs") {
    auto painter = ui::paint::Painter::create(kPanel).value();
    each_scene([&](const Scene& scene, const tests::Sample&) {
        for (const auto& report : painter.check(scene)) {
            const auto role = scene.find(report.id)->role;
            INFO(report.id << " in " << report.lines << " lines");
            CHECK(report.fits);
            CHECK(report.unknown_glyphs == 0);
            const bool label = role == Role::mark || role == Role::stepper || report.id.rfind("number", 0) == 0;
            CHECK(report.capital_mm >= (label ? 3.5 : 4.8));
            CHECK(report.lines <= (role == Role::heading ? 2 : 3));
        }
    });
}

TEST_CASE("what is spoken is a text of the catalogue") {
    each_scene([](const Scene& scene, const tests::Sample&) {
        CHECK(scene.find("title") != nullptr);
        for (const auto& node : scene.nodes)
            if (!node.voice.empty()) CHECK(ui::catalogue(scene.language).has(node.voice));
    });
}

TEST_CASE("each screen offers exactly what the flow takes there") {
    const auto actions = [](std::string_view name) {
        std::set<Action> found;
        const auto scene = ui::layout(tests::view_of(tests::sample(name), Language::ja), kPanel);
        for (const auto& node : scene.nodes)
            if (const auto* action = std::get_if<Action>(&node.touch)) found.insert(*action);
        found.erase(Action::language);
        return found;
    };
    using A = Action;
    using Set = std::set<A>;
    for (const auto name : {"idle", "reading_card", "card_problem", "pin_challenge", "pin_verifying", "face_deciding",
                            "face_challenge", "face_signing", "authenticating", "confirming", "delivering", "take_card",
                            "card_left", "thanks", "out_of_service"})
        CHECK(actions(name) == Set{A::call_staff});
    for (const auto name : {"certificate_refused", "certificate_grace", "not_registered", "result_valid",
                            "result_invalid", "result_undelivered"})
        CHECK(actions(name) == Set{A::call_staff, A::next});
    for (const auto name : {"service_failed", "confirm_failed"})
        CHECK(actions(name) == Set{A::call_staff, A::retry, A::end_visit});
    CHECK(actions("choose_identity") == Set{A::call_staff, A::choose_face, A::choose_pin, A::end_visit});
    CHECK(actions("choose_identity-no_face") == Set{A::call_staff, A::choose_pin, A::end_visit});
    CHECK(actions("pin_entry-2") == Set{A::call_staff, A::back});
    CHECK(actions("pin_entry-4") == Set{A::call_staff, A::back, A::confirm});
    CHECK(actions("pin_last_try") == Set{A::call_staff, A::back, A::confirm});
    CHECK(actions("pin_wrong") == Set{A::call_staff, A::retry, A::choose_face, A::end_visit});
    CHECK(actions("pin_wrong-no_face") == Set{A::call_staff, A::retry, A::end_visit});
    CHECK(actions("pin_locked") == Set{A::call_staff, A::choose_face, A::end_visit});
    CHECK(actions("pin_unusable-no_face") == Set{A::call_staff, A::end_visit});
    CHECK(actions("face_capture") == Set{A::call_staff, A::choose_pin, A::back});
    CHECK(actions("face_refused") == Set{A::call_staff, A::retry, A::choose_pin, A::end_visit});
    CHECK(actions("face_refused-last") == Set{A::call_staff, A::choose_pin, A::end_visit});
    CHECK(actions("face_refused-staff_only") == Set{A::call_staff, A::end_visit});
    CHECK(actions("consent") == Set{A::call_staff, A::agree_all, A::agree_none, A::end_visit});
    CHECK(actions("staff_called") == Set{A::cancel_call});
    CHECK(actions("idle_warning") == Set{A::call_staff, A::continue_visit, A::end_visit});
}

TEST_CASE("yes and no are equal, side by side, and neither is chosen beforehand") {
    for (const auto language : {Language::ja, Language::en}) {
        const auto scene = ui::layout(tests::view_of(tests::sample("consent"), language), kPanel);
        const auto* yes = scene.find("agree_all");
        const auto* no = scene.find("agree_none");
        REQUIRE((yes && no));
        CHECK(yes->rect.w == no->rect.w);
        CHECK(yes->rect.h == no->rect.h);
        CHECK(yes->rect.y == no->rect.y);
        CHECK(yes->style == no->style);
        CHECK(yes->em == no->em);
        CHECK(scene.find("free") != nullptr);
    }
}

TEST_CASE("a PIN is seen as a count and in no other way") {
    const auto pressed_looks_like_rest = [](const Scene& scene) {
        auto painter = ui::paint::Painter::create(kPanel).value();
        const auto rest = painter.paint(scene);
        return rest == painter.paint(scene, {.pressed = "digit_5"});
    };
    const auto scene = ui::layout(tests::view_of(tests::sample("pin_entry-2"), Language::ja), kPanel);
    CHECK(scene.find("dots")->value == 2);
    CHECK(scene.find("dots")->text.empty());
    CHECK(pressed_looks_like_rest(scene));
    for (int digit = 0; digit <= 9; ++digit) CHECK(scene.find("digit_" + std::to_string(digit))->voice.empty());
    CHECK(scene.find("digit_1")->rect.y < scene.find("digit_9")->rect.y);  // as on a telephone
}

TEST_CASE("colours differ enough") {
    using namespace ui::paint;
    for (const auto ground : {kCanvas, kSurface}) CHECK(contrast(kText, ground) >= 10);
    CHECK(contrast(kSurface, kAction) >= 7);
    CHECK(contrast(kSurface, kPressed) >= 7);
    CHECK(contrast(kWarning, kWarningPale) >= 7);
    for (const auto picture : {kAction, kSuccess, kWarning, kError, kOutline})
        CHECK(contrast(picture, kSurface) >= 4.5);
    CHECK(contrast(kOutline, kCanvas) >= 4.5);
}
