// SPDX-License-Identifier: Apache-2.0
// From three languages on a list takes the place of the button that bears the other one's name. The product speaks two,
// so the further ones are of this test: names of their own, words from the English file.
#include <array>
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

constexpr int kMany = 7;

/// The languages of the product and the first of the further ones, `count` together.
ui::Languages spoken(int count) {
    constexpr std::array kFurther{std::pair{"de", "Deutsch"}, std::pair{"fr", "Français"}, std::pair{"es", "Español"},
                                  std::pair{"pt", "Português"}, std::pair{"id", "Bahasa Indonesia"}};
    const auto embedded = ui::embedded_languages();
    std::vector<ui::Languages::Source> sources(embedded.begin(), embedded.end());
    const auto english = sources.at(1);
    for (const auto& [code, name] : kFurther)
        if (static_cast<int>(sources.size()) < count)
            sources.push_back({{code, name, english.row.font, english.row.breaks}, english.po});
    return ui::Languages::create(sources).value();
}

/// A display for these languages.
struct ShownPanel {
    explicit ShownPanel(int count) : languages(spoken(count)) {}

    [[nodiscard]] ui::Scene show(Visit visit) const {
        visit.facts.languages = languages.count();
        return ui::layout(ui::project(visit, {.simulated = true}), {{}, painter.measure()}, languages);
    }

    ui::Languages languages;
    ui::paint::Painter painter = ui::paint::Painter::create({}, languages.rows()).value();
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
    for (const auto* name : {"日本語", "English", "Deutsch"}) CHECK(ui::find_label(list, name) != nullptr);
    CHECK(list.find("digit_1") == nullptr);  // nothing is typed unseen
    CHECK(list.find("call_staff") != nullptr);
    CHECK(list.find("language_ja")->icon == ui::Icon::check);
    CHECK(list.prompt.empty());

    auto expected = typed;
    expected.language = flow::Language{2};
    const auto german = touched(asked, list, "Deutsch");
    CHECK(german == expected);
    CHECK(panel.show(german).find("dots")->value == 2);
    CHECK(touched(asked, list, "日本語") == typed);  // the present one leads back
}

TEST_CASE("the list goes with the screen that it stands in front of") {
    auto typed = in("pin_entry-2", 3);
    typed.card = domain::CardRef{0, 1};
    const auto asked = flow::step(typed, flow::Tap{Action::language, flow::kWhichLanguage}).visit;
    REQUIRE(asked.which_language);
    CHECK_FALSE(flow::step(asked, flow::CardRemoved{*asked.card}).visit.which_language);
    CHECK_FALSE(flow::step(asked, flow::Tap{Action::call_staff}).visit.which_language);
    const auto warned = flow::step(asked, flow::TimeOut{asked.ticket}).visit;
    CHECK(warned.state == flow::State::idle_warning);
    CHECK_FALSE(warned.which_language);
}

TEST_CASE("two languages need no list") {
    const ShownPanel panel(2);
    const auto typed = in("pin_entry-2", 2);
    CHECK(ui::plain(panel.show(typed).find("language")->text) == "English");
    CHECK(flow::step(typed, flow::Tap{Action::language, flow::kWhichLanguage}).row == nullptr);
}

TEST_CASE("list and button fit everywhere, in every language, for three languages and for more") {
    for (const int count : {3, kMany}) {
        const ShownPanel panel(count);
        for (const auto& sample : tests::samples())
            for (int language = 0; language < count; ++language) {
                INFO(sample.name << " in " << panel.languages.row(flow::Language(language)).own_name << " of "
                                 << count);
                auto visit = sample.visit;
                visit.language = flow::Language(language);
                for (const bool asked : {false, true}) {
                    visit.which_language = asked;
                    const auto scene = panel.show(visit);
                    CHECK(tests::geometry(scene, {}) == Problems{});
                    CHECK(tests::misfits(scene, panel.painter) == Problems{});
                    CHECK((scene.find("language") != nullptr) == !asked);
                    CHECK((scene.find("language_de") != nullptr) == asked);
                    if (!asked) continue;
                    for (const auto& report : panel.painter.check(scene)) CHECK(report.unknown_glyphs == 0);
                }
            }
    }
}

TEST_CASE("the list looks as it is kept") {
    std::string trees;
    for (const auto& [count, language, picture] : {std::tuple{3, 0, "languages-3.ja"}, {kMany, 1, "languages-7.en"}}) {
        ShownPanel panel(count);
        auto visit = in("choose_identity", count);
        visit.language = flow::Language(language);
        trees += to_text(panel.show(visit)) + "\n";
        visit.which_language = true;
        const auto scene = panel.show(visit);
        trees += to_text(scene) + "\n";
        check(tests::compare_picture(std::string("tests/golden/png/") + picture + ".png", panel.painter.paint(scene)));
    }
    check(tests::compare_text("tests/golden/languages.txt", trees));
}
