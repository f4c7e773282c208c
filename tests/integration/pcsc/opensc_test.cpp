// SPDX-License-Identifier: Apache-2.0
// OpenSC, written by others, meets the simulated card through the same pcscd (card facts B6).
#include "daemon_rig.hpp"
#include "tests/support/people.hpp"
#include "tests/support/shell.hpp"

using namespace uketsuke;
using test::card_of;
using test::DaemonRig;
using test::run;

namespace {

/// Lays the card down and waits until pcscd has seen it.
void lay_down(DaemonRig& rig, const std::shared_ptr<sim::MyNumberCard>& card) {
    REQUIRE(rig.until(test::Kind::empty));
    REQUIRE(rig.slot.insert(card));
    REQUIRE(rig.until(test::Kind::present));
}

constexpr sim::FileId kAuthPin = 0x0018;

}  // namespace

TEST_CASE("opensc-tool reads the ATR and knows the card") {
    DaemonRig rig;
    const auto card = card_of("hanako");
    lay_down(rig, card);
    const auto atr = run("opensc-tool --atr");
    INFO(atr.text);
    CHECK(atr.status == 0);
    CHECK(atr.says("3b:88:80:01"));
    const auto name = run("opensc-tool --name");
    INFO(name.text);
    CHECK(name.says("jpki"));
}

TEST_CASE("pkcs15-tool lists the PINs, with the tries that are left") {
    DaemonRig rig;
    const auto card = card_of("hanako");
    lay_down(rig, card);
    const auto pins = run("pkcs15-tool --list-pins");
    INFO(pins.text);
    CHECK(pins.status == 0);
    CHECK(pins.says("User Authentication PIN"));
    CHECK(pins.says("Tries left     : 3"));
    CHECK(card->tries_left(kAuthPin) == 3);  // looking costs nothing
}

TEST_CASE("a wrong PIN through OpenSC is counted by the card and seen by everybody") {
    DaemonRig rig;
    const auto card = card_of("hanako");
    lay_down(rig, card);
    const auto wrong = run("pkcs15-tool --verify-pin --auth-id 1 --pin 0000");
    INFO(wrong.text);
    CHECK(wrong.status != 0);
    CHECK(card->tries_left(kAuthPin) == 2);
    CHECK(run("pkcs15-tool --list-pins").says("Tries left     : 2"));
    CHECK(run("pkcs15-tool --verify-pin --auth-id 1 --pin " + test::person("hanako").pin).status == 0);
    CHECK(card->tries_left(kAuthPin) == 3);
}

TEST_CASE("pkcs11-tool signs and checks its signatures") {
    DaemonRig rig;
    const auto card = card_of("hanako");
    lay_down(rig, card);
    const auto tested = run("pkcs11-tool --slot-index 0 --login --pin " + test::person("hanako").pin + " --test");
    INFO(tested.text);
    CHECK(tested.status == 0);
    CHECK(tested.says("No errors"));
}

TEST_CASE("OpenSC finds the card in use while we hold it") {
    DaemonRig rig;
    const auto card = card_of("hanako");
    auto session = rig.insert_and_open(card);
    const auto before = card->log().headers.size();
    const auto tried = run("opensc-tool --name");
    INFO(tried.text);
    CHECK(tried.status != 0);
    CHECK(card->log().headers.size() == before);  // nothing of theirs reached it
    session.reset();
    CHECK(run("opensc-tool --name").status == 0);
}
