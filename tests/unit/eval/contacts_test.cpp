// SPDX-License-Identifier: Apache-2.0
// What collected reports say together, from reports that are made here.
#include "tools/eval/report/contacts.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace uketsuke::tools::eval;
using nlohmann::json;

namespace {

/// Of somebody with a real card, whose face was matched `matched` times of ten.
json report(int matched, const std::string& reader = "054c:0dc8", double sign_ms = 400) {
    json one{{"report", "uketsuke first contact"}, {"version", 1}};
    one["reader"]["usb"] = reader;
    one["card"] = {{"kind", "card"}, {"certificate", {{"authority", "JPKI"}}}};
    one["record"] = {{"number_accepted", true},
                     {"checks", {{"record", "good"}, {"card_key", "good"}, {"issuer", "not made"}}}};
    one["pin"]["outcome"] = "signed";
    one["commands"] = {{{"command", "SIGN"}, {"median_ms", sign_ms}}};
    one["deviations"] = json::array();
    for (int i = 0; i < 10; ++i)
        one["face"]["matches"].push_back({{"decision", i < 10 - matched ? "no_match" : "match"}});
    return one;
}

struct Folder {
    test::Scratch scratch;
    int written = 0;
    void add(const json& one) {
        const auto folder = scratch.path / std::to_string(written++);
        std::filesystem::create_directory(folder);
        std::ofstream(folder / "report.json") << one.dump();
    }
    [[nodiscard]] std::string said() const {
        const auto document = contacts_of(scratch.path);
        INFO((document ? "" : document.error().detail));
        REQUIRE(document);
        return as_markdown(*document);
    }
};

void has(const std::string& text, const std::string& part) {
    INFO(text);
    CHECK(text.find(part) != text.npos);
}

}  // namespace

TEST_CASE("no report is said plainly") {
    const Folder folder;
    has(folder.said(), "There is no report of a real card: nothing is known of real cards");
    CHECK(contacts_of(folder.scratch.path / "nowhere").error().code == base::ErrorCode::file_unreadable);
}

TEST_CASE("people count once, with bounds") {
    Folder folder;
    for (int i = 0; i < 19; ++i) folder.add(report(10));
    folder.add(report(8, "072f:2200", 900));
    const auto said = folder.said();
    has(said, "20 reports of real cards.");
    has(said, "| people not matched at the first look, with prompts | 5.00 % (1 of 20; ≤ 21.61 %) |");
    has(said, "| people not matched at one of their looks or more | 5.00 % (1 of 20; ≤ 21.61 %) |");
    has(said, "| people taken for a picture at one of their looks or more | 0 (0 of 20; ≤ 15.00 %) |");
    has(said, "| PINs refused | 0 (0 of 20; ≤ 15.00 %) |");
    has(said, "| 054c:0dc8 | 19 |");
    has(said, "| 072f:2200 | 1 |");
    has(said, "| SIGN | 400.0 | 400.0 | 900.0 |");
}

TEST_CASE("what nobody did is not known, and is no good result") {
    Folder folder;
    auto one = report(10);
    one.erase("face");
    one.erase("pin");
    folder.add(one);
    has(folder.said(), "| PINs refused | not known: none |");
    has(folder.said(), "| people not matched at the first look, with prompts | not known: none |");
}

TEST_CASE("differences are counted by report") {
    Folder folder;
    auto one = report(10);
    const json difference{
        {"what", "length_form"},  {"application", "card_front"},  {"file", "0002"}, {"tag", "DF21"}, {"seen", "82"},
        {"expected", "one_byte"}, {"source", "card facts A5, A6"}};
    one["deviations"] = {difference, difference};
    folder.add(one);
    folder.add(one);
    folder.add(report(10));
    has(folder.said(), "| card_front 0002 DF21 length_form: 82, expected one_byte (card facts A5, A6) | 2 |");
    has(folder.said(), "(2 of 3;");
}

TEST_CASE("simulated cards are told and count for nothing") {
    Folder folder;
    auto one = report(0);
    one["card"]["certificate"]["authority"] = "simulated";
    folder.add(one);
    has(folder.said(), "There is no report of a real card");
    has(folder.said(), "1 of simulated cards, which count for nothing here.");
}

TEST_CASE("a file that is no report is named") {
    Folder folder;
    folder.add(json{{"report", "another"}});
    const auto document = contacts_of(folder.scratch.path);
    REQUIRE_FALSE(document);
    CHECK(document.error().code == base::ErrorCode::config_invalid);
    CHECK(document.error().detail.find("report.json is no report of a first contact") != std::string::npos);
}
