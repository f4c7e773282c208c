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

TEST_CASE("a card that does not trust the terminal says at which step and why") {
    const std::filesystem::path folder(TEST_PKI);
    const auto read = [&](const char* name) { return base::read_bytes(folder / name).value(); };
    const auto key = [&](const char* name) { return sim::PrivateKey::load(folder / name).value(); };
    auto forged = read("terminal.cv");
    forged.back() ^= 1;
    struct Row {
        sim::TerminalSignature terminal;
        const char* reason;
    };
    for (auto& [terminal, reason] : std::initializer_list<Row>{
             {{read("terminal.cv"), key("face_record_root.key")}, "EXTERNAL AUTHENTICATE: 6300"},
             {{read("face_record_issuer.cv"), key("face_record_issuer.key")}, "terminal certificate: 6A88"},
             {{read("terminal_expired.cv"), key("terminal.key")}, "terminal certificate: 6984"},
             {{forged, key("terminal.key")}, "its signature: 6982"}}) {
        INFO(reason);
        const auto card = card_of("hanako");
        Insertion insertion(card);
        auto refused = terminal;
        const auto error = insertion.by_terminal(refused).error();
        CHECK(error.code == ErrorCode::terminal_authentication_unavailable);
        CHECK(error.detail.find(reason) == 0);
        CHECK(card->log().verifies.empty());
    }
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
