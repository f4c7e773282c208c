// SPDX-License-Identifier: Apache-2.0
// What pcscd and other programs at it do to a kiosk (card facts B7), each of it done by the real one. The habits that
// other tests show stand in docs/readers.md with the names of those.
#include <winscard.h>

#include <future>
#include <thread>

#include "daemon_rig.hpp"
#include "drivers/mynumber/applications.hpp"
#include "sim/card/foreign_card.hpp"
#include "sim/card/swapped_card.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/people.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using base::ErrorCode;
using drivers::mynumber::MyNumberApplications;
using drivers::pcsc::PcscReader;
using test::card_of;
using test::Clock;
using test::code_of;
using test::DaemonRig;
using test::echo_command;
using test::Kind;
using test::kPin;

namespace {

/// Another program at the same daemon, which is less polite than we are.
class OtherProgram {
public:
    explicit OtherProgram(const std::string& reader) {
        REQUIRE(SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context_) == SCARD_S_SUCCESS);
        connected_ = connect(reader);
    }
    ~OtherProgram() {
        end(SCARD_LEAVE_CARD);
        SCardReleaseContext(context_);
    }
    OtherProgram(const OtherProgram&) = delete;
    LONG connect(const std::string& reader) {
        DWORD protocol = 0;
        return SCardConnect(context_, reader.c_str(), SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
                            &handle_, &protocol);
    }
    [[nodiscard]] LONG connected() const { return connected_; }
    LONG begin_transaction() { return SCardBeginTransaction(handle_); }
    LONG reset() {
        DWORD protocol = 0;
        return SCardReconnect(handle_, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, SCARD_RESET_CARD,
                              &protocol);
    }
    std::string send(const char* hex) {
        const auto command = *base::from_hex(hex);
        base::Bytes answer(300);
        DWORD size = answer.size();
        if (SCardTransmit(handle_, SCARD_PCI_T1, command.data(), command.size(), nullptr, answer.data(), &size) !=
            SCARD_S_SUCCESS)
            return "not transmitted";
        return base::to_hex({answer.data(), size});
    }
    void end(DWORD disposition) {
        if (handle_ != 0) SCardDisconnect(handle_, disposition);
        handle_ = 0;
    }

private:
    SCARDCONTEXT context_{};
    SCARDHANDLE handle_{};
    LONG connected_ = SCARD_F_INTERNAL_ERROR;
};

/// A card in the hand, seen by our reader.
template <class Card>
std::shared_ptr<Card> lay(DaemonRig& rig, std::shared_ptr<Card> card) {
    REQUIRE(rig.until(Kind::empty));
    REQUIRE(rig.slot.insert(card));
    REQUIRE(rig.until(Kind::present));
    return card;
}

/// A whole PIN dialogue.
base::Result<domain::PinOutcome> sign(ports::CardSession& session) {
    MyNumberApplications applications(session, test::face_record_roots());
    const auto info = applications.identify();
    if (!info) return base::fail(info.error());
    return applications.verify_and_sign(base::Secret(test::person("hanako").pin), info->pin, {});
}

bool signs(DaemonRig& rig) {
    auto session = rig.reader.open(rig.state.card);
    return session && sign(**session);
}

}  // namespace

TEST_CASE("a program that holds a transaction makes us busy at once, and not wait for ever") {
    DaemonRig rig;
    lay(rig, card_of("hanako"));
    OtherProgram other(rig.reader.reader_of(rig.state.card));
    REQUIRE(other.connected() == SCARD_S_SUCCESS);
    REQUIRE(other.begin_transaction() == SCARD_S_SUCCESS);
    const auto asked = Clock::now();
    CHECK(code_of(rig.reader.open(rig.state.card)) == ErrorCode::card_busy);
    CHECK(Clock::now() - asked < test::kPatience);
    other.end(SCARD_LEAVE_CARD);
    CHECK(signs(rig));
}

TEST_CASE("a program that only looks makes us busy too, whether it may be served later or not") {
    DaemonRig rig;
    lay(rig, card_of("hanako"));
    OtherProgram other(rig.reader.reader_of(rig.state.card));
    REQUIRE(other.connected() == SCARD_S_SUCCESS);
    CHECK(code_of(rig.reader.open(rig.state.card)) == ErrorCode::card_busy);
    other.end(SCARD_LEAVE_CARD);
    CHECK(signs(rig));
}

TEST_CASE("no other program gets a command or a reset to the card in the middle of our dialogue") {
    DaemonRig rig;
    const auto card = lay(rig, card_of("hanako"));
    const auto session = rig.reader.open(rig.state.card);
    REQUIRE(session);
    MyNumberApplications applications(**session, test::face_record_roots());
    const auto info = applications.identify();
    REQUIRE(info);
    const auto before = card->log().headers.size();
    for (int i = 0; i < 50; ++i) {
        OtherProgram other(rig.reader.reader_of(rig.state.card));
        CHECK(other.connected() == SCARD_E_SHARING_VIOLATION);
    }
    CHECK(card->log().headers.size() == before);
    CHECK(applications.verify_and_sign(base::Secret(test::person("hanako").pin), info->pin, {}));
}

TEST_CASE("what another program selected, verified or reset before us is nothing to us") {
    DaemonRig rig;
    const auto card = lay(rig, card_of("hanako"));
    {
        OtherProgram other(rig.reader.reader_of(rig.state.card));
        REQUIRE(other.connected() == SCARD_S_SUCCESS);
        CHECK(other.send("00A4040C0AD392F000260100000001") == "9000");
        CHECK(other.send("00A4020C020018") == "9000");
        CHECK(other.send("002000800431323334") == "9000");
        CHECK(other.reset() == SCARD_S_SUCCESS);
    }
    REQUIRE(test::verifies(*card, kPin) == 1);
    CHECK(signs(rig));  // with a VERIFY of our own
    CHECK(test::verifies(*card, kPin) == 2);
}

TEST_CASE("cards swapped under a dialogue without any event: the second one gets no PIN") {
    const auto signature_length = [] {  // commands of the whole dialogue
        DaemonRig rig;
        const auto card = lay(rig, card_of("hanako"));
        REQUIRE(signs(rig));
        return static_cast<int>(card->log().headers.size());
    }();
    const auto identification = 7;
    for (int at = identification; at <= signature_length; ++at) {
        INFO("swapped at command " << at << " of " << signature_length);
        DaemonRig rig;
        const auto first = card_of("hanako"), second = card_of("taro");
        const auto cards = lay(rig, std::make_shared<sim::SwappedCard>(first, second, at));
        const auto session = rig.reader.open(rig.state.card);
        REQUIRE(session);
        MyNumberApplications applications(**session, test::face_record_roots());
        const auto info = applications.identify();
        const auto pin = [&] {
            return applications.verify_and_sign(base::Secret(test::person("hanako").pin), {3}, {});
        };
        auto outcome = info ? pin() : base::fail(info.error());
        if (outcome)
            outcome = pin();  // swapped when the signature was made: the next dialogue is the one that must not be
        CHECK(cards->swapped());
        REQUIRE_FALSE(outcome);
        INFO(base::name_of(outcome.error().code) << ": " << outcome.error().detail);
        CHECK((outcome.error().code == ErrorCode::card_changed || outcome.error().code == ErrorCode::card_garbled));
        CHECK(test::verifies(*first, kPin) <= 1);
        CHECK(test::verifies(*second, kPin) == 0);
        CHECK(second->tries_left(kPin) == 3);
    }
}

TEST_CASE("a stale socket is no daemon, from the start, and a daemon behind it is found by itself") {
    DaemonRig rig;
    rig.pcscd.kill();  // its socket file stays
    rig.state = rig.reader.wait({}, {});
    REQUIRE(rig.state.kind == Kind::down);
    REQUIRE(rig.state.reason);
    CHECK(rig.state.reason->code == ErrorCode::daemon_missing);
    REQUIRE(rig.pcscd.restart());
    lay(rig, card_of("hanako"));
    CHECK(signs(rig));
}

TEST_CASE("a daemon that dies under the waiting monitor is missed at once") {
    DaemonRig rig;
    REQUIRE(rig.until(Kind::empty));
    rig.reader.wait({}, {});
    auto waiting = std::async(std::launch::async, [&] { return rig.reader.wait(rig.state, {}); });
    std::this_thread::sleep_for(100ms);
    const auto killed = Clock::now();
    rig.pcscd.kill();
    const auto seen = waiting.get();
    CHECK(Clock::now() - killed < test::kPatience);
    REQUIRE(seen.reason);
    CHECK(seen.reason->code == ErrorCode::daemon_missing);
    REQUIRE(rig.pcscd.restart());
    CHECK(rig.until(Kind::empty));
}

TEST_CASE("a card with an unusable ATR is not readable, and the next one is") {
    DaemonRig rig;
    const auto card = card_of("hanako");
    card->set_atr({0x3B});
    lay(rig, card);
    CHECK(code_of(rig.reader.open(rig.state.card)) == ErrorCode::card_not_readable);
    CHECK(card->log().headers.empty());
    rig.slot.remove();
    lay(rig, card_of("hanako"));
    CHECK(signs(rig));
}

TEST_CASE("whatever ATR a reader makes up, the card is opened and known by its applications") {
    const auto* atr = GENERATE("3BE000FF8131FE4514", "3BF59100FF918171FE4000420001B3A115", "3B00", "3B8001");
    INFO(atr);
    DaemonRig rig;
    const auto card = card_of("hanako");
    card->set_atr(*base::from_hex(atr));
    lay(rig, card);
    CHECK(signs(rig));
}

TEST_CASE("of two cards at one daemon the My Number Card is taken, and the other is left without power") {
    DaemonRig named;  // only for its daemon and place
    REQUIRE(named.until(Kind::empty));
    sim::VpcdCard second(named.pcscd.port(1));
    const auto foreign = std::make_shared<test::TestCard>();
    REQUIRE(second.insert(foreign));
    PcscReader reader({.probe = drivers::mynumber::is_served});
    const auto until = [&](const std::string& where) {
        ports::SlotState seen;
        for (const auto end = Clock::now() + test::kPatience;
             Clock::now() < end && reader.reader_of(seen.card) != where;)
            seen = reader.wait(seen, {});
        return reader.reader_of(seen.card) == where;
    };
    REQUIRE(until(named.pcscd.reader_of(1)));
    CHECK(foreign->commands == 0);  // alone it is not asked
    const auto card = card_of("hanako");
    REQUIRE(named.slot.insert(card));
    REQUIRE(until(named.pcscd.reader_of(0)));
    CHECK(foreign->commands == 1);  // SELECT
    CHECK(test::goes_off(foreign->powered));
    CHECK(card->log().verifies.empty());
    const auto session = reader.open(reader.wait({}, {}).card);
    REQUIRE(session);
    CHECK(sign(**session));
}
