// SPDX-License-Identifier: Apache-2.0
// The monitor: what lies on which reader, through everything that a daemon and a cable can do.
#include <algorithm>
#include <thread>

#include "firmware/flow/state_table.hpp"
#include "reader_on_fake.hpp"
#include "tests/support/patience.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using test::error_of;
using test::FakePcsc;
using test::Kind;
using test::ReaderOnFake;

TEST_CASE("a card comes and goes") {
    ReaderOnFake rig;
    REQUIRE(rig.until(Kind::empty));
    rig.pcsc.insert();
    REQUIRE(rig.until(Kind::present));
    CHECK(rig.state.card == domain::CardRef{0, 1});
    rig.pcsc.remove();
    CHECK(rig.until(Kind::empty));
}

TEST_CASE("nothing new takes a second and no more") {
    ReaderOnFake rig;
    REQUIRE(rig.until(Kind::empty));
    const auto start = test::Clock::now();
    CHECK(rig.reader.wait(rig.state, {}) == rig.state);
    CHECK(test::milliseconds_since(start) >= 950);
    CHECK(test::milliseconds_since(start) < test::kPatience.count());
}

TEST_CASE("an insertion ends the waiting") {
    ReaderOnFake rig;
    REQUIRE(rig.until(Kind::empty));
    std::jthread hand([&] {
        std::this_thread::sleep_for(100ms);
        rig.pcsc.insert();
    });
    const auto start = test::Clock::now();
    rig.look();
    CHECK(rig.state.kind == Kind::present);
    CHECK(test::milliseconds_since(start) < test::kPatience.count());
}

TEST_CASE("a stop token ends the waiting, also one that was stopped before") {
    ReaderOnFake rig;
    REQUIRE(rig.until(Kind::empty));
    std::stop_source stop;
    std::jthread hand([&] {
        std::this_thread::sleep_for(100ms);
        stop.request_stop();
    });
    auto start = test::Clock::now();
    CHECK(rig.reader.wait(rig.state, stop.get_token()) == rig.state);
    CHECK(test::milliseconds_since(start) < test::kPatience.count());
    start = test::Clock::now();
    CHECK(rig.reader.wait(rig.state, stop.get_token()) == rig.state);
    CHECK(test::milliseconds_since(start) < test::kPatience.count());
    rig.pcsc.daemon(false);
    REQUIRE(rig.until(Kind::down));
    CHECK(rig.reader.wait(rig.state, stop.get_token()).kind == Kind::down);
}

TEST_CASE("a swap between two looks is another card") {
    ReaderOnFake rig;
    rig.pcsc.insert();
    REQUIRE(rig.until(Kind::present));
    const auto first = rig.state.card;
    rig.pcsc.remove();
    rig.pcsc.insert();
    CHECK(error_of(rig.reader.open(first)) == "card_removed");
    rig.look();
    CHECK(rig.state.kind == Kind::present);
    CHECK_FALSE(rig.state.card == first);
    rig.check_works();
}

TEST_CASE("a card that a session lost is another card") {
    ReaderOnFake rig;
    rig.pcsc.insert();
    auto session = rig.open();
    const auto first = rig.state.card;
    rig.pcsc.fail_next("SCardTransmit", SCARD_E_NOT_TRANSACTED);
    CHECK(error_of(session->transmit(*base::from_hex("00B00000"))) == "card_removed");
    session.reset();
    rig.look();
    CHECK(rig.state.kind == Kind::empty);
    REQUIRE(rig.until(Kind::present));  // pcscd has looked meanwhile, and it is still there
    CHECK_FALSE(rig.state.card == first);
    CHECK(error_of(rig.reader.open(first)) == "card_removed");
    rig.check_works();
}

TEST_CASE("a card that was torn out shows no ghost before pcscd has noticed") {
    ReaderOnFake rig;
    rig.pcsc.insert();
    auto session = rig.open();
    rig.pcsc.answer_next("");
    CHECK(error_of(session->transmit(*base::from_hex("00B00000"))) == "card_removed");
    session.reset();
    std::jthread hand([&] {
        std::this_thread::sleep_for(200ms);
        rig.pcsc.remove();
        std::this_thread::sleep_for(1000ms);
        rig.pcsc.insert();
    });
    std::vector<Kind> seen;
    for (const auto start = test::Clock::now(); test::milliseconds_since(start) < 1100;) {
        const auto known = rig.state;
        rig.look();
        if (!(rig.state == known)) seen.push_back(rig.state.kind);
    }
    hand.join();
    REQUIRE(rig.until(Kind::present));
    CHECK(seen.front() == Kind::empty);
    CHECK(std::count(seen.begin(), seen.end(), Kind::present) <= 1);  // the one that the hand put in
    rig.check_works();
}

TEST_CASE("a card that comes after a lost one is there at once") {
    ReaderOnFake rig;
    rig.pcsc.insert();
    auto session = rig.open();
    const auto first = rig.state.card;
    rig.pcsc.fail_next("SCardTransmit", SCARD_W_REMOVED_CARD);
    CHECK(error_of(session->transmit(*base::from_hex("00B00000"))) == "card_removed");
    rig.pcsc.remove();
    rig.pcsc.insert();
    rig.look();
    CHECK(rig.state.kind == Kind::present);
    CHECK_FALSE(rig.state.card == first);
}

TEST_CASE("a daemon that is stopped is missing, hears nothing more, and is there again when it goes on") {
    ReaderOnFake rig;
    const bool with_card = GENERATE(false, true);
    if (with_card) rig.pcsc.insert();
    REQUIRE(rig.until(with_card ? Kind::present : Kind::empty));
    rig.pcsc.stop(true);
    REQUIRE(rig.until(Kind::down));
    CHECK(rig.state.reason->code == base::ErrorCode::daemon_missing);
    CHECK(rig.state.reason->detail.starts_with("pcscd does not answer"));
    const auto made = rig.pcsc.made().size();
    rig.look();
    rig.look();
    CHECK(rig.state.kind == Kind::down);
    rig.pcsc.stop(false);
    REQUIRE(rig.until(with_card ? Kind::present : Kind::empty));
    CHECK(made > 0);
    CHECK(rig.pcsc.open_contexts() == 1);
    if (with_card) rig.check_works();
}

TEST_CASE("a reader whose daemon is stopped ends, and the call that was left behind ends when the daemon goes on") {
    auto& pcsc = FakePcsc::instance();
    {
        ReaderOnFake rig;
        REQUIRE(rig.until(Kind::empty));
        std::stop_source stop;
        std::jthread monitor([&] { rig.reader.wait(rig.state, stop.get_token()); });
        pcsc.stop(true);
        stop.request_stop();  // cancelling asks the daemon too
    }
    pcsc.stop(false);
    for (const auto end = test::Clock::now() + test::kPatience; pcsc.open_contexts() > 0 && test::Clock::now() < end;)
        std::this_thread::sleep_for(5ms);
    CHECK(pcsc.open_contexts() == 0);
}

TEST_CASE("a reader that hangs is down for the next patient too, and opens nothing, until the call comes back") {
    ReaderOnFake rig({}, 200ms);
    rig.pcsc.insert();
    auto session = rig.open();
    rig.pcsc.hang(true);
    SECTION("in an APDU") { CHECK(error_of(session->transmit(*base::from_hex("00B00000"))) == "card_garbled"); }
    SECTION("in connecting") {
        session.reset();
        CHECK(error_of(rig.reader.open(rig.state.card)) == "card_busy");
    }
    session.reset();
    const auto first = rig.state.card;
    rig.look();
    REQUIRE(rig.state.kind == Kind::down);
    REQUIRE(rig.state.reason);
    CHECK(rig.state.reason->code == base::ErrorCode::reader_missing);
    CHECK(rig.state.reason->detail == "the reader hangs");
    rig.pcsc.remove();
    rig.pcsc.insert();  // the next patient
    CHECK(rig.reader.wait(rig.state, {}) == rig.state);
    const auto start = test::Clock::now();
    CHECK(error_of(rig.reader.open({first.slot, first.insertion + 1})) == "card_busy");
    CHECK(error_of(rig.reader.open({first.slot, first.insertion + 2})) == "card_busy");
    CHECK(test::milliseconds_since(start) < test::kPatience.count());
    rig.pcsc.hang(false);
    REQUIRE(rig.until(Kind::present));
    CHECK_FALSE(rig.state.card == first);
    rig.check_works();
}

TEST_CASE("a reader that hangs does not keep another one from its card") {
    ReaderOnFake rig({}, 200ms);
    rig.pcsc.plug("Second reader 01 00");
    rig.pcsc.insert();
    auto session = rig.open();
    const auto first = rig.state.card;
    rig.pcsc.hang(true);
    CHECK(error_of(session->transmit(*base::from_hex("00B00000"))) == "card_garbled");
    REQUIRE(rig.until(Kind::empty));
    rig.pcsc.insert("Second reader 01 00");
    REQUIRE(rig.until(Kind::present));
    CHECK_FALSE(rig.state.card == first);
    rig.pcsc.hang(false);
    session.reset();
}

TEST_CASE("a daemon that comes back takes the hang away") {
    ReaderOnFake rig({}, 200ms);
    rig.pcsc.insert();
    auto session = rig.open();
    rig.pcsc.hang(true);
    CHECK(error_of(session->transmit(*base::from_hex("00B00000"))) == "card_garbled");
    session.reset();
    REQUIRE(rig.until(Kind::down));
    rig.pcsc.daemon(false);
    const auto hanging = rig.state;
    rig.state = rig.reader.wait(hanging, {});
    CHECK(rig.state.reason->code == base::ErrorCode::daemon_missing);
    rig.pcsc.daemon(true);
    CHECK(rig.until(Kind::present));
    rig.pcsc.hang(false);
    for (int i = 0; i < 200 && rig.pcsc.open_handles() > 0; ++i) std::this_thread::sleep_for(10ms);
    rig.check_works();
}

TEST_CASE("a call gives up before the flow does") {
    const auto dialogue = flow::row_of(flow::Delay::card_job).duration;
    CHECK(drivers::pcsc::PcscOptions{}.call_limit >= 10s);
    CHECK(drivers::pcsc::PcscOptions{}.call_limit <= dialogue - 2s);
}

TEST_CASE("each way in which the daemon refuses has its name, and passes") {
    struct Case {
        const char* call;
        LONG code;
        const char* error;
    };
    const auto one = GENERATE(values<Case>({
        {"SCardEstablishContext", SCARD_E_NO_SERVICE, "daemon_missing"},
        {"SCardEstablishContext", SCARD_E_SERVICE_STOPPED, "daemon_missing"},
        {"SCardEstablishContext", SCARD_E_NO_MEMORY, "daemon_missing"},
        {"SCardEstablishContext", SCARD_F_INTERNAL_ERROR, "daemon_missing"},
        {"SCardListReaders", SCARD_E_INVALID_HANDLE, "daemon_missing"},
        {"SCardListReaders", SCARD_E_NO_SERVICE, "daemon_missing"},
        {"SCardListReaders", SCARD_E_NO_READERS_AVAILABLE, "reader_missing"},
        {"SCardGetStatusChange", SCARD_F_COMM_ERROR, "daemon_missing"},
        {"SCardGetStatusChange", SCARD_E_NO_SERVICE, "daemon_missing"},
        {"SCardGetStatusChange", SCARD_E_INVALID_HANDLE, "daemon_missing"},
        {"SCardGetStatusChange", SCARD_E_SYSTEM_CANCELLED, "daemon_missing"},
        {"SCardGetStatusChange", SCARD_E_READER_UNAVAILABLE, "reader_missing"},
    }));
    CAPTURE(one.call, one.error);
    ReaderOnFake rig;
    rig.pcsc.fail_next(one.call, one.code);
    rig.look();
    REQUIRE(rig.state.kind == Kind::down);
    REQUIRE(rig.state.reason);
    CHECK(base::name_of(rig.state.reason->code) == one.error);
    REQUIRE(rig.until(Kind::empty));
    rig.pcsc.insert();
    rig.check_works();
}

TEST_CASE("what failed is named with call, code and place") {
    ReaderOnFake rig;
    rig.pcsc.daemon(false);
    rig.look();
    REQUIRE(rig.state.reason);
    CHECK(rig.state.reason->detail.starts_with("SCardEstablishContext 8010001D at call.cpp:"));
}

TEST_CASE("a list of readers that grew between two calls is read again") {
    ReaderOnFake rig;
    rig.pcsc.fail_next("SCardListReaders", SCARD_S_SUCCESS);
    rig.pcsc.fail_next("SCardListReaders", SCARD_E_INSUFFICIENT_BUFFER);
    REQUIRE(rig.until(Kind::empty));
    CHECK(rig.pcsc.calls("SCardEstablishContext") == 1);
}

TEST_CASE("a denial counts when it is met twice: a daemon on its way out denies once") {
    const auto* call = GENERATE("SCardEstablishContext", "SCardListReaders", "SCardGetStatusChange");
    CAPTURE(call);
    ReaderOnFake rig;
    for (int i = 0; i < 2; ++i) rig.pcsc.fail_next(call, SCARD_W_SECURITY_VIOLATION);
    rig.look();
    REQUIRE(rig.state.reason);
    CHECK(rig.state.reason->code == base::ErrorCode::daemon_missing);
    rig.look();
    REQUIRE(rig.state.reason);
    CHECK(rig.state.reason->code == base::ErrorCode::reader_denied);
    CHECK(rig.until(Kind::empty));
}

TEST_CASE("the daemon dies under the waiter and comes back; what lies there is another card") {
    ReaderOnFake rig;
    rig.pcsc.insert();
    REQUIRE(rig.until(Kind::present));
    const auto first = rig.state.card;
    std::jthread hand([&] {
        std::this_thread::sleep_for(50ms);
        rig.pcsc.daemon(false);
    });
    rig.look();
    REQUIRE(rig.state.kind == Kind::down);
    CHECK(rig.state.reason->code == base::ErrorCode::daemon_missing);
    CHECK(error_of(rig.reader.open(first)) == "card_removed");
    rig.pcsc.daemon(true);
    REQUIRE(rig.until(Kind::present));
    CHECK_FALSE(rig.state.card == first);
    rig.check_works();
    CHECK(rig.pcsc.open_contexts() == 1);  // the old ones are released
}

TEST_CASE("a daemon that stays away is asked ever more seldom") {
    ReaderOnFake rig;
    rig.pcsc.daemon(false);
    const auto start = test::Clock::now();
    while (rig.pcsc.calls("SCardEstablishContext") < 6 && test::milliseconds_since(start) < test::kPatience.count())
        rig.look();
    CHECK(rig.pcsc.calls("SCardEstablishContext") >= 6);
    CHECK(test::milliseconds_since(start) >= 50 + 100 + 200 + 400 + 800);  // between the six
}

TEST_CASE("a reader is unplugged with its card, and plugged in again") {
    ReaderOnFake rig;
    rig.pcsc.insert();
    REQUIRE(rig.until(Kind::present));
    const auto first = rig.state.card;
    rig.pcsc.unplug(FakePcsc::kReader);
    REQUIRE(rig.until(Kind::down));
    CHECK(rig.state.reason->code == base::ErrorCode::reader_missing);
    CHECK(error_of(rig.reader.open(first)) == "card_removed");
    rig.pcsc.plug(FakePcsc::kReader);
    REQUIRE(rig.until(Kind::empty));
    rig.pcsc.insert();
    REQUIRE(rig.until(Kind::present));
    CHECK(rig.state.card.slot == domain::kCardSlot);
    CHECK_FALSE(rig.state.card == first);
    rig.check_works();
}

TEST_CASE("a reader is found within a second when nobody is told that it was plugged in") {
    ReaderOnFake rig("SONY");
    rig.pcsc.tells_of_plugs = false;
    rig.look();
    REQUIRE(rig.state.kind == Kind::down);
    std::jthread hand([&] {
        std::this_thread::sleep_for(50ms);
        rig.pcsc.plug("SONY RC-S300 01 00");
    });
    const auto start = test::Clock::now();
    rig.look();
    CHECK(rig.state.kind == Kind::empty);
    CHECK(test::milliseconds_since(start) < test::kPatience.count());
}

TEST_CASE("a reader is chosen by a part of its name") {
    ReaderOnFake rig("SONY");
    rig.pcsc.insert();  // on the other one
    rig.look();
    REQUIRE(rig.state.kind == Kind::down);
    CHECK(rig.state.reason->code == base::ErrorCode::reader_missing);
    rig.pcsc.plug("SONY RC-S300 01 00");
    REQUIRE(rig.until(Kind::empty));
    rig.pcsc.insert("SONY RC-S300 01 00");
    REQUIRE(rig.until(Kind::present));
    rig.check_works();
}

TEST_CASE("without a name it is the reader with a card, and it stays with that card") {
    ReaderOnFake rig;
    rig.pcsc.plug("Second reader 01 00");
    rig.pcsc.insert("Second reader 01 00");
    REQUIRE(rig.until(Kind::present));
    const auto second = rig.state.card;
    rig.pcsc.insert(FakePcsc::kReader);
    CHECK(rig.reader.wait(rig.state, {}).card == second);
    rig.pcsc.remove("Second reader 01 00");
    rig.look();
    REQUIRE(rig.state.kind == Kind::present);
    CHECK_FALSE(rig.state.card == second);
}

TEST_CASE("two readers of one kiosk, each with its name and slot, tell their cards apart") {
    ReaderOnFake rig(std::string(FakePcsc::kReader));
    drivers::pcsc::PcscReader phones({.reader_name = "Second", .slot = domain::kPhoneSlot});
    rig.pcsc.plug("Second reader 01 00");
    rig.pcsc.insert("Second reader 01 00");
    ports::SlotState seen;
    for (int i = 0; i < 40 && seen.kind != Kind::present; ++i) seen = phones.wait(seen, {});
    REQUIRE(seen.kind == Kind::present);
    CHECK(seen.card.slot == domain::kPhoneSlot);
    REQUIRE(rig.until(Kind::empty));
    rig.pcsc.insert();
    REQUIRE(rig.until(Kind::present));
    CHECK(rig.state.card.slot == domain::kCardSlot);
    CHECK(error_of(rig.reader.open(seen.card)) == "card_removed");
    CHECK(error_of(phones.open(seen.card)) == "none");
}
