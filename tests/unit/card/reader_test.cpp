// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include "card_rig.hpp"
#include "tests/support/patience.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using SlotKind = ports::SlotState::Kind;

TEST_CASE("the reader tells what lies there, and each insertion is another card") {
    sim::InProcessReader reader;
    CHECK(reader.state().kind == SlotKind::empty);
    const auto card = card_of("hanako");
    reader.insert(card);
    const auto first = reader.state();
    CHECK(first.kind == SlotKind::present);
    reader.remove();
    CHECK(reader.state().kind == SlotKind::empty);
    reader.insert(card);
    CHECK(reader.state().kind == SlotKind::present);
    CHECK(reader.state().card != first.card);
    CHECK(reader.open(first.card).error().code == ErrorCode::card_removed);
}

TEST_CASE("waiting ends at once when something happens, and by itself within a second or so") {
    sim::InProcessReader reader;
    const auto known = reader.state();
    std::jthread hand([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        reader.insert(card_of("hanako"));
    });
    CHECK(reader.wait(known, {}).kind == SlotKind::present);
    std::stop_source stop;
    stop.request_stop();
    const auto before = std::chrono::steady_clock::now();
    CHECK(reader.wait(reader.state(), stop.get_token()).kind == SlotKind::present);
    CHECK(std::chrono::steady_clock::now() - before < test::kPatience);
    CHECK(reader.wait(reader.state(), {}) == reader.state());
}

TEST_CASE("a removed card makes the session fail, and the session may outlive the reader") {
    auto reader = std::make_unique<sim::InProcessReader>();
    reader->insert(card_of("hanako"));
    auto session = reader->open(reader->state().card).value();
    CHECK(session->transmit(*base::from_hex("00200080")).has_value());
    reader->remove();
    CHECK(session->transmit(*base::from_hex("00200080")).error().code == ErrorCode::card_removed);
    reader.reset();
    CHECK(session->transmit(*base::from_hex("00200080")).error().code == ErrorCode::card_removed);
}

TEST_CASE("a card is held by one session at a time") {
    sim::InProcessReader reader;
    reader.insert(card_of("hanako"));
    auto session = reader.open(reader.state().card).value();
    CHECK(reader.open(reader.state().card).error().code == ErrorCode::card_busy);
    session.reset();
    CHECK(reader.open(reader.state().card).has_value());
}

TEST_CASE("the reader's faults show in the slot and in the session, and count") {
    sim::InProcessReader reader;
    reader.insert(card_of("hanako"));
    const auto card = reader.state().card;
    sim::ReaderFaults faults;
    SECTION("reader off") {
        auto session = reader.open(card).value();
        faults.reader_off.on = true;
        reader.set_faults(faults);
        CHECK(reader.wait({}, {}).reason->code == ErrorCode::reader_missing);
        CHECK(session->transmit(*base::from_hex("00200080")).error().code == ErrorCode::card_removed);
        CHECK(reader.faults().reader_off.fired == 2);
    }
    SECTION("daemon off") {
        auto session = reader.open(card).value();
        faults.daemon_off.on = true;
        reader.set_faults(faults);
        CHECK(reader.state().kind == SlotKind::down);
        CHECK(reader.state().reason->code == ErrorCode::daemon_missing);
        CHECK(session->transmit(*base::from_hex("00200080")).error().code == ErrorCode::daemon_missing);
        CHECK(reader.faults().daemon_off.fired == 1);
    }
    SECTION("card busy") {
        faults.busy.on = true;
        reader.set_faults(faults);
        CHECK(reader.open(card).error().code == ErrorCode::card_busy);
        CHECK(reader.faults().busy.fired == 1);
    }
    reader.set_faults({});
    CHECK(reader.state().kind == SlotKind::present);
}

TEST_CASE("cards come and go from one thread while another talks to them") {
    sim::InProcessReader reader;
    const auto card = card_of("hanako");
    std::jthread hand([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            reader.insert(card);
            std::this_thread::sleep_for(std::chrono::microseconds(200));
            reader.remove();
        }
    });
    int whole = 0;
    for (int i = 0; i < 300; ++i) {
        auto session = reader.open(reader.state().card);
        if (!session) continue;
        drivers::mynumber::MyNumberApplications applications(
            **session, drivers::mynumber::FaceRecordRoots{pki().face_record_root});
        const auto info = applications.identify();
        if (info) {
            ++whole;
            continue;
        }
        const auto code = info.error().code;
        REQUIRE((code == ErrorCode::card_removed || code == ErrorCode::card_not_mynumber ||
                 code == ErrorCode::card_garbled || code == ErrorCode::card_not_readable ||
                 code == ErrorCode::card_changed));
    }
    hand.request_stop();
    hand.join();
    INFO(whole << " whole identifications");
    CHECK(card->tries_left(kPin) == 3);
    CHECK(card->log().verifies.empty());
}
