// SPDX-License-Identifier: Apache-2.0
// What can be answered on a screen: all that the flow takes, equal answers alike, and nothing chosen beforehand.
#include <algorithm>
#include <map>
#include <set>

#include "firmware/flow/transitions.hpp"
#include "tests/golden/each_scene.hpp"
#include "ui/paint/painter.hpp"

using namespace uketsuke;
using flow::Action;
using tests::each_scene;
using ui::Node;
using ui::Scene;

TEST_CASE("each screen offers exactly what the flow takes there") {
    // More than three ways on one notice would be none: the last ones are left out there.
    const std::map<std::string, std::set<Action>> left_out{
        {"pin_unusable", {Action::show_guidance}},
        {"face_refused", {Action::show_guidance}},
    };
    each_scene([&](const Scene& scene, const tests::Sample& sample) {
        std::set<Action> taken;
        auto view = tests::view_of(sample, scene.language, ui::languages());
        for (int i = 0; i <= static_cast<int>(Action::comfort); ++i)
            if (view.offers(static_cast<Action>(i))) taken.insert(static_cast<Action>(i));
        if (view.staff_on_way) taken.erase(Action::call_staff);
        std::set<Action> here;
        for (view.page = 0; view.page < scene.pages; ++view.page) {
            const auto page = view.page == 0 ? scene : ui::layout(view, tests::panel(), ui::languages());
            for (const auto& node : page.nodes)
                if (const auto* tap = std::get_if<flow::Tap>(&node.touch)) {
                    INFO(node.id);
                    CHECK(flow::find_row(flow::transitions(), sample.visit, *tap) != nullptr);
                    here.insert(tap->action);
                }
        }
        const auto allowed = left_out.find(scene.screen);
        for (const auto action : taken) {
            INFO(flow::name_of(action));
            CHECK((here.count(action) == 1 || (allowed != left_out.end() && allowed->second.count(action) == 1)));
        }
    });
}

TEST_CASE("answers to a question are equal, side by side, and none is chosen beforehand") {
    using Names = std::vector<std::string>;
    const std::map<std::string, Names> questions{
        {"consent", {"agree_none", "by_item", "agree_all"}},
        {"consent_items", {"disagree_0", "agree_0"}},
        {"specific_disease", {"disagree", "agree"}},
        {"high_cost", {"disagree", "agree"}},
        {"subsidy-1", {"disagree", "agree"}},
        {"subsidy-6_of_6", {"disagree", "agree"}},
        {"registration_offer", {"disagree", "agree"}},
        {"staff_confirm", {"refuse", "confirm"}},
        {"prescription_form", {"electronic", "paper"}},
        {"choose_identity", {"choose_face", "choose_pin", "choose_staff"}},
    };
    for (const auto& [screen, answers] : questions)
        for (const auto& language : ui::kLanguages) {
            INFO(screen << " " << language.code);
            const auto scene = ui::layout(tests::view_of(tests::sample(screen), language.code, ui::languages()),
                                          tests::panel(), ui::languages());
            const auto* first = scene.find(answers.front());
            REQUIRE(first);
            CHECK(first->style == ui::Style::secondary);
            for (const auto& name : answers) {
                const auto* answer = scene.find(name);
                REQUIRE(answer);
                CHECK(answer->rect.w == Approx(first->rect.w));
                CHECK(answer->rect.h == first->rect.h);
                CHECK(answer->rect.y == first->rect.y);
                CHECK(answer->style == first->style);
                CHECK(answer->em == first->em);
                CHECK(answer->value == 0);
            }
        }
    for (const auto* screen : {"consent", "consent_items", "specific_disease", "high_cost"}) {
        const auto scene = ui::layout(tests::view_of(tests::sample(screen), "ja"), tests::panel());
        CHECK(std::any_of(scene.nodes.begin(), scene.nodes.end(),
                          [](const Node& node) { return ui::plain(node.text) == "同意しなくても診療は受けられます"; }));
    }
}

TEST_CASE("an item's answer is marked by more than colour") {
    const auto scene = ui::layout(tests::view_of(tests::sample("consent_items-two"), "ja"), tests::panel());
    CHECK(scene.find("agree_0")->icon == ui::Icon::check);
    CHECK(scene.find("disagree_0")->icon == ui::Icon::none);
    CHECK(scene.find("disagree_1")->icon == ui::Icon::check);
    CHECK(scene.find("agree_2")->value + scene.find("disagree_2")->value == 0);
    CHECK(scene.find("confirm") == nullptr);
    const auto all = ui::layout(tests::view_of(tests::sample("consent_items-all"), "ja"), tests::panel());
    CHECK(all.find("confirm") != nullptr);
}

TEST_CASE("what counts only together stands together: never the card alone, never the notice alone") {
    for (const auto* name : {"guidance-2025", "guidance-2026", "out_of_service-2025", "out_of_service-2026"}) {
        const auto scene = ui::layout(tests::view_of(tests::sample(name), "ja"), tests::panel());
        const bool old = std::string_view(name).find("2025") != std::string_view::npos;
        CHECK((scene.find("paper_card") != nullptr) == old);
        for (const std::string pair : {"card_and_notice", "card_and_portal"}) {
            const auto* row = scene.find(pair + ".row");
            REQUIRE(row);
            for (const auto* part : {"", ".plus", ".second"}) {
                const auto* node = scene.find(pair + part);
                REQUIRE(node);
                CHECK((node->rect.y >= row->rect.y && node->rect.bottom() <= row->rect.bottom()));
            }
        }
    }
}

TEST_CASE("a PIN is seen as a count and in no other way") {
    const auto pressed_looks_like_rest = [](const Scene& scene) {
        auto painter = ui::paint::Painter::create(ui::Panel{}).value();
        const auto rest = painter.paint(scene);
        return rest == painter.paint(scene, {.pressed = "digit_5"});
    };
    const auto scene = ui::layout(tests::view_of(tests::sample("pin_entry-2"), "ja"), tests::panel());
    CHECK(scene.find("dots")->value == 2);
    CHECK(scene.find("dots")->text.empty());
    CHECK(pressed_looks_like_rest(scene));
    for (int digit = 0; digit <= 9; ++digit) CHECK(scene.find("digit_" + std::to_string(digit))->voice.empty());
    const auto printed = ui::layout(tests::view_of(tests::sample("number_b_entry-8"), "ja"), tests::panel());
    CHECK(printed.find("dots_1")->value == 6);
    CHECK(printed.find("dots_2")->value == 2);
    CHECK(printed.find("dots_3")->value < 1);
    const auto next = ui::layout(tests::view_of(tests::sample("number_b_entry-next_2"), "ja"), tests::panel());
    CHECK(next.find("dots")->value == 2);
    CHECK(next.find("dots")->total == 6);
    CHECK(next.find("dots_1") == nullptr);
    CHECK(scene.find("digit_1")->rect.y < scene.find("digit_9")->rect.y);  // as on a telephone
}

namespace {
/// What can be touched on it, but for bars and the turning of pages.
std::vector<std::string> ways_of(const Scene& scene) {
    std::vector<std::string> all;
    for (const auto& node : scene.nodes)
        if (node.touchable() && !node.bar && !std::holds_alternative<ui::TurnPage>(node.touch)) all.push_back(node.id);
    return all;
}
}  // namespace

TEST_CASE("what a screen offers on one page it offers on several, each once, and answers stay beside each other") {
    const ui::Panel small{800, 480, 7};
    const auto painter = ui::paint::Painter::create(small).value();
    int paged = 0;
    for (const auto& sample : tests::samples())
        for (const auto* language : {"ja", "en", "vi"}) {
            auto view = tests::view_of(sample, language, ui::languages());
            INFO(sample.name << " " << language);
            std::multiset<std::string> whole, pages;
            const int wide_pages = ui::layout(view, tests::panel(), ui::languages()).pages;
            for (view.page = 0; view.page < wide_pages; ++view.page) {
                const auto scene = ui::layout(view, tests::panel(), ui::languages());
                for (const auto& id : ways_of(scene)) whole.insert(id);
            }
            view.comfort.size = flow::TextSize::large;
            int count = 1;
            for (view.page = 0; view.page < count; ++view.page) {
                const auto scene = ui::layout(view, {small, painter.measure()}, ui::languages());
                count = scene.pages;
                for (const auto& id : ways_of(scene)) pages.insert(id);
                for (const auto& [one, other] :
                     {std::pair{"agree", "disagree"}, {"agree_all", "agree_none"}, {"agree_0", "disagree_0"}})
                    CHECK((scene.find(one) != nullptr) == (scene.find(other) != nullptr));
            }
            CHECK(pages == whole);
            paged += count > 1 ? 1 : 0;
        }
    CHECK(paged > 50);
}
