// SPDX-License-Identifier: Apache-2.0
#include "drivers/mynumber/apdu.hpp"

#include <catch2/catch.hpp>

#include "drivers/mynumber/channel.hpp"

using namespace uketsuke;
using namespace uketsuke::drivers::mynumber;

namespace {

/// Answers from a list, and keeps what it was sent.
struct ScriptedSession : ports::CardSession {
    std::vector<std::string> answers, sent;
    base::Result<base::Bytes> transmit(base::ByteView command) override {
        sent.push_back(base::to_hex(command));
        if (answers.empty()) return base::fail(base::ErrorCode::card_removed);
        auto answer = base::from_hex(answers.front()).value();
        answers.erase(answers.begin());
        return answer;
    }
    [[nodiscard]] domain::CardRef card() const override { return {}; }
};

}  // namespace

TEST_CASE("commands are what the card facts write") {
    CHECK(base::to_hex(select_application(kJpki)) == "00a4040c0ad392f000260100000001");
    CHECK(base::to_hex(select_application(kSurface)) == "00a4040c0ad3921000310001010402");
    CHECK(base::to_hex(select_file(0x000A)) == "00a4020c02000a");
    CHECK(base::to_hex(read_binary(0x1234, 256)) == "00b0123400");
    CHECK(base::to_hex(query_tries()) == "00200080");
    CHECK(base::to_hex(verify(base::Secret("1234")).expose()) == "002000800431323334");
    const base::Bytes digest(32, 0xAB);
    CHECK(base::to_hex(compute_signature(digest_info(digest))) ==
          "802a0080333031300d060960864801650304020105000420" + base::to_hex(digest) + "00");
    CHECK(base::to_hex(digest_info(base::Bytes(96, 0))).substr(0, 8) == "3071300d");
}

TEST_CASE("the command that overwrites the daemon's buffer is longer than any VERIFY") {
    CHECK(harmless_long_command().size() > verify(base::Secret("12345678901234")).size());
    CHECK(compute_signature(digest_info(base::Bytes(32, 0))).size() > verify(base::Secret("1234")).size());
}

TEST_CASE("status words tell tries, and nothing else is a counter") {
    CHECK(StatusWord{0x63C2}.tries() == domain::Tries{2});
    CHECK(StatusWord{0x63C0}.tries() == domain::Tries{0});
    CHECK(StatusWord{0x6984}.tries() == domain::Tries{0});
    CHECK(StatusWord{0x6983}.tries() == domain::Tries{0});
    CHECK_FALSE(StatusWord{0x6300}.tries());
    CHECK_FALSE(StatusWord{0x9000}.tries());
    CHECK_FALSE(StatusWord{0x6F00}.tries());
}

TEST_CASE("a VERIFY is sent once, whatever the card answers") {
    const auto* answer = GENERATE("6F00", "6C10", "6110", "6985", "00", "");
    ScriptedSession session;
    if (*answer != '\0') session.answers = {answer};
    Channel channel(session);
    base::Secret pin("1234");
    static_cast<void>(channel.verify(pin));
    CHECK(session.sent.size() == 1);
    CHECK(pin.empty());
}

TEST_CASE("a file's length comes from its header, and lies about it end the reading") {
    ScriptedSession session;
    Channel channel(session);
    const auto full = base::to_hex(base::Bytes(247, 0x11));
    SECTION("two pieces") {
        session.answers = {"9000", "308200FA" + full + "9000", "2222229000"};
        const auto object = channel.read_object(0x000A);
        REQUIRE(object);
        CHECK(object->size() == 254);
        CHECK(session.sent == std::vector<std::string>{"00a4020c02000a", "00b00000fb", "00b000fb03"});
    }
    SECTION("shorter than it says: the card has no more") {
        session.answers = {"9000", "30820400" + full + "9000", "9000"};
        CHECK(channel.read_object(0x000A).error().code == base::ErrorCode::card_garbled);
    }
    SECTION("longer than a file can be") {
        session.answers = {"9000", "3083FFFFFF" + full + "9000"};
        CHECK(channel.read_object(0x000A).error().code == base::ErrorCode::card_garbled);
        CHECK(session.sent.size() == 2);
    }
    SECTION("no object at all") {
        session.answers = {"9000", "FFFFFFFF9000"};
        CHECK(channel.read_object(0x000A).error().code == base::ErrorCode::card_garbled);
    }
    SECTION("torn") {
        session.answers = {"9000"};
        CHECK(channel.read_object(0x000A).error().code == base::ErrorCode::card_removed);
    }
}
