// SPDX-License-Identifier: Apache-2.0
// What must hold on every screen in every language, whatever it looks like (ui facts §4.2: the numbers).
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <regex>
#include <set>

#include "firmware/domain/letters.hpp"
#include "firmware/flow/transitions.hpp"
#include "tests/golden/lint.hpp"
#include "tests/golden/samples.hpp"
#include "ui/locale/languages.hpp"
#include "ui/paint/painter.hpp"
#include "ui/screens/screens.hpp"

using namespace uketsuke;
using flow::Action;
using tests::geometry;
using tests::misfits;
using tests::Problems;
using ui::Node;
using ui::Role;
using ui::Scene;

namespace {

const ui::Panel kPanel;

struct Cell {
    tests::Sample sample;
    Scene scene;
};

/// Each screen in each language of the table, laid out once for all tests.
const std::vector<Cell>& cells() {
    static const auto kCells = [] {
        std::vector<Cell> all;
        for (auto sample : tests::samples())
            for (const auto& language : ui::kLanguages) {
                sample.visit.facts.languages = ui::languages().count();
                all.push_back({sample, ui::layout(tests::view_of(sample, language.code, ui::languages()),
                                                  tests::panel(), ui::languages())});
            }
        return all;
    }();
    return kCells;
}

/// Calls `check` with each scene there is.
template <class Check>
int each_scene(Check check) {
    for (const auto& [sample, scene] : cells()) {
        INFO(sample.name << " " << scene.language);
        check(scene, sample);
    }
    return static_cast<int>(cells().size());
}

const ui::LanguageRow& row_of(const Scene& scene) {
    return ui::languages().row(ui::languages().named(scene.language).value());
}

bool offers(const Scene& scene, Action action) {
    return std::any_of(scene.nodes.begin(), scene.nodes.end(),
                       [&](const Node& node) { return node.touch == ui::Touch(flow::Tap{action}); });
}

}  // namespace

TEST_CASE("every screen has a way to the other language and a way to the staff") {
    const int count = each_scene([](const Scene& scene, const tests::Sample& sample) {
        REQUIRE(scene.find("language"));
        CHECK(scene.find("language")->text != row_of(scene).own_name);
        const bool called = sample.visit.state == flow::State::staff_called;
        const bool on_way = scene.find("staff_on_way") != nullptr;
        CHECK(on_way == (sample.name == "authenticating-staff_on_way"));
        CHECK(offers(scene, Action::call_staff) == !(called || on_way));
        CHECK(offers(scene, Action::cancel_call) == called);
        CHECK(scene.find("simulated") != nullptr);
    });
    CHECK(count > 2 * flow::kStateCount);
    std::cout << "lint: " << count << " cells, " << count / static_cast<int>(ui::kLanguages.size()) << " in each of "
              << ui::kLanguages.size() << " languages\n";
}

TEST_CASE("touch targets are large, apart and on the panel; nothing lies over anything else but a sheet or a bar") {
    each_scene([](const Scene& scene, const tests::Sample&) { CHECK(geometry(scene, kPanel) == Problems{}); });
}

TEST_CASE("all text fits, is large enough and has its glyphs") {
    auto painter = ui::paint::Painter::create(kPanel).value();
    each_scene([&](const Scene& scene, const tests::Sample&) {
        CHECK(misfits(scene, painter) == Problems{});
        for (const auto& report : painter.check(scene)) {
            const auto role = scene.find(report.id)->role;
            INFO(report.id << " in " << report.lines << " lines");
            CHECK(report.unknown_glyphs == 0);
            const bool label = role == Role::mark || role == Role::stepper || report.id == "caption" ||
                               report.id.rfind("number", 0) == 0 || report.id.rfind("name_", 0) == 0;
            CHECK(report.overlap_px <= 0);
            CHECK(report.capital_mm >= (label ? 3.5 : 4.8));
            CHECK(report.lines <= (role == Role::heading ? 2 : 3));
        }
    });
}

TEST_CASE("names from outside stay in their place, whatever letters they have") {
    auto painter = ui::paint::Painter::create(kPanel).value();
    const std::string word(30, 'W');
    for (const auto& issuer : {word + " " + word, word.substr(10) + " " + word.substr(10) + " " + word.substr(10),
                               std::string(60, 'M'), "MINATO WARD MEMORIAL MEDICAL CENTER MAIN OUTPATIENT WING " + word,
                               std::string(400, 'i'), std::string("みなと\u202E\nクリニック|\uE000〓")}) {
        for (const auto& sample : tests::samples()) {
            if (!sample.visit.authentication) continue;
            auto named = sample;
            bool any = false;
            for (auto& list : named.visit.authentication->listed.values)
                for (auto& one : list) any = true, one.issuer = issuer;
            if (!any) continue;
            for (const auto& language : ui::kLanguages) {
                INFO(sample.name << " " << language.code << " " << issuer);
                const auto scene =
                    ui::layout(tests::view_of(named, language.code, ui::languages()), tests::panel(), ui::languages());
                CHECK(geometry(scene, kPanel) == Problems{});
                CHECK(misfits(scene, painter) == Problems{});
                for (const auto& node : scene.nodes) CHECK(domain::drawable(node.detail) == node.detail);
            }
        }
    }
}

/// The same screens, without a line of their own, on other panels and with larger text. Not all fit yet; those that are
/// named here must.
TEST_CASE("screens find their place on other panels and with larger text") {
    struct Other {
        const char* name;
        ui::Panel panel;
        double text_scale;
        std::set<std::string> must_fit;
    };
    using Names = std::set<std::string>;
    const Names everywhere{"idle",   "phone_wait", "reading_card",       "pin_wrong",    "staff_refused",
                           "thanks", "take_card",  "result_undelivered", "idle_warning", "staff_called"};
    const auto and_also = [&](Names names) {
        names.insert(everywhere.begin(), everywhere.end());
        return names;
    };
    const std::vector<Other> others{
        {"text 130 %",
         {1280, 800, 10.1},
         1.3,
         and_also({"pin_locked", "face_refused", "service_failed", "result_valid", "specific_disease", "high_cost"})},
        {"portrait",
         {800, 1280, 10.1},
         1,
         and_also({"card_problem", "choose_identity", "pin_entry", "face_capture", "result_valid",
                   "accompanied", "consent_items", "consent_more", "specific_disease", "high_cost",
                   "registration_offer", "staff_confirm", "review", "result_remark", "prescription_form"})},
        {"portrait, text 130 %",
         {800, 1280, 10.1},
         1.3,
         and_also({"card_problem", "choose_phone", "specific_disease", "high_cost"})},
        {"7 inch", {1280, 800, 7}, 1, {}},
    };
    for (const auto& other : others) {
        auto painter = ui::paint::Painter::create(other.panel).value();
        std::map<std::string, std::string> unfit;
        int count = 0, fitting = 0;
        for (const auto& sample : tests::samples())
            for (const auto& language : ui::reviewed_languages().rows()) {
                const auto scene = ui::layout(tests::view_of(sample, language.code),
                                              {other.panel, painter.measure(), other.text_scale});
                auto problems = geometry(scene, other.panel);
                for (auto& misfit : misfits(scene, painter)) problems.push_back(std::move(misfit));
                ++count;
                fitting += problems.empty() ? 1 : 0;
                if (!problems.empty()) unfit.emplace(scene.screen, sample.name + ": " + problems.front());
            }
        std::cout << "lint: " << other.name << ": " << fitting << " of " << count << " screens fit\n";
        if (std::getenv("LINT_TELL") != nullptr)
            for (const auto& [screen, problem] : unfit) std::cout << "  " << problem << "\n";
        for (const auto& screen : other.must_fit) {
            INFO(other.name << ": " << screen);
            CHECK(unfit.count(screen) == 0);
        }
    }
}

TEST_CASE("no screen says where anything is") {
    const std::regex place(R"(\bRect\b|\.rect\b|\bcontent\(\)|[.>](x|y|right|bottom)\b)");
    int sources = 0;
    for (const auto& entry : std::filesystem::directory_iterator("ui/screens")) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
        ++sources;
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);) {
            INFO(entry.path() << ": " << line);
            CHECK_FALSE(std::regex_search(line, place));
        }
    }
    CHECK(sources >= 13);
}

TEST_CASE("what is spoken is a text of the catalogue") {
    each_scene([](const Scene& scene, const tests::Sample&) {
        CHECK(scene.find("title") != nullptr);
        for (const auto& node : scene.nodes)
            if (!node.voice.empty()) CHECK(ui::languages().words(scene.language).has(node.voice));
    });
}

TEST_CASE("each screen offers exactly what the flow takes there") {
    // More than three ways on one notice would be none: the last ones are left out there.
    const std::map<std::string, std::set<Action>> left_out{
        {"pin_unusable", {Action::show_guidance}},
        {"face_refused", {Action::show_guidance}},
    };
    each_scene([&](const Scene& scene, const tests::Sample& sample) {
        std::set<Action> taken;
        const auto view = tests::view_of(sample, scene.language, ui::languages());
        for (int i = 0; i <= static_cast<int>(Action::comfort); ++i)
            if (view.offers(static_cast<Action>(i))) taken.insert(static_cast<Action>(i));
        if (view.staff_on_way) taken.erase(Action::call_staff);
        std::set<Action> here;
        for (const auto& node : scene.nodes)
            if (const auto* tap = std::get_if<flow::Tap>(&node.touch)) {
                INFO(node.id);
                CHECK(flow::find_row(flow::transitions(), sample.visit, *tap) != nullptr);
                here.insert(tap->action);
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

TEST_CASE("published sentences stand as they were published") {
    const auto says = [](std::string_view sample, std::string_view sentence) {
        const auto scene = ui::layout(tests::view_of(tests::sample(sample), "ja"), tests::panel());
        return std::any_of(scene.nodes.begin(), scene.nodes.end(),
                           [&](const Node& node) { return ui::plain(node.text) == sentence; });
    };
    CHECK(
        says("certificate_grace",
             "電子証明書の有効期限が切れているため、資格情報のみ当機関に提供します。お早めに市町村の窓口で電子証明書を"
             "更新してください"));
    CHECK(says("certificate_grace", "次に進む"));
    CHECK(says("consent", "この情報はあなたの診療や健康管理のために使用します。"));
    CHECK(says("consent", "過去の健診・お薬・診療・手術の情報を当機関に提供することに同意しますか。"));
    CHECK(says("consent", "同意する"));
    CHECK(says("consent", "同意しない"));
    CHECK(says("subsidy-1", "医療費助成の各種受給者証を利用しますか"));
    CHECK(says("subsidy-1", "利用する"));
    CHECK(says("subsidy-1", "利用しない"));
}

TEST_CASE("who came with a phone is not told about a card, and the other way round") {
    each_scene([](const Scene& scene, const tests::Sample& sample) {
        if (scene.language != "ja") return;
        const bool phone = tests::view_of(sample, "ja").by_phone;
        const auto* title = scene.find("title");
        const auto says = ui::plain(title->text);
        if (phone) CHECK(says.find("カード") == std::string::npos);
        using S = flow::State;
        const std::set<S> phones_own{S::choose_phone, S::phone_wait, S::phone_challenge, S::phone_signing};
        if (!phone && phones_own.count(sample.visit.state) == 0)
            CHECK(says.find("スマートフォン") == std::string::npos);
    });
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

TEST_CASE("the review shows each answer in the words of its button") {
    const auto scene = ui::layout(tests::view_of(tests::sample("review-clinic"), "ja"), tests::panel());
    const auto answer = [&](const char* id) { return ui::plain(scene.find(id)->text); };
    CHECK(answer("item.care.answer") == "同意する");
    CHECK(answer("item.surgery.answer") == "同意する");
    CHECK(answer("item.checkups.answer") == "同意しない");
    CHECK(answer("review.specific_disease.answer") == "同意する");
    CHECK(answer("review.high_cost.answer") == "提供しない");
    CHECK(answer("review.prescription_form.answer") == "紙の処方箋");
}

TEST_CASE("a prescription is known by its date and by the name of who wrote it") {
    const auto scene = ui::layout(tests::view_of(tests::sample("prescription_choice-7"), "ja"), tests::panel());
    CHECK(scene.find("item_0")->text == "2026年11月10日");
    CHECK(scene.find("item_0")->detail == "みなと内科クリニック");
    CHECK(scene.find("item_1")->detail.rfind("架空病院機構", 0) == 0);
    CHECK(scene.find("item_0")->value == 1);
    CHECK(scene.find("item_1")->value == 0);
    CHECK(scene.find("item_6") == nullptr);
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

TEST_CASE("what is spoken when a screen comes up can be read on it") {
    each_scene([](const Scene& scene, const tests::Sample&) {
        if (scene.prompt.empty()) return;
        CHECK(ui::languages().words(scene.language).has(scene.prompt));
        const auto words = [](std::string_view text) {
            auto plain = ui::plain(text);
            for (const std::string_view stop : {"。", "."})
                for (auto at = plain.find(stop); at != std::string::npos; at = plain.find(stop))
                    plain.erase(at, stop.size());
            return plain;
        };
        const auto prompt = words(ui::languages().words(scene.language).text(scene.prompt));
        CHECK(std::any_of(scene.nodes.begin(), scene.nodes.end(),
                          [&](const Node& node) { return words(node.text) == prompt; }));
    });
}

TEST_CASE("a PIN is seen as a count and in no other way") {
    const auto pressed_looks_like_rest = [](const Scene& scene) {
        auto painter = ui::paint::Painter::create(kPanel).value();
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
