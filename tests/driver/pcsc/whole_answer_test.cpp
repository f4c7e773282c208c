// SPDX-License-Identifier: Apache-2.0
#include "drivers/pcsc/whole_answer.hpp"

#include <catch2/catch.hpp>
#include <deque>

using namespace uketsuke;
using base::from_hex;
using base::to_hex;
using drivers::pcsc::complete_exchange;
using drivers::pcsc::with_le;

namespace {

/// A card that answers in this order and notes what it was sent.
struct Script {
    std::deque<std::string> answers;
    std::vector<std::string> sent = {};

    base::Result<base::Bytes> operator()(base::ByteView command) {
        sent.push_back(to_hex(command));
        REQUIRE_FALSE(answers.empty());
        auto answer = *from_hex(answers.front());
        answers.pop_front();
        return answer;
    }
};

std::string run(Script& script, const char* command) {
    const auto result = complete_exchange(*from_hex(command), std::ref(script));
    return result ? to_hex(*result) : std::string(base::name_of(result.error().code));
}

}  // namespace

TEST_CASE("Le goes where the command has it") {
    const auto asked = [](const char* command, std::uint8_t le) {
        const auto again = with_le(*from_hex(command), le);
        return again ? to_hex(*again) : "none";
    };
    CHECK(asked("00B00000", 0x10) == "00b0000010");                        // nothing
    CHECK(asked("00B0000000", 0x10) == "00b0000010");                      // Le
    CHECK(asked("802A008002AABB", 0x00) == "802a008002aabb00");            // data
    CHECK(asked("802A008002AABB00", 0x20) == "802a008002aabb20");          // data, Le
    CHECK(asked("00B00000000000", 0x10) == "00b00000000010");              // extended Le
    CHECK(asked("80A20000000002AABB", 0x10) == "80a20000000002aabb0010");  // extended data
    CHECK(asked("80A20000000002AABB0000", 0x00) == "80a20000000002aabb0100");
    CHECK(asked("802A008003AABB", 0x00) == "none");  // Lc says three
    CHECK(asked("00B0", 0x00) == "none");
}

TEST_CASE("more data is fetched to the end") {
    const std::string part = "000102030405060708090a0b0c0d0e0f";
    Script card{{"01 61 12", part + "6102", "03 04 90 00"}};
    CHECK(run(card, "00B0000000") == "01" + part + "03049000");
    CHECK(card.sent == std::vector<std::string>{"00b0000000", "00c0000012", "00c0000002"});
}

TEST_CASE("data that never ends is garbled") {
    Script card{{"61 01", "61 01"}};
    CHECK(run(card, "00B0000000") == "card_garbled");
}

TEST_CASE("data that comes byte by byte is garbled at once") {
    Script card{{"01 61 02", "02 61 01", "03 04 90 00"}};
    CHECK(run(card, "00B0000000") == "card_garbled");
    CHECK(card.sent.size() == 2);
    int exchanges = 0;
    const auto dripping = complete_exchange(*from_hex("00B0000000"), [&](base::ByteView) -> base::Result<base::Bytes> {
        ++exchanges;
        base::Bytes part(drivers::pcsc::kLeastPart, 0xAA);
        part.push_back(0x61);
        part.push_back(0x00);
        return part;
    });
    CHECK(dripping.error().code == base::ErrorCode::card_garbled);
    CHECK(exchanges <= 4097);
}

TEST_CASE("the card says how many bytes it wants to give, once") {
    Script card{{"6C 02", "01 02 90 00"}};
    CHECK(run(card, "00B0000000") == "01029000");
    CHECK(card.sent == std::vector<std::string>{"00b0000000", "00b0000002"});
    Script stubborn{{"6C 02", "6C 03"}};
    CHECK(run(stubborn, "00B0000000") == "6c03");
}

TEST_CASE("a PIN is never sent twice") {
    for (const auto* command : {"00200080 04 31323334", "00200080", "00240180 04 31323334"}) {
        Script card{{"6C 02"}};
        CHECK(run(card, command) == "6c02");
        CHECK(card.sent.size() == 1);
    }
}

TEST_CASE("what is no command reaches no card") {
    Script card;
    CHECK(run(card, "00B000") == "internal");
    CHECK(card.sent.empty());
}
