// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "card_rig.hpp"
#include "drivers/mynumber/certificate.hpp"
#include "sim/card/foreign_card.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

TEST_CASE("identifying a card tells its certificate, its end and its tries, and burns none") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    const auto info = insertion.applications->identify();
    REQUIRE(info);
    CHECK(info->pin == domain::Tries{3});
    CHECK(info->not_after == person("hanako").certificate_until);
    CHECK(info->id.value.size() == 64);
    CHECK(card->log().verifies.empty());
    CHECK(card->tries_left(kPin) == 3);
}

TEST_CASE("every person of the simulator has a card of their own") {
    std::vector<std::string> ids;
    const auto people = sim::load_people(TEST_PEOPLE).value();
    REQUIRE_FALSE(people.empty());
    for (const auto& someone : people) {
        Insertion insertion(card_of(someone.key));
        const auto info = insertion.applications->identify();
        REQUIRE(info);
        CHECK(info->medium == someone.medium);
        if (someone.medium != domain::Medium::iphone) CHECK(info->pin.left == someone.pin_tries);
        CHECK(info->not_after == someone.certificate_until);
        CHECK(std::find(ids.begin(), ids.end(), info->id.value) == ids.end());
        ids.push_back(info->id.value);
    }
}

TEST_CASE("a card that is no My Number Card is told so") {
    Insertion insertion(std::make_shared<sim::ForeignCard>());
    CHECK(insertion.applications->identify().error().code == ErrorCode::card_not_mynumber);
}

TEST_CASE("faults of the card end identification with their own errors, and fire") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    sim::CardFaults faults;
    SECTION("foreign") {
        faults.foreign.on = true;
        card->set_faults(faults);
        CHECK(insertion.applications->identify().error().code == ErrorCode::card_not_mynumber);
        CHECK(card->faults().foreign.fired == 1);
    }
    SECTION("garbage") {
        faults.garbage.on = true;
        card->set_faults(faults);
        CHECK(insertion.applications->identify().error().code == ErrorCode::card_not_readable);
        CHECK(card->faults().garbage.fired >= 1);
    }
    SECTION("wrong status") {
        faults.wrong_status.on = true;
        card->set_faults(faults);
        CHECK(insertion.applications->identify().error().code == ErrorCode::card_garbled);
        CHECK(card->faults().wrong_status.fired >= 1);
    }
    SECTION("hang") {
        faults.hang.on = true;
        card->set_faults(faults);
        CHECK(insertion.applications->identify().error().code == ErrorCode::card_removed);
        CHECK(card->faults().hang.fired == 1);
    }
    SECTION("first command answered with 6F00 is survived") {
        faults.first_apdu_6f00.on = true;
        card->set_faults(faults);
        CHECK(insertion.applications->identify().has_value());
        CHECK(card->faults().first_apdu_6f00.fired == 1);
    }
}

TEST_CASE("what is no certificate is garbled") {
    CHECK(drivers::mynumber::not_after_of(base::Bytes{0x30, 0x03, 0x02, 0x01, 0x00}).error().code ==
          ErrorCode::card_garbled);
    CHECK(drivers::mynumber::not_after_of({}).error().code == ErrorCode::card_garbled);
}

TEST_CASE("a card from another identification is noticed when it is identified again") {
    Insertion insertion(card_of("hanako"));
    REQUIRE(insertion.applications->identify());
    insertion.reader.swap_unnoticed(card_of("taro"));
    CHECK(insertion.applications->identify().error().code == ErrorCode::card_changed);
}
