// SPDX-License-Identifier: Apache-2.0
// What the camera's part leaves.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "volunteer.hpp"

using namespace uketsuke;
using test::Contact;

TEST_CASE("ten matches, the first with prompts, and what the camera is like") {
    Contact contact(test::person("hanako"));
    contact.meet();
    const auto json = nlohmann::json::parse(contact.json);
    const auto& matches = json.at("face").at("matches");
    REQUIRE(matches.size() == 10);
    CHECK(matches[0].at("prompts") == 2);
    CHECK(matches[1].at("prompts") == 0);
    CHECK(matches[0].at("look") == "sure");
    CHECK(matches[0].at("more_prompts") == 0);
    CHECK(matches[9].at("decision") == "match");
    CHECK(matches[9].at("score") == 0.813);
    CHECK(matches[9].at("live_score") == 0.938);
    CHECK(json.at("camera").at("frames") == 50);
    CHECK(json.at("camera").at("lost") == 0);
    CHECK(json.at("camera").at("seen_rate") == 20.0);
    CHECK(json.at("camera").at("modes").at(0).at("format") == "YUYV");
    CHECK(json.at("camera").at("modes").at(0).at("rate") == 30.0);
    CHECK(json.at("face").at("advices").at(0).at("advice") == "good");
}

TEST_CASE("the photo's form is told, and what the person adds in bands") {
    Contact contact(test::person("hanako"));
    contact.meet();
    const auto json = nlohmann::json::parse(contact.json);
    CHECK(json.at("photo") == nlohmann::json{{"bytes", 5056},
                                             {"format", "JP2"},
                                             {"width", 240},
                                             {"height", 320},
                                             {"components", 1},
                                             {"bits", 8},
                                             {"decoded", true}});
    CHECK(json.at("person") ==
          nlohmann::json{{"age", "15 to 29"}, {"photo_years", "3 to 5"}, {"glasses", "now and in the photo"}});
}

TEST_CASE("how each look was graded is told, and how many movements a doubtful one was asked for on top") {
    Contact contact(test::person("hanako"));
    contact.looks = {test::LookAlike::doubtful, test::LookAlike::sure, test::LookAlike::doubtful,
                     test::LookAlike::attack, test::LookAlike::stranger};
    contact.meet();
    const auto json = nlohmann::json::parse(contact.json);
    const auto& matches = json.at("face").at("matches");
    REQUIRE(matches.size() == 10);
    CHECK(matches[0].at("look") == "doubtful");
    CHECK(matches[0].at("more_prompts") == 2);
    CHECK(matches[1].at("look") == "sure");
    CHECK(matches[1].at("more_prompts") == 0);
    CHECK(matches[2].at("look") == "doubtful");
    CHECK(matches[2].at("more_prompts") == 3);  // none stand before them
    CHECK(matches[3].at("look") == "refused");
    CHECK(matches[3].at("decision") == "not_live");
    CHECK_FALSE(matches[4].contains("look"));
    CHECK(matches[4].at("decision") == "no_match");
    CHECK(contact.page.find("doubtful") != contact.page.npos);
}
