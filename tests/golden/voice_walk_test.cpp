// SPDX-License-Identifier: Apache-2.0
// Every screen by keys and ears alone, on every page, on a panel of each class: nothing that can be touched is out of
// reach or without words, nothing that can be read is unheard or said twice, and nothing private is for everybody.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <iostream>
#include <map>
#include <set>

#include "tests/golden/cells.hpp"
#include "tests/golden/golden.hpp"
#include "ui/voice/guide.hpp"
#include "ui/voice/loudspeaker.hpp"
#include "ui/voice/narrate.hpp"
#include "ui/voice/voice_page.hpp"

using namespace uketsuke;
namespace voice = ui::voice;
using tests::Cell;
using ui::Node;
using ui::Scene;

namespace {

constexpr std::array<std::string_view, 3> kSpoken{"ja", "en", "ja-x-easy"};

/// Calls `look` with each page of each screen.
template <class Look>
int each_page(Look look) {
    static const auto kSamples = tests::samples();
    int pages = 0;
    for (const auto& shape : tests::kShapes)
        for (const auto language : kSpoken)
            for (const auto& sample : kSamples)
                for (int page = 0, of = 1; page < of; ++page, ++pages) {
                    const auto scene = tests::scene_in({sample, language, shape, tests::kTextSizes[2], false, page});
                    of = scene.pages;
                    INFO(sample.name << " " << language << " " << shape.name << " page " << page);
                    look(scene, sample);
                }
    return pages;
}

std::string all_of(const voice::Utterance& utterance) {
    std::string text;
    for (const auto& part : utterance.parts)
        if (part.key != "voice.place") text += part.text + " / ";
    return text;
}

bool reads(const Node& node) {
    using R = ui::Role;
    const bool has_words = node.role == R::heading || node.role == R::text || node.role == R::item ||
                           node.role == R::mark || node.role == R::tick || node.role == R::button ||
                           node.role == R::rail || node.role == R::choice || node.role == R::camera_view ||
                           (node.role == R::key && !std::holds_alternative<ui::PinKey>(node.touch));
    const bool step = node.role == R::text && node.total > 0;  // "2/4"
    return has_words && !step && !node.text.empty() && node.voice.empty();
}

Scene scene_with_focus(const Scene& scene) {
    voice::Guide guide;
    guide.show(scene);
    return guide.scene();
}

}  // namespace

TEST_CASE("each node that can be touched is reached, heard and left by keys") {
    const voice::Narrator narrator(ui::languages());
    const int pages = each_page([&](const Scene& scene, const tests::Sample&) {
        voice::Guide guide;
        guide.show(scene);
        const auto all = voice::stops(scene);
        std::set<std::string> reached;
        std::set<std::string> heard;
        for (std::size_t i = 0; i < all.size(); ++i) {
            REQUIRE(guide.focus() != nullptr);
            CHECK(!guide.may_press(base::MonoTime{}));  // before it was heard
            reached.insert(guide.focus()->id);
            const auto words = all_of(narrator.focus(guide.scene()));
            CHECK(!words.empty());
            INFO(words);
            CHECK(heard.insert(words).second);  // no other sounds like it
            guide.move(1);
        }
        if (!all.empty()) CHECK(guide.focus()->id == all.front()->id);  // round, so that nothing is a trap
        for (const auto& node : scene.nodes) {
            if (!node.touchable()) continue;
            INFO(node.id);
            const auto* key = std::get_if<ui::PinKey>(&node.touch);
            const bool typed = key != nullptr && voice::pad_key(scene, *key) == &node;
            CHECK((reached.count(node.id) == 1 || typed));
        }
    });
    std::cout << "voice walk: " << pages << " pages of screens in " << kSpoken.size() << " languages\n";
    CHECK(pages > 1000);
}

TEST_CASE("all that can be read can be heard, and when a screen comes up nothing is said twice") {
    const voice::Narrator narrator(ui::languages());
    each_page([&](const Scene& scene, const tests::Sample&) {
        std::set<std::string> said;
        for (const auto& part : narrator.everything(scene).parts) said.insert(part.text);
        for (const auto& node : scene.nodes) {
            INFO(node.id);
            if (reads(node)) CHECK(said.count(ui::plain(node.text)) == 1);
            if (!node.detail.empty() && node.role != ui::Role::camera_view)
                CHECK(said.count(ui::plain(node.detail)) == 1);
        }
        const auto spoken = narrator.screen(scene_with_focus(scene));
        REQUIRE(!spoken.parts.empty());
        if (const auto* title = scene.find("title"))
            CHECK(spoken.parts.front().text ==
                  ui::plain(title->voice.empty() ? title->text
                                                 : ui::languages().words(scene.language).text(title->voice)));
        // As often as it stands there; before the focus once more what tells that from its twins.
        const auto focus = narrator.focus(scene_with_focus(scene)).parts.size();
        std::map<std::string, int> times;
        for (const auto& part : spoken.parts) CHECK(ui::languages().named(part.language).has_value());
        for (std::size_t i = 0; i + focus < spoken.parts.size(); ++i) ++times[spoken.parts[i].text];
        for (const auto& [text, count] : times) {
            INFO(text);
            CHECK(count <= std::max(1, static_cast<int>(std::ranges::count_if(scene.nodes, [&](const Node& node) {
                                        return ui::plain(node.text) == text;
                                    }))));
        }
    });
}

TEST_CASE("what everybody may hear is of the catalogue, and no answer, date or name") {
    const voice::Narrator narrator(ui::languages());
    int private_parts = 0;
    each_page([&](const Scene& scene, const tests::Sample&) {
        const auto& words = ui::languages().words(scene.language);
        for (const auto& part : narrator.everything(scene).parts) {
            private_parts += part.hearing == voice::Hearing::headphones ? 1 : 0;
            if (part.hearing != voice::Hearing::anybody) continue;
            INFO(part.key << " " << part.text);
            CHECK(words.has(part.key));
            for (const auto* closed : {"certificate_", "registration_offer", "specific_disease", "subsidy", "review",
                                       "prescription_", "result_remark", "result_invalid", "not_registered"})
                CHECK(part.key.rfind(closed, 0) != 0);
            if (part.key == "common.reception_number") continue;  // people are called by it
            for (const auto* holes : {"{date}", "{issuer}", "{number}"})
                CHECK(words.text(part.key).find(holes) == std::string::npos);
        }
    });
    CHECK(private_parts > 1000);
}

TEST_CASE("a digit that was typed is never said") {
    const voice::Narrator narrator(ui::languages());
    auto visit = tests::sample("number_b_entry-shown_14").visit;
    const tests::Sample shown{"shown", visit};
    auto scene = ui::layout(tests::view_of(shown, "ja"), tests::panel());
    for (auto& node : scene.nodes)
        if (node.role == ui::Role::pin_dots) node.text = "7391";
    for (const auto& utterance :
         {narrator.screen(scene), narrator.everything(scene), narrator.where(scene, {}), narrator.focus(scene)})
        CHECK(all_of(utterance).find("7391") == std::string::npos);
}

TEST_CASE("the page of keys is printed from the tables") {
    const auto compared = tests::compare_text("docs/voice.md", voice::print_voice());
    INFO(compared.why);
    CHECK(compared.same);
}
