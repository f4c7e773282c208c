// SPDX-License-Identifier: Apache-2.0
// From three languages on a list takes the place of the button that bears the other one's name. The product offers two
// by itself; here it is more of the table, and all of it.
#include <catch2/catch.hpp>

#include "firmware/flow/step.hpp"
#include "tests/golden/golden.hpp"
#include "tests/golden/lint.hpp"
#include "tests/golden/samples.hpp"
#include "ui/paint/painter.hpp"

using namespace uketsuke;
using flow::Action;
using flow::Visit;
using tests::Problems;

namespace {

constexpr int kAll = static_cast<int>(ui::kLanguages.size());

/// A display for the first `count` languages of the table.
struct ShownPanel {
    explicit ShownPanel(int count) : languages(first(count)) {}

    static ui::Languages first(int count) {
        std::vector<std::string> codes;
        for (int i = 0; i < count; ++i) codes.emplace_back(ui::kLanguages.at(static_cast<std::size_t>(i)).code);
        return ui::languages_with(codes).value();
    }

    [[nodiscard]] ui::Scene show(Visit visit) const {
        visit.facts.languages = languages.count();
        return ui::layout(ui::project(visit, {.simulated = true}), {{}, painter.measure()}, languages);
    }

    ui::Languages languages;
    ui::paint::Painter painter = ui::paint::Painter::create({}).value();
};

Visit in(std::string_view name, int languages) {
    auto visit = tests::sample(name).visit;
    visit.facts.languages = languages;
    return visit;
}

Visit touched(const Visit& visit, const ui::Scene& scene, std::string_view label) {
    const auto* node = ui::find_label(scene, label);
    REQUIRE(node);
    const auto* tap = std::get_if<flow::Tap>(&node->touch);
    REQUIRE(tap);
    return flow::step(visit, *tap).visit;
}

void check(const tests::Comparison& comparison) {
    INFO(comparison.why);
    CHECK(comparison.same);
}

}  // namespace

TEST_CASE("with three languages a list stands in front of the screen, and leads back to the same step") {
    const ShownPanel panel(3);
    const auto typed = in("pin_entry-2", 3);
    const auto asked = touched(typed, panel.show(typed), "Language");
    CHECK(asked.state == typed.state);
    CHECK(asked.pin_digits == 2);
    const auto list = panel.show(asked);
    for (const auto* name : {"日本語", "English", "やさしい日本語"}) CHECK(ui::find_label(list, name) != nullptr);
    CHECK(list.find("digit_1") == nullptr);  // nothing is typed unseen
    CHECK(list.find("call_staff") != nullptr);
    CHECK(list.find("language_ja")->icon == ui::Icon::check);
    CHECK(list.prompt.empty());

    auto expected = typed;
    expected.language = flow::Language{2};
    const auto easy = touched(asked, list, "やさしい日本語");
    CHECK(easy == expected);
    CHECK(panel.show(easy).find("dots")->value == 2);
    CHECK(touched(asked, list, "日本語") == typed);  // the present one leads back
}

TEST_CASE("every language can be chosen on every screen, and the step stays") {
    const ShownPanel panel(kAll);
    for (const auto& sample : tests::samples()) {
        INFO(sample.name);
        auto visit = sample.visit;
        visit.facts.languages = kAll;
        const auto asked = flow::step(visit, flow::Tap{Action::language, flow::kWhichLanguage}).visit;
        const auto list = panel.show(asked);
        for (int i = 0; i < kAll; ++i) {
            auto expected = visit;
            expected.language = flow::Language(i);
            CHECK(touched(asked, list, ui::plain(panel.languages.row(flow::Language(i)).own_name)) == expected);
        }
    }
}

TEST_CASE("the first screen tells which languages there are, each in its own letters") {
    const ShownPanel panel(kAll), two(2);
    const auto scene = panel.show(in("idle", kAll));
    for (const auto& row : panel.languages.rows()) {
        const auto* name = scene.find("name_" + std::string(row.code));
        REQUIRE(name);
        CHECK(name->text == row.own_name);
        CHECK(name->language == row.code);
    }
    CHECK(two.show(in("idle", 2)).find("name_en") == nullptr);  // there the button bears the name
}

TEST_CASE("the list goes with the screen that it stands in front of") {
    auto typed = in("pin_entry-2", 3);
    typed.card = domain::CardRef{0, 1};
    const auto asked = flow::step(typed, flow::Tap{Action::language, flow::kWhichLanguage}).visit;
    REQUIRE(asked.in_front == flow::InFront::languages);
    CHECK(flow::step(asked, flow::CardRemoved{*asked.card}).visit.in_front == flow::InFront::nothing);
    CHECK(flow::step(asked, flow::Tap{Action::call_staff}).visit.in_front == flow::InFront::nothing);
    const auto warned = flow::step(asked, flow::TimeOut{asked.ticket}).visit;
    CHECK(warned.state == flow::State::idle_warning);
    CHECK(warned.in_front == flow::InFront::nothing);
}

TEST_CASE("two languages need no list") {
    const ShownPanel panel(2);
    const auto typed = in("pin_entry-2", 2);
    CHECK(ui::plain(panel.show(typed).find("language")->text) == "English");
    CHECK(flow::step(typed, flow::Tap{Action::language, flow::kWhichLanguage}).row == nullptr);
}

TEST_CASE("the list fits in front of every screen, in every language") {
    for (const int count : {3, kAll}) {
        const ShownPanel panel(count);
        for (const auto* name : {"idle", "choose_identity", "authenticating-staff_on_way", "staff_called"})
            for (int language = 0; language < count; ++language) {
                INFO(name << " in " << panel.languages.row(flow::Language(language)).code << " of " << count);
                auto visit = in(name, count);
                visit.language = flow::Language(language);
                visit.in_front = flow::InFront::languages;
                const auto scene = panel.show(visit);
                CHECK(tests::geometry(scene, {}) == Problems{});
                CHECK(tests::misfits(scene, panel.painter) == Problems{});
                CHECK(scene.find("language") == nullptr);
                for (const auto& report : panel.painter.check(scene)) CHECK(report.unknown_glyphs == 0);
            }
    }
}

TEST_CASE("the list looks as it is kept") {
    std::string trees;
    for (const auto& [count, language, picture] : {std::tuple{3, 0, "languages-3.ja"}, {kAll, 1, "languages-12.en"}}) {
        ShownPanel panel(count);
        auto visit = in("choose_identity", count);
        visit.language = flow::Language(language);
        trees += to_text(panel.show(visit)) + "\n";
        visit.in_front = flow::InFront::languages;
        const auto scene = panel.show(visit);
        trees += to_text(scene) + "\n";
        check(tests::compare_picture(std::string("tests/golden/png/") + picture + ".png", panel.painter.paint(scene)));
    }
    check(tests::compare_text("tests/golden/languages.txt", trees));
}
