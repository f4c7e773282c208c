// SPDX-License-Identifier: Apache-2.0
// Readers differ in slot and side (rule R-8): each shape has its drawing and its words, and the screens hold with all.
#include <catch2/catch.hpp>
#include <iostream>
#include <sstream>

#include "firmware/base/enumeration.hpp"
#include "firmware/domain/reader_shape.hpp"
#include "tests/golden/golden.hpp"
#include "tests/golden/lint.hpp"
#include "tests/golden/samples.hpp"
#include "ui/paint/painter.hpp"

using namespace uketsuke;
using domain::ReaderShape;
using tests::Problems;

namespace {

ui::Scene scene_of(const tests::Sample& sample, std::string_view language, ReaderShape shape,
                   const ui::Languages& languages = ui::reviewed_languages()) {
    auto view = tests::view_of(sample, language, languages);
    view.reader = shape;
    return ui::layout(view, tests::panel(), languages);
}

std::string name_of(ReaderShape shape) { return std::string(base::enumerator_name(shape)); }

void check(const tests::Comparison& comparison) {
    INFO(comparison.why);
    CHECK(comparison.same);
}

/// Calls `look` with each scene of a kiosk with that reader.
template <class Look>
void each_scene(ReaderShape shape, Look look) {
    for (const auto& sample : tests::samples())
        for (const auto& language : ui::reviewed_languages().rows()) {
            INFO(sample.name << " " << language.code << " " << name_of(shape));
            look(sample, language.code, scene_of(sample, language.code, shape));
        }
}

/// The lines of a tree in which it differs from another of the same nodes.
std::string other_lines(const ui::Scene& scene, const ui::Scene& from) {
    std::istringstream lines(to_text(scene)), others(to_text(from));
    std::string differing;
    for (std::string line, other; std::getline(lines, line) && std::getline(others, other);)
        if (line != other) differing += line + "\n";
    return differing;
}

}  // namespace

TEST_CASE("the screens hold with a reader of any shape") {
    auto painter = ui::paint::Painter::create({}).value();
    int cells = 0;
    for (const auto shape : base::kValuesOf<ReaderShape>) {
        if (shape == ReaderShape::flat) continue;  // what all lints look at
        for (const auto& sample : tests::samples()) {
            if (other_lines(scene_of(sample, "ja", shape), scene_of(sample, "ja", ReaderShape::flat)).empty()) continue;
            for (const auto& language : ui::kLanguages) {
                INFO(sample.name << " " << language.code << " " << name_of(shape));
                const auto scene = scene_of(sample, language.code, shape, ui::languages());
                CHECK(tests::geometry(scene, {}) == Problems{});
                CHECK(tests::misfits(scene, painter) == Problems{});
                ++cells;
            }
        }
    }
    std::cout << "lint: " << cells << " cells that differ with the reader's shape\n";
    CHECK(cells > 100);
}

TEST_CASE("what differs with a reader's shape is kept") {
    for (const auto shape : base::kValuesOf<ReaderShape>) {
        if (shape == ReaderShape::flat) continue;  // the trees of all screens
        std::string trees;
        each_scene(shape, [&](const tests::Sample& sample, std::string_view language, const ui::Scene& scene) {
            const auto lines = other_lines(scene, scene_of(sample, language, ReaderShape::flat));
            if (!lines.empty()) trees += "# " + sample.name + "\n" + lines + "\n";
        });
        check(tests::compare_text("tests/golden/readers/" + name_of(shape) + ".txt", trees));
    }
}

TEST_CASE("each shape of reader has its drawing, in and out") {
    auto painter = ui::paint::Painter::create({}).value();
    for (const auto shape : base::kValuesOf<ReaderShape>) {
        if (shape == ReaderShape::flat) continue;
        for (const std::string screen : {"idle", "take_card"})
            check(tests::compare_picture("tests/golden/png/" + screen + "-" + name_of(shape) + ".ja.png",
                                         painter.paint(scene_of(tests::sample(screen), "ja", shape))));
    }
}

TEST_CASE("where a card is pushed in, no screen says that it is laid down, nor the other way round") {
    for (const auto shape : base::kValuesOf<ReaderShape>) {
        const bool inserted = shape == ReaderShape::upright || shape == ReaderShape::front_slot;
        each_scene(shape, [&](const tests::Sample&, std::string_view language, const ui::Scene& scene) {
            for (const auto& node : scene.nodes) {
                const auto words = ui::plain(node.text);
                INFO(words);
                if (language == "ja") CHECK(words.find(inserted ? "置" : "差") == std::string::npos);
                if (language == "en") CHECK(words.find(inserted ? "lace" : "nsert") == std::string::npos);
            }
        });
    }
}
