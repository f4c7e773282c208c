// SPDX-License-Identifier: Apache-2.0
// A smartphone on the second reader, and a card that does not answer to power.
#include "card_rig.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using domain::Medium;

TEST_CASE("the token's label tells card, iPhone and Android apart") {
    for (const auto& [key, medium] :
         {std::pair{"hanako", Medium::card}, {"phone_iphone", Medium::iphone}, {"phone_android", Medium::android}}) {
        Insertion insertion(card_of(key));
        const auto info = insertion.applications->identify();
        REQUIRE(info);
        CHECK(info->medium == medium);
        CHECK(info->pin.blocked() == (medium == Medium::iphone));  // an iPhone has no PIN to type
        CHECK(info->not_after == person(key).certificate_until);
    }
}

TEST_CASE("an iPhone signs once it has checked its owner, and not before") {
    const auto phone = card_of("phone_iphone");
    Insertion insertion(phone);
    REQUIRE(insertion.applications->identify());
    sim::CardFaults faults;
    faults.locked.on = true;
    phone->set_faults(faults);
    CHECK(insertion.applications->sign_as_phone(nonce()).error().code == ErrorCode::phone_not_verified);
    CHECK(phone->faults().locked.fired == 1);
    phone->set_faults({});
    const auto assertion = insertion.applications->sign_as_phone(nonce());
    REQUIRE(assertion);
    CHECK(assertion->way == domain::Assertion::Way::phone);
    CHECK(signature_holds(*assertion, nonce()));
    CHECK(phone->log().verifies.empty());
}

TEST_CASE("neither a card nor an Android signs as an iPhone does") {
    for (const auto* key : {"hanako", "phone_android"}) {
        const auto card = card_of(key);
        Insertion insertion(card);
        REQUIRE(insertion.applications->identify());
        CHECK(insertion.applications->sign_as_phone(nonce()).error().code == ErrorCode::internal);
    }
}

TEST_CASE("an Android signs by its PIN, and a wrong one costs a try") {
    const auto phone = card_of("phone_android");
    Insertion insertion(phone);
    REQUIRE(insertion.applications->identify());
    CHECK(insertion.pin("0000", 3).value().left.left == 2);
    const auto outcome = insertion.pin(person("phone_android").pin, 2);
    REQUIRE(outcome);
    REQUIRE(outcome->assertion);
    CHECK(signature_holds(*outcome->assertion, nonce()));
    CHECK(verifies(*phone, kPin) == 2);
}

TEST_CASE("a phone has no photo and signs for no terminal") {
    Insertion insertion(card_of("phone_android"));
    REQUIRE(insertion.applications->identify());
    CHECK_FALSE(insertion.applications->number_b_tries());
    auto terminal = sim::TerminalSignature::create(TEST_PKI).value();
    CHECK_FALSE(insertion.by_terminal(*terminal));
}

TEST_CASE("a card that does not answer to power cannot be opened, and can once it does") {
    const auto card = card_of("hanako");
    sim::CardFaults faults;
    faults.mute.on = true;
    card->set_faults(faults);
    sim::InProcessReader reader;
    reader.insert(card);
    CHECK(reader.open(reader.state().card).error().code == ErrorCode::card_mute);
    CHECK(card->faults().mute.fired == 1);
    card->set_faults({});
    CHECK(reader.open(reader.state().card).has_value());
}

TEST_CASE("two readers in process tell their cards apart") {
    sim::InProcessReader cards, phones(domain::kPhoneSlot);
    cards.insert(card_of("hanako"));
    phones.insert(card_of("phone_iphone"));
    CHECK(cards.state().card.slot == domain::kCardSlot);
    CHECK(phones.state().card.slot == domain::kPhoneSlot);
    CHECK(cards.open(phones.state().card).error().code == ErrorCode::card_removed);
}
