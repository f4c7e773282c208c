// SPDX-License-Identifier: Apache-2.0
#include "ui/locale/consent_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "firmware/flow/question_table.hpp"
#include "tests/golden/samples.hpp"

using namespace uketsuke;

namespace {

/// Screens on which something is agreed to, or stands once more before it leaves.
bool asks(flow::State state) {
    using S = flow::State;
    return state == S::consent || state == S::consent_items || state == S::consent_more || state == S::review ||
           flow::row_asked_in(state) != nullptr;
}

/// Of the bars and buttons that all screens share.
bool is_shared(std::string_view key) {
    return key.starts_with("common.") || key.starts_with("app.") || key.starts_with("step.") || key == "mark.simulated";
}

std::string with(std::string_view key, std::string_view text) {
    std::string po;
    for (const auto& [each, said] : ui::languages().words("en").all())
        po += fmt::format("msgid \"{}\"\nmsgstr \"{}\"\n", each, each == key ? text : "as before");
    return ui::version_of_consent(*ui::Catalogue::parse(po));
}

}  // namespace

TEST_CASE("whatever a screen says that asks for consent belongs to the version of its words") {
    int seen = 0;
    for (const auto& sample : tests::samples()) {
        if (!asks(sample.visit.state)) continue;
        for (const auto& row : ui::kLanguages) {
            const auto keys = ui::consent_keys(ui::languages().words(row.code));
            const auto view = tests::view_of(sample, row.code, ui::languages());
            for (const auto& node : ui::layout(view, tests::panel(), ui::languages()).nodes) {
                if (node.key.empty() || is_shared(node.key)) continue;
                INFO(sample.name << " says " << node.key);
                CHECK(std::ranges::count(keys, node.key) == 1);
                ++seen;
            }
        }
    }
    CHECK(seen > 100);
}

TEST_CASE("another word of consent is another version, another word elsewhere is none") {
    const auto before = with("", "");
    for (const auto* key : {"consent.title", "consent_items.all_three", "consent_more.who", "item.care", "review.title",
                            "subsidy.title", "prescription_form.title", "high_cost.body"}) {
        REQUIRE(ui::languages().words("en").has(key));
        CHECK(with(key, "anew") != before);
    }
    for (const auto* key : {"pin_entry.title", "common.back"}) {
        REQUIRE(ui::languages().words("en").has(key));
        CHECK(with(key, "anew") == before);
    }
    CHECK(with("consent.title", "a|new") == with("consent.title", "anew"));  // a line may break there
}

TEST_CASE("each language has words of its own") {
    const auto shown = ui::shown_words(ui::languages());
    REQUIRE(shown.size() == ui::kLanguages.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
        CHECK(shown[i].language == ui::kLanguages.at(i).code);
        CHECK(shown[i].version.size() == 16);
        for (std::size_t other = 0; other < i; ++other) CHECK(shown[i].version != shown[other].version);
    }
}
