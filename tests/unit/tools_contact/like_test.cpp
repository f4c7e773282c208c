// SPDX-License-Identifier: Apache-2.0
// A report becomes a simulated card, and a first contact with that card says the same again.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "firmware/base/file.hpp"
#include "sim/card_verb/like.hpp"
#include "sim/card_verb/timed_card.hpp"
#include "volunteer.hpp"

using namespace uketsuke;
using base::ErrorCode;
using sim::ApplicationName;
using sim::CardShape;
using sim::Lengths;
using test::Contact;
using Json = nlohmann::json;

namespace {

/// Without what differs from run to run, times, and without the parts in which files were read: lengths are told in
/// steps, and a part more or less may make the difference.
Json steady(const std::string& text) {
    auto json = Json::parse(text);
    for (auto& command : json.at("commands"))
        for (const auto* time : {"least_ms", "median_ms", "most_ms"}) command.erase(time);
    for (const auto* list : {"commands", "answers"}) {
        auto others = Json::array();
        for (const auto& one : json.at(list))
            if (one.at("command") != "READ BINARY") others.push_back(one);
        json.at(list) = others;
    }
    return json;
}

sim::Likeness likeness(const std::string& text) {
    const test::Scratch scratch;
    const auto file = scratch.path / "report.json";
    REQUIRE(base::replace_file(file, text));
    return sim::read_likeness(file).value();
}

/// A card like no other.
CardShape odd() {
    CardShape shape;
    sim::Writing face(Lengths::as_reported), info(Lengths::long_form);
    face.forms = {{0xDF21, Lengths::long_form}, {0xDF22, Lengths::with_81}, {0xDF25, Lengths::with_81}};
    face.sizes = {{0xDF25, 250}, {0xDF26, 900}, {0xDF27, 6200}};
    info.sizes = {{0xDF33, 3}, {0xDF35, 200}};
    shape.face_record = face;
    shape.card_front_info = info;
    shape.filler = {{{ApplicationName::card_front, 0x0002}, 700},
                    {{ApplicationName::card_front, 0x0004}, 256},
                    {{ApplicationName::jpki, 0x000A}, 1}};
    shape.sizes = {{{ApplicationName::jpki, 0x0006}, 200}};
    shape.left = {{{ApplicationName::jpki, 0x0018}, 2}, {{ApplicationName::card_front, 0x0012}, 7}};
    shape.missing = {ApplicationName::juki};
    return shape;
}

std::shared_ptr<sim::MyNumberCard> card_like(const sim::Likeness& like) {
    auto card = sim::MyNumberCard::create(test::person(like.person), test::pki(), test::photo(), like.shape).value();
    card->set_atr(like.atr);
    sim::CardFaults faults;
    faults.first_apdu_6f00.on = like.first_command_fails;
    card->set_faults(faults);
    return card;
}

std::string again(const sim::Likeness& like) {
    Contact contact(test::person(like.person));
    contact.card = card_like(like);
    contact.meet();
    return contact.json;
}

}  // namespace

TEST_CASE("a first contact with an odd card, and one with the card that is made like it, say the same") {
    Contact first(test::person("hanako"));
    first.card = sim::MyNumberCard::create(first.owner, test::pki(), test::photo(), odd()).value();
    first.card->set_atr(*base::from_hex("3B8180018080"));
    sim::CardFaults faults;
    faults.first_apdu_6f00.on = true;
    first.card->set_faults(faults);
    first.meet();
    const auto report = steady(first.json);
    REQUIRE(report.at("record").at("number_accepted") == true);
    REQUIRE(report.at("record").at("checks").at("record") == "good");
    CHECK(report.at("deviations").size() >= 10);
    CHECK(report.at("photo").at("bytes") == 6208);  // in steps of 64
    const auto like = likeness(first.json);
    CHECK(like.person == "hanako");
    CHECK(like.first_command_fails);
    CHECK(steady(again(like)) == report);
}

TEST_CASE("cards of other kinds and states come again, too") {
    for (const auto* key : {"hanako", "next_generation", "child", "phone_iphone", "phone_android"}) {
        CAPTURE(key);
        Contact first(test::person(key));
        first.meet();
        const auto like = likeness(first.json);
        CHECK(like.person == key);
        CHECK(steady(again(like)) == steady(first.json));
    }
}

TEST_CASE("what the card that is made cannot do is told") {
    Contact first(test::person("hanako"));
    first.meet();
    const auto contents_of = [](const sim::Likeness& like) {
        const auto person = test::person(like.person);
        return sim::card_contents(person, test::pki(), sim::CardKeys::load(test::pki(), person).value(), test::photo(),
                                  like.shape);
    };
    const auto like = likeness(first.json);
    CHECK(sim::not_followed(like, contents_of(like)).empty());
    auto json = Json::parse(first.json);
    for (auto& file : json["card"]["files"])
        if (file["file"] == "000A") file["objects"][0]["length"] = 1650;
    const auto other = likeness(json.dump());
    const auto told = sim::not_followed(other, contents_of(other));
    REQUIRE(told.size() == 1);
    CHECK(told[0].starts_with("jpki 000A: 30 82 1650 in the report, 30 82 "));
}

TEST_CASE("the times of a report are the least that its card takes") {
    Contact first(test::person("hanako"));
    first.meet();
    auto json = Json::parse(first.json);
    for (auto& command : json["commands"])
        command["median_ms"] = command["command"] == "SIGN" ? 40.0 : command["command"] == "tries left?" ? 2.5 : 0.0;
    const auto like = likeness(json.dump());
    sim::TimedCard timed(card_like(like), like.times);
    timed.power_up();
    const auto took = [&](const char* command) {
        const auto from = std::chrono::steady_clock::now();
        REQUIRE(timed.answer(*base::from_hex(command)));
        return std::chrono::steady_clock::now() - from;
    };
    took("00A4040C0AD392F000260100000001");
    took("00A4020C020018");
    CHECK(took("00200080") >= std::chrono::microseconds(2500));
    CHECK(took("802A0080020102"
               "00") >= std::chrono::milliseconds(40));
}

TEST_CASE("what is no report is refused") {
    const test::Scratch scratch;
    const auto file = scratch.path / "report.json";
    CHECK(sim::read_likeness(file).error().code == ErrorCode::file_unreadable);
    const std::string head = R"({"report": "uketsuke first contact", "version": 1, )";
    const auto of_file = [&](const std::string& fact) {
        return head + R"("card": {"files": [{"application": "jpki", "file": "0006", )" + fact + "}]}}";
    };
    for (const auto& [text, why] : std::vector<std::pair<std::string, std::string>>{
             {"", "does not say so"},
             {"[]", "does not say so"},
             {"{}", "does not say so"},
             {R"({"report": "uketsuke first contact", "version": 2})", "does not say so"},
             {head + R"("card": {"files": [{"application": 3}]}})", "another kind"},
             {head + R"("card": 3})", "another kind"},
             {head + R"("commands": [{"median_ms": "x"}]})", "another kind"},
             {head + R"("commands": [{"median_ms": -1}]})", "no time"},
             {head + R"("commands": [{"median_ms": 1e300}]})", "no time"},
             {of_file(R"("size": -1)"), "size is no number from 0 to 32768"},
             {of_file(R"("size": 1e9)"), "size is no number"},
             {of_file(R"("size": 18446744073709551616)"), "size is no number"},
             {of_file(R"("size": "160")"), "size is no number"},
             {of_file(R"("filler": 4000000000)"), "filler is no number"},
             {of_file(R"("objects": [{"tag": "DF27", "form": "82", "length": 99999}])"), "length is no number"},
             {head + R"("card": {"counters": [{"counter": "pin", "left": -3}]}})", "left is no number"},
             {head + R"("reader": {"atr": ")" + std::string(68, '3') + R"("}})", "atr is longer"},
             {head + R"("card": )" + std::string(100'000, '[') + std::string(100'000, ']') + "}", "too deep"},
             {std::string(900'000, '['), "too deep"}}) {
        REQUIRE(base::replace_file(file, text));
        CAPTURE(text.substr(0, 200));
        const auto read = sim::read_likeness(file);
        REQUIRE_FALSE(read);
        CHECK(read.error().code == ErrorCode::config_invalid);
        CHECK(read.error().detail.find(why) != std::string::npos);
    }
    std::filesystem::resize_file(file, 100'000'000);
    CHECK(sim::read_likeness(file).error().detail.find("larger than 1 MiB") != std::string::npos);
}
