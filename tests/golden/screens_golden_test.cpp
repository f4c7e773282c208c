// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <iostream>
#include <map>

#include "tests/golden/golden.hpp"
#include "tests/golden/samples.hpp"
#include "ui/paint/painter.hpp"
#include "ui/paint/storyboard.hpp"
#include "ui/screens/screens.hpp"

using namespace uketsuke;
using flow::Language;
using tests::Comparison;

namespace {

const ui::Panel kPanel;

struct Chosen {
    std::string_view sample;
    Language language;
};

/// The screens whose pixels are kept: each layout once, each kind of node, both languages.
constexpr Chosen kChosen[]{
    {"idle", Language::ja},
    {"idle", Language::en},
    {"idle-phone", Language::ja},
    {"choose_phone-offered", Language::ja},
    {"phone_wait-android", Language::ja},
    {"reading_card", Language::ja},
    {"card_problem-card_not_readable", Language::ja},
    {"card_problem-card_not_mynumber", Language::ja},
    {"choose_identity", Language::ja},
    {"choose_identity", Language::en},
    {"accompanied", Language::ja},
    {"pin_entry-2", Language::ja},
    {"pin_entry-4", Language::en},
    {"pin_last_try", Language::ja},
    {"pin_unusable", Language::ja},
    {"pin_locked", Language::ja},
    {"face_capture-0", Language::ja},
    {"face_capture-3", Language::en},
    {"surface_entry-8", Language::ja},
    {"surface_entry-14", Language::en},
    {"face_refused-face_not_matched", Language::ja},
    {"staff_password-6", Language::ja},
    {"staff_refused-locked", Language::ja},
    {"staff_confirm", Language::ja},
    {"certificate_refused-certificate_refused", Language::ja},
    {"certificate_grace", Language::ja},
    {"certificate_notice-card", Language::ja},
    {"registration_offer", Language::ja},
    {"consent", Language::ja},
    {"consent", Language::en},
    {"consent_items-two", Language::ja},
    {"consent_items-all", Language::en},
    {"consent_more", Language::ja},
    {"specific_disease", Language::ja},
    {"prescription_form", Language::ja},
    {"prescription_choice-7", Language::ja},
    {"review-clinic", Language::ja},
    {"review-pharmacy", Language::en},
    {"result_valid", Language::ja},
    {"result_remark-many", Language::ja},
    {"result_invalid-none_found", Language::ja},
    {"service_failed-service_maintenance", Language::ja},
    {"guidance-2026", Language::ja},
    {"guidance-2025", Language::en},
    {"take_card", Language::ja},
    {"take_card_urgent", Language::ja},
    {"staff_called-consent", Language::ja},
    {"idle_warning", Language::ja},
    {"out_of_service-2026", Language::ja},
    {"out_of_service-all", Language::ja},
};

std::string_view code_of(Language language) { return language == Language::ja ? "ja" : "en"; }

ui::paint::Picture picture_of(ui::paint::Painter& painter, std::string_view name, Language language) {
    static const auto kFigure = tests::drawn_figure();
    return painter.paint(ui::layout(tests::view_of(tests::sample(name), language), kPanel), {.camera = &kFigure});
}

ui::paint::Painter painter() {
    const auto changed = tests::changed_fonts();
    INFO(changed);
    REQUIRE(changed.empty());
    return ui::paint::Painter::create(kPanel).value();
}

void check(const Comparison& comparison) {
    INFO(comparison.why);
    CHECK(comparison.same);
}

}  // namespace

TEST_CASE("every screen has the tree that is kept") {
    std::map<std::string, std::string> trees;
    for (const auto& sample : tests::samples()) {
        auto& tree = trees[std::string(flow::name_of(sample.session.state))];
        for (const auto language : {Language::ja, Language::en})
            tree += "# " + sample.name + "\n" + to_text(ui::layout(tests::view_of(sample, language), kPanel)) + "\n";
    }
    REQUIRE(trees.size() == static_cast<std::size_t>(flow::kStateCount));
    const int before = tests::compared();
    for (const auto& [state, tree] : trees) check(tests::compare_text("tests/golden/trees/" + state + ".txt", tree));
    std::cout << "goldens: " << tests::compared() - before << " screen trees compared\n";
}

TEST_CASE("the chosen screens have the pixels that are kept") {
    auto paint = painter();
    const int before = tests::compared();
    for (const auto& [sample, language] : kChosen) {
        const auto name = std::string(sample) + "." + std::string(code_of(language)) + ".png";
        check(tests::compare_picture("tests/golden/png/" + name, picture_of(paint, sample, language)));
    }
    REQUIRE(tests::compared() - before == static_cast<int>(std::size(kChosen)));
    std::cout << "goldens: " << tests::compared() - before << " pictures compared\n";
}

TEST_CASE("the picture of the screens in the README is current") {
    auto paint = painter();
    const std::pair<Chosen, std::string_view> tiles[]{
        {{"idle", Language::ja}, "1  Place the card"},
        {{"choose_identity", Language::ja}, "2  Face or PIN"},
        {{"face_capture-0", Language::ja}, "3a  By face"},
        {{"pin_entry-2", Language::ja}, "3b  By PIN"},
        {{"consent", Language::ja}, "4  Consent"},
        {{"result_valid", Language::ja}, "5  Checked in"},
        {{"pin_last_try", Language::ja}, "Warned before the last try"},
        {{"consent", Language::en}, "Every screen in English, too"},
        {{"out_of_service-all", Language::en}, "Out of service: says why"},
    };
    std::vector<ui::paint::Tile> board;
    for (const auto& [chosen, caption] : tiles)
        board.push_back({picture_of(paint, chosen.sample, chosen.language), std::string(caption)});
    check(tests::compare_picture("docs/screens.png",
                                 ui::paint::storyboard(board, {.columns = 3, .tile_width = 440}).value()));
}

TEST_CASE("painting the same screen again gives the same pixels") {
    auto one = painter();
    auto other = painter();
    for (const auto& [sample, language] : kChosen) {
        const auto first = picture_of(one, sample, language);
        CHECK(first == picture_of(one, sample, language));
        CHECK(first == picture_of(other, sample, language));
    }
}
