// SPDX-License-Identifier: Apache-2.0
// A simulated My Number Card on the real pcscd, read by the firmware's own drivers.
#include "daemon_rig.hpp"
#include "drivers/mynumber/applications.hpp"
#include "sim/card/foreign_card.hpp"
#include "tests/support/people.hpp"

using namespace uketsuke;
using drivers::mynumber::MyNumberApplications;
using test::card_of;
using test::DaemonRig;
using Outcome = domain::PinOutcome::Kind;

namespace {

constexpr sim::FileId kAuthPin = 0x0018;

domain::Nonce nonce() {
    domain::Nonce value{};
    value.fill(0xA5);
    return value;
}

}  // namespace

TEST_CASE("a person is identified, gives the PIN, and the card signs") {
    DaemonRig rig;
    const auto card = card_of("hanako");
    auto session = rig.insert_and_open(card);
    MyNumberApplications applications(*session, test::face_record_roots());
    const auto info = applications.identify();
    REQUIRE(info);
    CHECK(info->pin.left == 3);
    const auto start = test::Clock::now();
    const auto outcome = applications.verify_and_sign(base::Secret(test::person("hanako").pin), info->pin, nonce());
    REQUIRE(outcome);
    CHECK(outcome->kind == Outcome::signed_);
    REQUIRE(outcome->assertion);
    CHECK(outcome->assertion->signature.size() == 256);
    std::cout << "verify and sign through pcscd: "
              << std::chrono::duration<double, std::milli>(test::Clock::now() - start).count() << " ms\n";
    CHECK(card->log().verifies[kAuthPin] == 1);
}

TEST_CASE("a wrong PIN burns one try, on the card and nowhere else") {
    DaemonRig rig;
    const auto card = card_of("hanako");
    auto session = rig.insert_and_open(card);
    MyNumberApplications applications(*session, test::face_record_roots());
    const auto info = applications.identify();
    REQUIRE(info);
    const auto outcome = applications.verify_and_sign(base::Secret("0000"), info->pin, nonce());
    REQUIRE(outcome);
    CHECK(outcome->kind == Outcome::wrong);
    CHECK(outcome->left.left == 2);
    CHECK(card->tries_left(kAuthPin) == 2);
    session.reset();
    rig.slot.remove();
    auto again = rig.insert_and_open(card);  // the counter is the card's
    MyNumberApplications later(*again, test::face_record_roots());
    const auto second = later.identify();
    REQUIRE(second);
    CHECK(second->pin.left == 2);
}

TEST_CASE("the face record comes over with its signature checked") {
    DaemonRig rig;
    const auto card = card_of("hanako");
    auto session = rig.insert_and_open(card);
    MyNumberApplications applications(*session, test::face_record_roots());
    REQUIRE(applications.identify());
    const auto start = test::Clock::now();
    const auto record = applications.face_record(base::Secret(test::person("hanako").number_b()));
    REQUIRE(record);
    CHECK(record->photo_jp2 == test::photo());
    std::cout << "face record through pcscd: "
              << std::chrono::duration<double, std::milli>(test::Clock::now() - start).count() << " ms\n";
}

TEST_CASE("a card torn out at any APDU of the PIN dialogue is removed, and no VERIFY goes out twice") {
    const auto acted = GENERATE(false, true);
    for (int at = 1;; ++at) {
        DaemonRig rig;
        const auto card = card_of("hanako");
        auto session = rig.insert_and_open(card);
        MyNumberApplications applications(*session, test::face_record_roots());
        const auto info = applications.identify();
        REQUIRE(info);
        sim::CardFaults faults;
        faults.tear = {at, acted, 0};
        card->set_faults(faults);
        const auto outcome = applications.verify_and_sign(base::Secret("1234"), info->pin, nonce());
        CHECK(card->log().verifies[kAuthPin] <= 1);
        if (card->faults().tear.fired == 0) {  // the dialogue is shorter than this
            REQUIRE(at > 3);
            CHECK(outcome);
            break;
        }
        CAPTURE(at, acted);
        CHECK(test::code_of(outcome) == base::ErrorCode::card_removed);
        CHECK(rig.until(test::Kind::empty));
    }
}

TEST_CASE("a foreign card is told from a My Number Card") {
    DaemonRig rig;
    auto session = rig.insert_and_open(std::make_shared<sim::ForeignCard>());
    MyNumberApplications applications(*session, test::face_record_roots());
    CHECK(test::code_of(applications.identify()) == base::ErrorCode::card_not_mynumber);
}
