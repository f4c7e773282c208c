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
using tests::Comparison;

namespace {

const ui::Panel kPanel;

struct Chosen {
    std::string_view sample;
    std::string_view language;
};

/// The screens whose pixels are kept: each layout once, each kind of node, both languages.
constexpr Chosen kChosen[]{
    {"idle", "ja"},
    {"idle", "en"},
    {"idle-phone", "ja"},
    {"choose_phone-offered", "ja"},
    {"phone_wait-android", "ja"},
    {"reading_card", "ja"},
    {"card_problem-card_not_readable", "ja"},
    {"card_problem-card_not_mynumber", "ja"},
    {"choose_identity", "ja"},
    {"choose_identity", "en"},
    {"choose_identity-face_later", "ja"},
    {"accompanied", "ja"},
    {"pin_entry-2", "ja"},
    {"pin_entry-4", "en"},
    {"pin_last_try", "ja"},
    {"pin_unusable", "ja"},
    {"pin_locked", "ja"},
    {"face_capture-0", "ja"},
    {"face_capture-3", "en"},
    {"number_b_entry-8", "ja"},
    {"number_b_entry-14", "en"},
    {"number_b_entry-next_2", "ja"},
    {"face_refused-face_not_matched", "ja"},
    {"staff_password-6", "ja"},
    {"staff_refused-locked", "ja"},
    {"staff_refused-expired", "ja"},
    {"staff_confirm", "ja"},
    {"certificate_refused-certificate_refused", "ja"},
    {"certificate_grace", "ja"},
    {"certificate_notice-card", "ja"},
    {"registration_offer", "ja"},
    {"consent", "ja"},
    {"consent", "en"},
    {"consent_items-two", "ja"},
    {"consent_items-all", "en"},
    {"consent_more", "ja"},
    {"specific_disease", "ja"},
    {"subsidy-6_of_6", "ja"},
    {"prescription_form", "ja"},
    {"prescription_choice-7", "ja"},
    {"review-clinic", "ja"},
    {"review-pharmacy", "en"},
    {"result_valid", "ja"},
    {"result_remark-many", "ja"},
    {"result_invalid-none_found", "ja"},
    {"service_failed-service_maintenance", "ja"},
    {"guidance-2026", "ja"},
    {"guidance-2025", "en"},
    {"take_card", "ja"},
    {"take_card_urgent", "ja"},
    {"staff_called-consent", "ja"},
    {"idle_warning", "ja"},
    {"out_of_service-2026", "ja"},
    {"out_of_service-all", "ja"},
};

ui::paint::Picture picture_of(ui::paint::Painter& painter, std::string_view name, std::string_view language,
                              const ui::Languages& offered = ui::reviewed_languages()) {
    static const auto kFigure = tests::drawn_figure();
    return painter.paint(ui::layout(tests::view_of(tests::sample(name), language, offered), tests::panel(), offered),
                         {.camera = &kFigure});
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
        auto& tree = trees[std::string(flow::name_of(sample.visit.state))];
        for (const auto& language : ui::reviewed_languages().rows())
            tree += "# " + sample.name + "\n" +
                    to_text(ui::layout(tests::view_of(sample, language.code), tests::panel())) + "\n";
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
        const auto name = std::string(sample) + "." + std::string(language) + ".png";
        check(tests::compare_picture("tests/golden/png/" + name, picture_of(paint, sample, language)));
    }
    REQUIRE(tests::compared() - before == static_cast<int>(std::size(kChosen)));
    std::cout << "goldens: " << tests::compared() - before << " pictures compared\n";
}

TEST_CASE("each script looks as it is kept") {
    auto paint = painter();
    int compared = 0;
    for (const auto& row : ui::kLanguages) {
        if (!row.reviewer.empty()) continue;  // those are among the chosen screens
        const auto name = "consent." + std::string(row.code) + ".png";
        check(tests::compare_picture("tests/golden/png/" + name,
                                     picture_of(paint, "consent", row.code, ui::languages())));
        ++compared;
    }
    CHECK(compared > 0);
    check(tests::compare_picture("tests/golden/png/idle.all.png", picture_of(paint, "idle", "ja", ui::languages())));
    std::cout << "goldens: " << compared + 1 << " pictures of languages compared\n";
}

TEST_CASE("the picture of the screens in the README is current") {
    auto paint = painter();
    const std::pair<Chosen, std::string_view> tiles[]{
        {{"idle", "ja"}, "1  Place the card"},
        {{"choose_identity", "ja"}, "2  Face or PIN"},
        {{"face_capture-0", "ja"}, "3a  By face"},
        {{"pin_entry-2", "ja"}, "3b  By PIN"},
        {{"consent", "ja"}, "4  Consent"},
        {{"result_valid", "ja"}, "5  Checked in"},
        {{"pin_last_try", "ja"}, "Warned before the last try"},
        {{"consent", "en"}, "Every screen in English, too"},
        {{"out_of_service-all", "en"}, "Out of service: says why"},
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
