// SPDX-License-Identifier: Apache-2.0
// The simulated card by itself, against the exact bytes of the card facts (A3, A4, B6).
#include "card_rig.hpp"
#include "sim/card/command.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

struct Talk {
    std::shared_ptr<sim::MyNumberCard> card = card_of("hanako");
    std::string operator()(std::string_view hex) { return base::to_hex(card->answer(*base::from_hex(hex)).value()); }
};

constexpr auto kSelectJpki = "00A4040C0AD392F000260100000001";
constexpr auto kSelectCardFront = "00A4040C0AD3921000310001010402";

}  // namespace

TEST_CASE("foreign applications and commands get the card's usual refusals") {
    Talk say;
    CHECK(say("00A4040007627601FF000000") == "6a82");
    CHECK(say("00CADF3005") == "6a88");
    CHECK(say("00CB3FFF035C017E08") == "6d00");
    CHECK(say("00A40000") == "6a86");
    CHECK(say("00A40000023F00") == "6a82");
    CHECK(say("0120008000") == "6881");
    CHECK(say("F0B0000000") == "6e00");
    CHECK(say("00B0000000") == "6986");
    CHECK(say("00") == "6700");
    CHECK(say("00A4040C0AD392") == "6700");
    CHECK(say(kSelectJpki) == "9000");
    CHECK(say("00A40000") == "9000");
    CHECK(say("00A4020C020099") == "6a82");
}

TEST_CASE("files are read whole, in parts, by short id and up to their end") {
    Talk say;
    say(kSelectJpki);
    say("00A4020C020008");
    CHECK(say("00B0000000") == "8f8f009000");
    CHECK(say("00B0000102") == "8f009000");
    CHECK(say("00B0000300") == "6b00");
    CHECK(say("00B0880000") == "8f8f009000");
    say("00A4020C020006");
    CHECK(say("00B0000000").size() == 2 * (160 + 2));
    say("00A4020C02000A");
    CHECK(say("00B0000004").substr(0, 4) == "3082");
    CHECK(say("00B00000000000").size() > 2 * 256);
    CHECK(say("00B0970000") == "6981");
}

TEST_CASE("the signature certificate needs the signature password, and the two keys do not open each other") {
    Talk say;
    say(kSelectJpki);
    say("00A4020C020001");
    CHECK(say("00B0000004") == "6982");
    say("00A4020C02001B");
    CHECK(say("00200080") == "63c5");
    CHECK(say("0020008007"
              "54455354313233") == "9000");
    say("00A4020C020001");
    CHECK(say("00B0000004").substr(0, 4) == "3082");
    say("00A4020C020017");
    CHECK(say("802A008002300000") == "6982");
    say("00A4020C02001A");
    CHECK(say("802A008002300000").size() == 2 * 258);
}

TEST_CASE("the PIN counter counts down, tells 63C0 and then 6984, and its query always 63Cx") {
    Talk say;
    say(kSelectJpki);
    say("00A4020C020018");
    CHECK(say("00200080") == "63c3");
    CHECK(say("002000800430303030") == "63c2");
    CHECK(say("002000800430303030") == "63c1");
    CHECK(say("002000800430303030") == "63c0");
    CHECK(say("002000800431323334") == "6984");
    CHECK(say("00200080") == "63c0");
    CHECK(say.card->log().verifies.at(kPin) == 4);
}

TEST_CASE("the verified state ends with SELECT of an application and with power, not with a warm reset") {
    Talk say;
    const auto verify = [&] {
        say(kSelectJpki);
        say("00A4020C020018");
        REQUIRE(say("002000800431323334") == "9000");
    };
    const auto may_sign = [&] {
        say("00A4020C020017");
        return say("802A008002300000") != "6982";
    };
    verify();
    CHECK(may_sign());
    say(kSelectJpki);
    CHECK_FALSE(may_sign());
    verify();
    say.card->power_down();
    say.card->power_up();
    CHECK(say("00A4020C020017") == "6a82");
    say(kSelectJpki);
    CHECK_FALSE(may_sign());
}

TEST_CASE("a file and a record of the other applications") {
    Talk say;
    say(kSelectCardFront);
    say("00A4020C020002");
    CHECK(say("00B0000000") == "6982");
    say("00A4020C020003");
    CHECK(say("00B0000003").substr(0, 4) == "ff30");
    say("00A4020C020004");
    CHECK(say("00B0000002") == "7f219000");
    CHECK(say("00A4040C0AD3921000310001010100") == "9000");
    say("00A4020C020001");
    CHECK(say("00B2010400").substr(0, 4) == "011c");
    CHECK(say("00B2020400") == "6a83");
    CHECK(say("00B0000000") == "6981");
}

TEST_CASE("the card proves itself with its own key without a PIN") {
    Talk say;
    say(kSelectCardFront);
    CHECK(say("802A000002300000").size() == 2 * 258);
    say(kSelectJpki);
    CHECK(say("802A000002300000") == "6985");
}

TEST_CASE("short and extended commands are read") {
    const auto read = [](std::string_view hex, auto check) {
        const auto bytes = base::from_hex(hex).value();
        check(sim::read_command(bytes));
    };
    read("00B00000", [](auto command) { CHECK_FALSE(command->expected); });
    read("00B0000000", [](auto command) { CHECK(command->expected == 256u); });
    read("00B00000000000", [](auto command) { CHECK(command->expected == 65536u); });
    read("80A206C1000002AABB", [](auto command) { CHECK(command->data.size() == 2); });
    read("80A206C1000002AABB0010", [](auto command) { CHECK(command->expected == 16u); });
    read("00A4040C02AABB05", [](auto command) { CHECK(command->expected == 5u); });
    for (const auto* bad : {"", "00A404", "00A4040C03AABB", "00A4040C01AABBCC", "80A206C10000", "80A206C1000003AABB"})
        read(bad, [&](auto command) {
            INFO(bad);
            CHECK_FALSE(command);
        });
}

TEST_CASE("a person without keys in the test PKI gets no card") {
    auto nobody = person("hanako");
    nobody.key = "nobody";
    CHECK(sim::MyNumberCard::create(nobody, pki(), photo()).error().code == ErrorCode::file_unreadable);
    CHECK(sim::TestPki::load("/nonexistent").error().code == ErrorCode::file_unreadable);
}
