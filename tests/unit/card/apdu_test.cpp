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
    [[nodiscard]] std::size_t longest_answer() const override { return longest; }
    std::size_t longest = 256;
};

}  // namespace

TEST_CASE("commands are what the card facts write") {
    CHECK(base::to_hex(select_application(kJpki)) == "00a4040c0ad392f000260100000001");
    CHECK(base::to_hex(select_application(kCardFront)) == "00a4040c0ad3921000310001010402");
    CHECK(base::to_hex(select_file(0x000A)) == "00a4020c02000a");
    CHECK(base::to_hex(read_binary(0x1234, 256)) == "00b0123400");
    CHECK(base::to_hex(read_binary(0x00FB, 257)) == "00b000fb000101");
    CHECK(base::to_hex(read_first(0x0002, 256)) == "00b0820000");
    CHECK(base::to_hex(prove(base::Bytes{0x30, 0x00})) == "802a000002300000");
    CHECK(base::to_hex(query_tries()) == "00200080");
    CHECK(base::to_hex(query_tries(0x0018)) == "00200098");
    CHECK(base::to_hex(compute_signature(0x0017, base::Bytes{0x30, 0x00})) == "802a009702300000");
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
        session.answers = {"308200FA" + full + "9000", "2222229000"};
        const auto object = channel.read_object(0x000A);
        REQUIRE(object);
        CHECK(object->size() == 254);
        CHECK(session.sent == std::vector<std::string>{"00b08a00fb", "00b000fb03"});
    }
    SECTION("shorter than it says: the card has no more") {
        session.answers = {"30820400" + full + "9000", "9000"};
        CHECK(channel.read_object(0x000A).error().code == base::ErrorCode::card_garbled);
    }
    SECTION("longer than a file can be") {
        session.answers = {"3083FFFFFF" + full + "9000"};
        CHECK(channel.read_object(0x000A).error().code == base::ErrorCode::card_garbled);
        CHECK(session.sent.size() == 1);
    }
    SECTION("no object at all") {
        session.answers = {"FFFFFFFF9000"};
        CHECK(channel.read_object(0x000A).error().code == base::ErrorCode::card_garbled);
    }
    SECTION("torn") { CHECK(channel.read_object(0x000A).error().code == base::ErrorCode::card_removed); }
}

TEST_CASE("an answer that does not end in a status word was cut off") {
    ScriptedSession session;
    Channel channel(session);
    const auto cut_off = [&](const char* answer) {
        session.answers = {answer};
        return channel.send(query_tries()).value().cut_off();
    };
    for (const auto* whole : {"9000", "63C3", "AABB9000", "AABB6282", "6A82"}) CHECK_FALSE(cut_off(whole));
    for (const auto* cut : {"AA9690", "AA90", "1BAD", "AABB6A82"}) CHECK(cut_off(cut));
}

TEST_CASE("a card without short identifiers is asked by SELECT, from then on at once") {
    ScriptedSession session;
    Channel channel(session);
    session.answers = {"6A86", "9000", "3001AA9000", "9000", "3001BB9000"};
    REQUIRE(channel.read_object(0x000A));
    REQUIRE(channel.read_object(0x000B));
    CHECK(session.sent ==
          std::vector<std::string>{"00b08a00fb", "00a4020c02000a", "00b00000fb", "00a4020c02000b", "00b00000fb"});
}

TEST_CASE("what is left of a file comes in one extended command where the reader can, or in pieces after all") {
    ScriptedSession session;
    session.longest = 65536;
    Channel channel(session);
    const auto full = base::to_hex(base::Bytes(247, 0x11)), rest = base::to_hex(base::Bytes(300, 0x22));
    session.answers = {"30820223" + full + "9000"};
    SECTION("it can") {
        session.answers.push_back(rest + "9000");
        CHECK(channel.read_object(0x000A)->size() == 551);
        CHECK(session.sent == std::vector<std::string>{"00b08a00fb", "00b000fb00012c"});
    }
    SECTION("the card cannot") {
        session.answers.insert(session.answers.end(),
                               {"6700", rest.substr(0, 502) + "9000", rest.substr(502) + "9000", "3001AA9000"});
        CHECK(channel.read_object(0x000A)->size() == 551);
        REQUIRE(channel.read_object(0x000B));
        CHECK(session.sent ==
              std::vector<std::string>{"00b08a00fb", "00b000fb00012c", "00b000fbfb", "00b001f631", "00b08b00fb"});
    }
}

namespace {
/// Whether a program that names this file compiles.
template <std::uint16_t Id>
concept Nameable = requires {
    typename std::integral_constant<std::uint16_t, FileId(Id).value()>;
};
}  // namespace

TEST_CASE("files of My Number cannot be named, and a command that names one is not sent") {
    static_assert(Nameable<0x0002> && Nameable<0x0004> && Nameable<0x0015> && Nameable<0x0018>);
    static_assert(!Nameable<0x0001> && !Nameable<0x0005> && !Nameable<0x0011> && !Nameable<0x0013> &&
                  !Nameable<0x0014>);
    for (const char* command :
         {"00A4020C020001", "00A4020C020005", "00A4020C020011", "00A4020C020013", "00A4000C020014", "00B0810011",
          "00B0850000", "00200091", "00200093", "002000940C313233343536373839303132", "80240194", "802A009300"}) {
        INFO(command);
        ScriptedSession session;
        Channel channel(session);
        CHECK(channel.send(base::from_hex(command).value()).error().code == base::ErrorCode::internal);
        CHECK(session.sent.empty());
    }
    for (const char* command : {"00A4040C0AD3921000310001010402", "00A4020C020002", "00B0820000", "00B0000100",
                                "00B0000500", "002000950E", "80A206C1", "00840000"})
        CHECK_FALSE(names_my_number(base::from_hex(command).value()));
}
