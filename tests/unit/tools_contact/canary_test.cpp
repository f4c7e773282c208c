// SPDX-License-Identifier: Apache-2.0
// Nothing of a person or of what their card holds stands in a report, whoever it is and whatever is wrong with the
// card.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "canary.hpp"
#include "tests/support/card_options.hpp"
#include "volunteer.hpp"

using namespace uketsuke;
using test::Canary;
using test::Contact;

namespace {

std::vector<sim::Person> people() { return sim::load_people(TEST_PEOPLE).value(); }

/// With those of a card that falls silent.
std::vector<std::string> options() {
    std::vector<std::string> all{"none", "stuck", "mute", "hang 20", "tear 40 at 100"};
    all.insert(all.end(), test::kCardOptions.begin(), test::kCardOptions.end());
    return all;
}

void check(Contact& contact) {
    const Canary canary(contact.owner, test::photo());
    contact.meet();
    REQUIRE(contact.written());
    CHECK(canary.found_in(contact.json) == "");
    CHECK(canary.found_in(contact.page) == "");
    CHECK(nlohmann::json::parse(contact.json).at("version") == 1);
    CHECK(contact.said.find(contact.json) != contact.said.npos);  // seen whole before it was written
    CHECK(contact.verifies(0x0012) <= 1);
    CHECK(contact.verifies(0x0018) <= 1);
    CHECK(contact.card->log().my_number == 0);
}

}  // namespace

TEST_CASE("no report on anybody's card holds anything of theirs") {
    const auto all = people();
    REQUIRE(all.size() > 30);
    for (const auto& person : all) {
        CAPTURE(person.key);
        Contact contact(person);
        check(contact);
        const bool card = person.medium == domain::Medium::card;
        const bool asked = card && person.number_b_tries > domain::kNumberBTriesFloor;
        CHECK(contact.verifies(0x0012) == (asked ? 1 : 0));
        CHECK(contact.card->tries_left(0x0012) == (asked ? 10 : card ? person.number_b_tries : 0));
    }
}

TEST_CASE("no report on a card with any fault holds anything of its owner") {
    for (const auto& key : {"hanako", "long_form", "next_generation"})
        for (const auto& words : options()) {
            CAPTURE(key, words);
            Contact contact(test::person(key), words);
            check(contact);
        }
}

TEST_CASE("the search finds each thing that it looks for") {
    const Canary canary(test::person("taro"), test::photo());
    CHECK(canary.found_in("nothing of anybody").empty());
    const auto samples = canary.samples();
    REQUIRE(samples.size() > 50);
    for (const auto& sample : samples) CHECK_FALSE(canary.found_in("x " + sample + " x").empty());
}
