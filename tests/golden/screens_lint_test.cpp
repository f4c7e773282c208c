// SPDX-License-Identifier: Apache-2.0
// What must hold on every screen in every language on the reference panel (ui facts §4.2: the numbers).
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <regex>

#include "firmware/domain/letters.hpp"
#include "tests/golden/each_scene.hpp"
#include "tests/golden/lint.hpp"
#include "ui/locale/languages.hpp"
#include "ui/paint/painter.hpp"
#include "ui/screens/screens.hpp"

using namespace uketsuke;
using flow::Action;
using tests::each_scene;
using tests::geometry;
using tests::misfits;
using tests::Problems;
using ui::Node;
using ui::Role;
using ui::Scene;

namespace {

const ui::Panel kPanel;

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

TEST_CASE("keys lead through every screen as it is read") {
    each_scene([](const Scene& scene, const tests::Sample&) { CHECK(tests::focus(scene, kPanel) == Problems{}); });
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
                               report.id.rfind("number", 0) == 0 || report.id.rfind("name_", 0) == 0 ||
                               report.id.rfind("line_", 0) == 0;
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
