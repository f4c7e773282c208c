// SPDX-License-Identifier: Apache-2.0
// Pixels of chosen cells on the other panels, in the other sizes, colours and languages; screens_golden_test.cpp has
// the reference panel's.
#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <iostream>

#include "firmware/base/enumeration.hpp"
#include "tests/golden/cells.hpp"
#include "tests/golden/golden.hpp"
#include "ui/paint/painter.hpp"

using namespace uketsuke;
using flow::Theme;

namespace {

/// Some samples in some shapes and sizes, all in these colours and this language.
struct Group {
    std::vector<std::string_view> samples;
    std::vector<std::string_view> shapes;
    std::string_view size;
    Theme theme = Theme::standard;
    std::vector<std::string_view> languages = {"ja"};
};

const std::vector<Group>& groups() {
    static const std::vector<std::string_view> kWay{"idle",
                                                    "choose_identity",
                                                    "pin_entry-2",
                                                    "face_capture-0",
                                                    "consent_items-two",
                                                    "prescription_choice-7",
                                                    "result_remark-many",
                                                    "take_card",
                                                    "out_of_service-all"};
    static const std::vector<std::string_view> kTranslated{"ja-x-easy", "zh-Hans", "zh-Hant", "ko", "vi",
                                                           "pt-BR",     "es",      "fil",     "ne", "my"};
    static const std::vector<Group> kGroups{
        {kWay, {"tall", "floor", "compact"}, "M"},
        {kWay, {"compact"}, "L"},
        {{"number_b_entry-8", "review-clinic"}, {"wide", "tall", "floor", "compact"}, "L"},
        {{"consent"}, {"compact"}, "L", Theme::standard, kTranslated},
        {{"choose_identity"}, {"tall"}, "L", Theme::high_contrast_dark, kTranslated},
        {{"idle", "pin_last_try", "guidance-2026"}, {"wide"}, "S", Theme::high_contrast_light, {"en"}},
        {{"certificate_grace", "subsidy-6_of_6"}, {"floor", "compact"}, "L", Theme::high_contrast_light, {"en"}},
    };
    return kGroups;
}

template <class Rows>
const auto& named(const Rows& rows, std::string_view name) {
    const auto found = std::ranges::find(rows, name, [](const auto& row) { return row.name; });
    REQUIRE(found != rows.end());
    return *found;
}

void compare(const tests::Cell& cell, Theme theme) {
    static const auto kFigure = tests::drawn_figure();
    auto scene = tests::scene_in(cell);
    scene.theme = theme;
    auto painter = ui::paint::Painter::create(cell.shape.panel).value();
    const auto name = fmt::format("{}.{}.{}-{}{}.png", cell.sample.name, cell.language, cell.shape.name, cell.size.name,
                                  theme == Theme::standard ? "" : "." + std::string(base::enumerator_name(theme)));
    const auto comparison =
        tests::compare_picture("tests/golden/png/" + name, painter.paint(scene, {.camera = &kFigure}));
    INFO(comparison.why);
    CHECK(comparison.same);
}

}  // namespace

TEST_CASE("chosen cells of every panel, size, theme and language have the pixels that are kept") {
    REQUIRE(tests::changed_fonts().empty());
    const int before = tests::compared();
    for (const auto& group : groups())
        for (const auto& sample : group.samples)
            for (const auto& shape : group.shapes)
                for (const auto& language : group.languages)
                    compare({tests::sample(sample), language, named(tests::kShapes, shape),
                             named(tests::kTextSizes, group.size)},
                            group.theme);
    CHECK(tests::compared() - before >= 70);
    std::cout << "goldens: " << tests::compared() - before << " pictures compared of chosen cells\n";
}
