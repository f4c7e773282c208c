// SPDX-License-Identifier: Apache-2.0
#include "sim/card/terminal_signature.hpp"

#include "card_rig.hpp"
#include "firmware/base/file.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

TEST_CASE("the simulated terminal signs without a PIN, even on a card whose PIN is locked") {
    const auto name = GENERATE("hanako", "locked");
    const auto card = card_of(name);
    Insertion insertion(card);
    const auto info = insertion.applications->identify();
    REQUIRE(info);
    const auto terminal = sim::TerminalSignature::create(TEST_PKI).value();
    CHECK(terminal->available());
    const auto assertion = insertion.by_terminal(*terminal);
    REQUIRE(assertion);
    CHECK(assertion->way == domain::Assertion::Way::simulated_terminal);
    CHECK(signature_holds(*assertion, nonce()));
    CHECK(card->log().verifies.empty());
}

TEST_CASE("a terminal with another key than the certified one is refused") {
    const auto wrong = sim::PrivateKey::load(std::filesystem::path(TEST_PKI) / "surface_root.key").value();
    sim::TerminalSignature terminal(base::read_bytes(std::filesystem::path(TEST_PKI) / "terminal.cv").value(), wrong);
    Insertion insertion(card_of("hanako"));
    CHECK(insertion.by_terminal(terminal).error().code == ErrorCode::terminal_authentication_unavailable);
}

TEST_CASE("a terminal certified by another CA is refused") {
    const std::filesystem::path folder(TEST_PKI);
    sim::TerminalSignature terminal(base::read_bytes(folder / "surface_issuer.cv").value(),
                                    sim::PrivateKey::load(folder / "surface_issuer.key").value());
    Insertion insertion(card_of("hanako"));
    CHECK(insertion.by_terminal(terminal).error().code == ErrorCode::terminal_authentication_unavailable);
}

TEST_CASE("an authenticated terminal gets one signature, and a challenge counts once") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    const auto terminal = sim::TerminalSignature::create(TEST_PKI).value();
    REQUIRE(insertion.by_terminal(*terminal));
    const auto again =
        insertion.session->transmit(*base::from_hex("802A0080023000"
                                                    "00"));
    CHECK(base::to_hex(*again) == "6982");
    const auto replay = insertion.session->transmit(*base::from_hex("0082000001AA"));
    CHECK(base::to_hex(*replay) == "6985");
}

TEST_CASE("a terminal signs for the identified card only") {
    Insertion insertion(card_of("hanako"));
    const auto info = insertion.applications->identify();
    REQUIRE(info);
    insertion.reader.swap_unnoticed(card_of("taro"));
    const auto terminal = sim::TerminalSignature::create(TEST_PKI).value();
    CHECK(terminal->sign(*insertion.session, insertion.applications->certificate(), nonce()).error().code ==
          ErrorCode::card_changed);
}
