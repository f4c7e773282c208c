// SPDX-License-Identifier: Apache-2.0
// What the screens say, aloud and in letters.
#include <algorithm>
#include <set>

#include "tests/golden/each_scene.hpp"

using namespace uketsuke;
using tests::each_scene;
using ui::Node;
using ui::Scene;

TEST_CASE("what is spoken is a text of the catalogue") {
    each_scene([](const Scene& scene, const tests::Sample&) {
        CHECK(scene.find("title") != nullptr);
        for (const auto& node : scene.nodes)
            if (!node.voice.empty()) CHECK(ui::languages().words(scene.language).has(node.voice));
    });
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

TEST_CASE("a prescription is known by its date and by the name of who wrote it") {
    const auto scene = ui::layout(tests::view_of(tests::sample("prescription_choice-7"), "ja"), tests::panel());
    CHECK(scene.find("item_0")->text == "令和8年11月10日");
    CHECK(scene.find("item_0")->detail == "みなと内科クリニック");
    CHECK(scene.find("item_1")->detail.rfind("架空病院機構", 0) == 0);
    CHECK(scene.find("item_0")->value == 1);
    CHECK(scene.find("item_1")->value == 0);
    CHECK(scene.find("item_6") == nullptr);
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
