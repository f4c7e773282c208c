// SPDX-License-Identifier: Apache-2.0
// The real pcscd with the virtual reader: nothing between our driver and the simulated card is made up.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <future>
#include <iostream>
#include <thread>

#include "daemon_rig.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/shell.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using drivers::pcsc::PcscReader;
using ports::SlotState;
using sim::PrivatePcscd;
using sim::VpcdCard;
using test::Clock;
using test::code_of;
using test::DaemonRig;
using test::echo_command;
using test::Kind;
using test::TestCard;

namespace {

double percentile(std::vector<double> values, double part) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

double milliseconds(Clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

}  // namespace

TEST_CASE("a card is seen, answers, and is seen to go") {
    DaemonRig rig;
    auto session = rig.insert_and_open();
    const auto answer = session->transmit(echo_command(0x42));
    REQUIRE(answer);
    CHECK(base::to_hex(*answer) == "429000");
    session.reset();
    CHECK(test::goes_off(rig.card->powered));  // disconnected with SCARD_UNPOWER_CARD
    rig.slot.remove();
    CHECK(rig.until(Kind::empty));
}

TEST_CASE("a card that comes again is another card") {
    DaemonRig rig;
    REQUIRE(rig.until(Kind::empty));
    REQUIRE(rig.slot.insert(rig.card));
    REQUIRE(rig.until(Kind::present));
    const auto first = rig.state.card;
    rig.slot.remove();
    REQUIRE(rig.until(Kind::empty));
    CHECK(code_of(rig.reader.open(first)) == base::ErrorCode::card_removed);
    REQUIRE(rig.slot.insert(rig.card));
    REQUIRE(rig.until(Kind::present));
    CHECK_FALSE(rig.state.card == first);
}

TEST_CASE("a swap that nobody watched is counted") {
    DaemonRig rig;
    REQUIRE(rig.until(Kind::empty));
    REQUIRE(rig.slot.insert(rig.card));
    REQUIRE(rig.until(Kind::present));
    const auto first = rig.state;
    REQUIRE(rig.slot.insert(rig.card));  // 600 ms away, and back
    std::this_thread::sleep_for(600ms);  // vpcd has looked again; our monitor has not
    CHECK(code_of(rig.reader.open(first.card)) == base::ErrorCode::card_removed);
    rig.state = rig.reader.wait(first, {});
    CHECK(rig.state.kind == Kind::present);
    CHECK_FALSE(rig.state.card == first.card);
    CHECK(rig.reader.open(rig.state.card));
}

TEST_CASE("the answer's length is the card's affair") {
    DaemonRig rig;
    const auto session = rig.insert_and_open();
    const auto answer = session->transmit(*base::from_hex("80AA001000"));  // Le 0, the card wants 10h
    REQUIRE(answer);
    CHECK(answer->size() == 0x10 + 2);
    base::Bytes extended = *base::from_hex("80EE0000000400");  // 1024 bytes of data
    extended.resize(7 + 1024, 0x5A);
    const auto echo = session->transmit(extended);
    REQUIRE(echo);
    CHECK(echo->size() == 1024 + 2 + 2);  // the test card echoes two bytes of Lc with it
}

TEST_CASE("a card torn out during an APDU is removed, whether it had acted or not") {
    const auto instruction = GENERATE(0x77, 0x78);
    DaemonRig rig;
    auto session = rig.insert_and_open();
    CHECK(session->transmit(echo_command(1)));
    const int before = rig.card->commands;
    const base::Bytes tear{0x80, static_cast<std::uint8_t>(instruction), 0, 0};
    CHECK(code_of(session->transmit(tear)) == base::ErrorCode::card_removed);
    CHECK(rig.card->commands == before + (instruction == 0x78 ? 1 : 0));
    CHECK_FALSE(rig.slot.inserted());
    CHECK(code_of(session->transmit(echo_command(3))) == base::ErrorCode::card_removed);
    CHECK(rig.until(Kind::empty));
    session.reset();
    const auto next = rig.insert_and_open();
    CHECK(next->transmit(echo_command(4)));
}

TEST_CASE("a card pulled between two APDUs is removed") {
    DaemonRig rig;
    const auto session = rig.insert_and_open();
    CHECK(session->transmit(echo_command(1)));
    rig.slot.remove();
    CHECK(code_of(session->transmit(echo_command(2))) == base::ErrorCode::card_removed);
}

TEST_CASE("a swap faster than the reader looks is another card once an APDU was lost") {
    DaemonRig rig;
    const auto session = rig.insert_and_open();
    const auto known = rig.state;
    CHECK(code_of(session->transmit(*base::from_hex("80770000"))) == base::ErrorCode::card_removed);
    REQUIRE(rig.slot.insert(rig.second_card, 0ms));
    rig.state = known;
    for (const auto end = Clock::now() + test::kPatience; rig.state == known && Clock::now() < end;)
        rig.state = rig.reader.wait(known, {});
    CHECK_FALSE(rig.state == known);
    CHECK(code_of(session->transmit(echo_command(2))) == base::ErrorCode::card_removed);
    CHECK(rig.second_card->commands == 0);
}

TEST_CASE("a second program gets busy at once, and the card when it is free") {
    DaemonRig rig;
    auto session = rig.insert_and_open();
    PcscReader second(rig.options);
    const auto seen = second.wait({}, {});
    REQUIRE(seen.kind == Kind::present);
    const auto asked = Clock::now();
    CHECK(code_of(second.open(seen.card)) == base::ErrorCode::card_busy);
    CHECK(code_of(rig.reader.open(rig.state.card)) == base::ErrorCode::card_busy);  // nor twice by one program
    CHECK(Clock::now() - asked < test::kPatience);
    session.reset();
    CHECK(second.open(seen.card));
}

TEST_CASE("what a PIN opened is shut again for the next program") {
    DaemonRig rig;
    auto session = rig.insert_and_open();
    REQUIRE(session->transmit(*base::from_hex("0020008004 31323334")));
    REQUIRE(rig.card->verified);
    session.reset();
    CHECK(test::goes_off(rig.card->verified));
}

TEST_CASE("a card that never answers costs the limit and no more") {
    DaemonRig rig(500ms);
    auto session = rig.insert_and_open();
    const auto asked = Clock::now();
    CHECK(code_of(session->transmit(*base::from_hex("80DD0000"))) == base::ErrorCode::card_garbled);
    const auto waited = milliseconds(Clock::now() - asked);
    CHECK(waited >= 500);
    CHECK(waited < test::kPatience.count());
    CHECK(code_of(session->transmit(echo_command(1))) == base::ErrorCode::card_garbled);
    session.reset();
    rig.slot.remove();  // sets the abandoned call free
    REQUIRE(rig.until(Kind::empty));
    const auto next = rig.insert_and_open();
    CHECK(next->transmit(echo_command(2)));
}

TEST_CASE("waiting ends with the stop token and within a second without it") {
    DaemonRig rig;
    REQUIRE(rig.until(Kind::empty));
    auto asked = Clock::now();
    CHECK(rig.reader.wait(rig.state, {}) == rig.state);
    CHECK(Clock::now() - asked < test::kPatience);
    std::stop_source source;
    auto waiting = std::async(std::launch::async, [&] { return rig.reader.wait(rig.state, source.get_token()); });
    std::this_thread::sleep_for(100ms);
    asked = Clock::now();
    source.request_stop();
    waiting.get();
    CHECK(Clock::now() - asked < test::kPatience);
}

TEST_CASE("the daemon is killed while a card is held, and all comes back by itself") {
    DaemonRig rig;
    auto session = rig.insert_and_open();
    const auto first = rig.state.card;
    rig.pcscd.kill();
    CHECK(code_of(session->transmit(echo_command(1))) == base::ErrorCode::daemon_missing);
    session.reset();
    REQUIRE(rig.until(Kind::down));
    CHECK(rig.state.reason->code == base::ErrorCode::daemon_missing);
    REQUIRE(rig.pcscd.restart());
    REQUIRE(rig.until(Kind::present));  // the card lies there still
    CHECK_FALSE(rig.state.card == first);
    auto again = rig.reader.open(rig.state.card);
    REQUIRE(again);
    CHECK((*again)->transmit(echo_command(2)));
}

TEST_CASE("the reader is unplugged and plugged in again") {
    DaemonRig rig;
    REQUIRE(rig.until(Kind::empty));
    REQUIRE(rig.pcscd.restart(false));
    for (const auto end = Clock::now() + test::kPatience; Clock::now() < end;) {
        rig.state = rig.reader.wait(rig.state, {});
        if (rig.state.reason && rig.state.reason->code == base::ErrorCode::reader_missing) break;
    }
    REQUIRE(rig.state.reason);
    CHECK(rig.state.reason->code == base::ErrorCode::reader_missing);
    REQUIRE(rig.pcscd.restart());
    CHECK(rig.until(Kind::empty));
}

TEST_CASE("a reader of another name is not ours") {
    DaemonRig rig;
    PcscReader other({"Contactless", 15s});
    const auto state = other.wait({}, {});
    REQUIRE(state.kind == Kind::down);
    CHECK(state.reason->code == base::ErrorCode::reader_missing);
}

TEST_CASE("two daemons live side by side, each in its way") {
    DaemonRig rig;
    const auto namespaces = GENERATE(true, false);
    auto second = PrivatePcscd::create({namespaces, 0});
    if (!second && !namespaces) {  // an ordinary user on a machine that never had a /run/pcscd
        WARN(second.error().detail);
        CHECK(second.error().code == base::ErrorCode::daemon_missing);
        return;
    }
    REQUIRE(second);
    if (!namespaces) CHECK((*second)->way() == sim::describe(sim::Isolation::socket_only));
    CHECK((*second)->port() != rig.pcscd.port());
    const auto card = std::make_shared<TestCard>();
    VpcdCard slot((*second)->port());
    REQUIRE(slot.insert(card));
    const auto asked =
        test::run((*second)->socket_path(), "for i in $(seq 300); do opensc-tool --atr && break; sleep 0.1; done");
    INFO(asked.text);
    CHECK(asked.says("3b:88:80:01"));
    CHECK(card->power_ups > 0);
    CHECK(rig.until(Kind::empty));  // the first daemon's reader is untouched
}

TEST_CASE("a taken port is told, not waited for") {
    auto taken = PrivatePcscd::create({true, test::daemon().port()});
    CHECK(code_of(taken) == base::ErrorCode::reader_missing);
    CHECK(taken.error().detail.find("taken") != std::string::npos);
    VpcdCard nowhere(1);
    CHECK(code_of(nowhere.insert(std::make_shared<TestCard>())) == base::ErrorCode::reader_missing);
}

TEST_CASE("how long it takes: a card to be seen, an APDU to come back") {
    DaemonRig rig;
    std::vector<double> seen, opened, round_trip;
    for (int i = 0; i < 8; ++i) {
        REQUIRE(rig.until(Kind::empty));
        REQUIRE(rig.slot.insert(rig.card, VpcdCard::kHand + i * 47ms));  // any phase of vpcd's looks
        auto start = Clock::now();
        REQUIRE(rig.until(Kind::present));
        seen.push_back(milliseconds(Clock::now() - start));
        start = Clock::now();
        const auto session = rig.reader.open(rig.state.card);
        REQUIRE(session);
        opened.push_back(milliseconds(Clock::now() - start));
        for (int n = 0; n < 100; ++n) {
            start = Clock::now();
            REQUIRE((*session)->transmit(echo_command(static_cast<std::uint8_t>(n))));
            round_trip.push_back(milliseconds(Clock::now() - start));
        }
        rig.slot.remove();
    }
    std::cout << "insertion to event: p50 " << percentile(seen, 0.5) << " ms, p95 " << percentile(seen, 0.95)
              << " ms; open: p50 " << percentile(opened, 0.5) << " ms; APDU: p50 " << percentile(round_trip, 0.5)
              << " ms, p99 " << percentile(round_trip, 0.99) << " ms\n";
    CHECK(percentile(seen, 1.0) < 2000);
    CHECK(percentile(round_trip, 0.5) < 5);  // 44 ms would be vpcd without TCP_QUICKACK
}
