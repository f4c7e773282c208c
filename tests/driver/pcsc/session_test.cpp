// SPDX-License-Identifier: Apache-2.0
// The session: every code that SCardConnect and SCardTransmit may return ends in a named error and a working next
// session.
#include <thread>

#include <fmt/format.h>

#include "drivers/pcsc/quirks.hpp"
#include "reader_on_fake.hpp"
#include "tests/support/patience.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using test::error_of;
using test::FakePcsc;
using test::Kind;
using test::ReaderOnFake;

namespace {

struct Case {
    LONG code;
    const char* error;
};

const base::Bytes kRead = *base::from_hex("00B0000000");
const base::Bytes kVerify = *base::from_hex("0020008004 31323334");

/// The command, once, and the one that takes its place in pcscd's memory.
std::vector<std::string> sent_and_overwritten(const base::Bytes& command) {
    return {base::to_hex(command), "008400003b" + std::string(2 * 59, '0')};
}

}  // namespace

TEST_CASE("a session is exclusive and leaves the card without power") {
    ReaderOnFake rig;
    rig.pcsc.insert();
    auto session = rig.open();
    CHECK(rig.pcsc.last_share_mode() == SCARD_SHARE_EXCLUSIVE);
    CHECK(error_of(rig.reader.open(rig.state.card)) == "card_busy");
    rig.pcsc.answer_next("AABB9000");
    const auto answer = session->transmit(kRead);
    REQUIRE(answer);
    CHECK(base::to_hex(*answer) == "aabb9000");
    session.reset();
    CHECK(rig.pcsc.last_disposition() == SCARD_UNPOWER_CARD);
    CHECK(rig.pcsc.open_handles() == 0);
    CHECK(rig.pcsc.open_contexts() == 1);  // the monitor's
    rig.check_works();
}

TEST_CASE("each way in which a card cannot be opened has its name, and passes") {
    const auto one = GENERATE(values<Case>({
        {SCARD_E_SHARING_VIOLATION, "card_busy"},
        {SCARD_E_NO_SMARTCARD, "card_removed"},
        {SCARD_W_REMOVED_CARD, "card_removed"},
        {SCARD_E_UNKNOWN_READER, "card_removed"},
        {SCARD_E_READER_UNAVAILABLE, "card_removed"},
        {SCARD_W_UNRESPONSIVE_CARD, "card_mute"},
        {SCARD_E_PROTO_MISMATCH, "card_not_readable"},
        {SCARD_W_UNSUPPORTED_CARD, "card_not_readable"},
        {SCARD_E_NOT_READY, "card_not_readable"},
        {SCARD_E_NO_SERVICE, "daemon_missing"},
        {SCARD_E_SERVICE_STOPPED, "daemon_missing"},
        {SCARD_F_COMM_ERROR, "daemon_missing"},
        {SCARD_E_INVALID_HANDLE, "daemon_missing"},
        {SCARD_W_SECURITY_VIOLATION, "reader_denied"},
    }));
    CAPTURE(one.error);
    ReaderOnFake rig;
    rig.pcsc.insert();
    REQUIRE(rig.until(Kind::present));
    rig.pcsc.fail_next("SCardConnect", one.code);
    CHECK(error_of(rig.reader.open(rig.state.card)) == one.error);
    rig.check_works();
}

TEST_CASE("a card that is unpowered at first is tried once more, and only once") {
    ReaderOnFake rig;
    rig.pcsc.insert();
    REQUIRE(rig.until(Kind::present));
    rig.pcsc.fail_next("SCardConnect", SCARD_W_UNPOWERED_CARD);
    CHECK(error_of(rig.reader.open(rig.state.card)) == "none");
    rig.pcsc.fail_next("SCardConnect", SCARD_W_UNPOWERED_CARD);
    rig.pcsc.fail_next("SCardConnect", SCARD_W_UNPOWERED_CARD);
    CHECK(error_of(rig.reader.open(rig.state.card)) == "card_mute");
    rig.check_works();
}

TEST_CASE("a session needs a context of its own and says why there is none") {
    ReaderOnFake rig;
    rig.pcsc.insert();
    REQUIRE(rig.until(Kind::present));
    rig.pcsc.fail_next("SCardEstablishContext", SCARD_E_NO_SERVICE);
    CHECK(error_of(rig.reader.open(rig.state.card)) == "daemon_missing");
    rig.pcsc.fail_next("SCardGetStatusChange", SCARD_F_COMM_ERROR);
    CHECK(error_of(rig.reader.open(rig.state.card)) == "daemon_missing");
    CHECK(rig.pcsc.open_handles() == 0);
    rig.check_works();
}

TEST_CASE("each way in which an APDU is lost has its name, nothing is sent again, and it passes") {
    const auto one = GENERATE(values<Case>({
        {SCARD_E_NOT_TRANSACTED, "card_removed"},
        {SCARD_W_REMOVED_CARD, "card_removed"},
        {SCARD_W_RESET_CARD, "card_removed"},
        {SCARD_W_UNPOWERED_CARD, "card_removed"},
        {SCARD_W_UNRESPONSIVE_CARD, "card_removed"},
        {SCARD_E_COMM_DATA_LOST, "card_removed"},
        {SCARD_E_NO_SMARTCARD, "card_removed"},
        {SCARD_E_READER_UNAVAILABLE, "card_removed"},
        {SCARD_E_UNKNOWN_READER, "card_removed"},
        {SCARD_E_SHARING_VIOLATION, "card_busy"},
        {SCARD_E_INSUFFICIENT_BUFFER, "card_garbled"},
        {SCARD_E_PROTO_MISMATCH, "card_garbled"},
        {SCARD_F_UNKNOWN_ERROR, "card_garbled"},
        {SCARD_E_UNEXPECTED, "card_garbled"},
        {SCARD_E_NO_SERVICE, "daemon_missing"},
        {SCARD_E_INVALID_HANDLE, "daemon_missing"},
        {SCARD_F_COMM_ERROR, "daemon_missing"},
        {SCARD_W_SECURITY_VIOLATION, "daemon_missing"},
    }));
    CAPTURE(one.error);
    ReaderOnFake rig;
    rig.pcsc.insert();
    auto session = rig.open();
    rig.pcsc.fail_next("SCardTransmit", one.code);
    CHECK(error_of(session->transmit(kVerify)) == one.error);
    CHECK(rig.pcsc.sent() == sent_and_overwritten(kVerify));
    session.reset();
    rig.pcsc.remove();
    rig.pcsc.insert();
    rig.look();
    rig.check_works();
}

TEST_CASE("success without a status word is a card torn out") {
    ReaderOnFake rig;
    rig.pcsc.insert();
    auto session = rig.open();
    rig.pcsc.answer_next(GENERATE("", "90"));
    CHECK(error_of(session->transmit(kVerify)) == "card_removed");
    CHECK(error_of(session->transmit(kVerify)) == "card_removed");
    CHECK(rig.pcsc.sent() == sent_and_overwritten(kVerify));  // the second did not reach what may be another card
    session.reset();
    rig.look();
    rig.check_works();
}

TEST_CASE("a session cut short by the daemon stays cut short") {
    ReaderOnFake rig;
    rig.pcsc.insert();
    auto session = rig.open();
    rig.pcsc.fail_next("SCardTransmit", SCARD_E_NO_SERVICE);
    CHECK(error_of(session->transmit(kRead)) == "daemon_missing");
    CHECK(error_of(session->transmit(kRead)) == "daemon_missing");
    CHECK(rig.pcsc.sent() == sent_and_overwritten(kRead));
}

TEST_CASE("61 and 6C are handled below the session") {
    ReaderOnFake rig;
    rig.pcsc.insert();
    auto session = rig.open();
    for (const auto* answer : {"6C04", "AABB6102", "CCDD9000"}) rig.pcsc.answer_next(answer);
    const auto answer = session->transmit(kRead);
    REQUIRE(answer);
    CHECK(base::to_hex(*answer) == "aabbccdd9000");
    CHECK(rig.pcsc.sent() == std::vector<std::string>{"00b0000000", "00b0000004", "00c0000002"});
}

TEST_CASE("the longest answer there is fits where the reader passes it on, and elsewhere is none") {
    ReaderOnFake rig({.longest_answer = GENERATE(std::size_t{65536}, std::size_t{256})});
    rig.pcsc.insert();
    auto session = rig.open();
    base::Bytes longest(65536 + 2, 0x55);
    longest[65536] = 0x90;
    longest[65537] = 0x00;
    rig.pcsc.answer_next(base::to_hex(longest));
    const auto answer = session->transmit(*base::from_hex("00B00000000000"));
    if (session->longest_answer() == 256) {
        CHECK(error_of(answer) == "card_garbled");
    } else {
        REQUIRE(answer);
        CHECK(*answer == longest);
    }
}

TEST_CASE("how long an answer may be is asked of the driver, and nobody's setting is needed") {
    const auto longest = [](std::optional<std::uint32_t> told, const char* reader = FakePcsc::kReader,
                            std::uint32_t protocol = SCARD_PROTOCOL_T1, std::optional<std::size_t> said = {}) {
        ReaderOnFake rig({.longest_answer = said});
        rig.pcsc.unplug(FakePcsc::kReader);
        rig.pcsc.plug(reader);
        rig.pcsc.longest_apdu = told;
        rig.pcsc.protocol = protocol;
        rig.pcsc.insert(reader);
        return rig.open()->longest_answer();
    };
    CHECK(longest({}) == 256);  // it tells nothing
    CHECK(longest(65536) == 65536);
    CHECK(longest(1024) == 1024);
    CHECK(longest(0) == 256);
    CHECK(longest(0xFFFFFFFF) == 65536);
    CHECK(longest(65536, FakePcsc::kReader, SCARD_PROTOCOL_T0) == 256);
    CHECK(longest({}, "Virtual PCD 00 00") == 65536);  // its row
    CHECK(longest({}, FakePcsc::kReader, SCARD_PROTOCOL_T1, 65536) == 65536);
    CHECK(longest(65536, FakePcsc::kReader, SCARD_PROTOCOL_T1, 256) == 256);
}

TEST_CASE("each reader has one row of habits, and the last is every other's") {
    const auto rows = drivers::pcsc::quirks();
    REQUIRE_FALSE(rows.empty());
    CHECK(rows.back().name.empty());
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
        CHECK_FALSE(rows[i].name.empty());
        CHECK(&drivers::pcsc::quirks_of(fmt::format("ACME {} 00 00", rows[i].name)) == &rows[i]);
    }
    CHECK(&drivers::pcsc::quirks_of("ACME 00 00") == &rows.back());
}

TEST_CASE("a dialogue has one budget of exchanges, and the next one its own") {
    ReaderOnFake rig({}, 60s);
    rig.pcsc.insert();
    auto session = rig.open();
    for (int dialogue = 0; dialogue < 2; ++dialogue) {
        session->begin_dialogue();
        for (int i = 0; i < drivers::pcsc::PcscSession::kMostExchanges; ++i) REQUIRE(session->transmit(kRead));
    }
    const auto before = rig.pcsc.sent().size();
    CHECK(error_of(session->transmit(kVerify)) == "card_garbled");
    const auto sent = rig.pcsc.sent();
    CHECK(sent.size() == before + 1);  // what overwrites pcscd's buffer
    CHECK(sent.back().starts_with("00840000"));
    session->begin_dialogue();
    CHECK(error_of(session->transmit(kRead)) == "card_garbled");  // the session is over
    CHECK(rig.pcsc.sent().size() == before + 1);
}

TEST_CASE("a dialogue whose time is over reaches the card no more") {
    ReaderOnFake rig({}, 1s);  // in which a busy machine opens the card, too
    rig.pcsc.insert();
    auto session = rig.open();
    session->begin_dialogue();
    std::this_thread::sleep_for(1050ms);
    CHECK(error_of(session->transmit(kVerify)) == "card_garbled");
    for (const auto& sent : rig.pcsc.sent()) CHECK_FALSE(sent.starts_with("0020"));
}

TEST_CASE("a card that does not answer costs the limit; the call that hangs is left behind and ends with the card") {
    ReaderOnFake rig({}, 1s);  // in which a busy machine opens the card, too
    rig.pcsc.insert();
    auto session = rig.open();
    rig.pcsc.hang(true);
    auto start = test::Clock::now();
    CHECK(error_of(session->transmit(kVerify)) == "card_garbled");
    CHECK(test::milliseconds_since(start) >= 1000);
    CHECK(test::milliseconds_since(start) < test::kPatience.count());
    start = test::Clock::now();
    CHECK(error_of(session->transmit(kRead)) == "card_garbled");
    session.reset();
    CHECK(test::milliseconds_since(start) < test::kPatience.count());
    CHECK(rig.pcsc.open_handles() == 1);  // still inside the call
    CHECK(error_of(rig.reader.open(rig.state.card)) == "card_busy");
    rig.pcsc.hang(false);
    for (int i = 0; i < 200 && rig.pcsc.open_handles() > 0; ++i) std::this_thread::sleep_for(10ms);
    CHECK(rig.pcsc.open_handles() == 0);
    CHECK(rig.pcsc.sent().size() == 1);
    rig.look();
    rig.check_works();
}
