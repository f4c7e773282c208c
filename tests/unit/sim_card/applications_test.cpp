// SPDX-License-Identifier: Apache-2.0
// Each application's files, PINs and answers, byte for byte as the card facts tell them (A2–A8).
#include <fmt/format.h>

#include "talk.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

std::string hex(std::string_view text) { return base::to_hex(base::as_bytes(text)); }

/// The last digit of a My Number, from the other eleven.
int check_digit(std::string_view eleven) {
    int sum = 0;
    for (int n = 1; n <= 11; ++n) sum += (eleven[static_cast<std::size_t>(11 - n)] - '0') * (n <= 6 ? n + 1 : n - 5);
    return sum % 11 <= 1 ? 0 : 11 - sum % 11;
}

}  // namespace

TEST_CASE("at power-on the issuer's domain answers GET DATA, and SELECT without a name is refused") {
    Talk say;
    CHECK(say("00A40000") == "6a86");
    CHECK(say("00CA00F200") == hex("20330312") + "9000");
    CHECK(say("00CA00F000") == hex("00000") + "9000");
    CHECK(say("00CA004500").ends_with("9000"));
    CHECK(say("00CA5F5100") == "c5ff8131fb458073c60100009000");
    CHECK(say("00CA7F2100") == "6700");
    CHECK(say("00CA7F21000000").substr(0, 4) == "7f21");
    CHECK(say("00CA00F8000000").substr(0, 4) == "7f21");
    CHECK(say("00CA123400") == "6a88");
    say(kJpki);
    CHECK(say("00CA00F200") == "6a88");
    CHECK(say(kIssuerDomain) == "9000");
    CHECK(say("00CA00F200").ends_with("9000"));
}

TEST_CASE("an application is found by the beginning of its name too") {
    Talk say;
    CHECK(say("00A4040C09D392F0002601000000") == "9000");
    say.select("0006");
    CHECK(say("00B0000004") == hex("JPKI") + "9000");
    CHECK(say("00A4040C04D392F000") == "6a82");
    CHECK(say("00A4040C0BD392F00026010000000100") == "6a82");
}

TEST_CASE(
    "the common application tells the expiry in its record, and proves itself with a key that is not on the card") {
    Talk say;
    say(kCommon);
    say.select("0001");
    CHECK(say("00B2010400") == "011c" + hex("TEST00000000000") + hex("00000") + hex("20330312") + "9000");
    CHECK(say("00B2020400") == "6a83");
    CHECK(say("00B2010000") == "6a86");
    CHECK(say("00B0000000") == "6981");
    const base::Bytes challenge(16, 0x5A);
    auto answer = say.send("00880099", challenge);
    REQUIRE(answer.size() == 258);
    answer.resize(256);
    CHECK_FALSE(recovered(key_of_pem(std::filesystem::path(TEST_PKI) / "terminal_ca.pub"), answer) == challenge);
    CHECK(say("008800000100") == "6a86");
    say(kJpki);
    CHECK(base::to_hex(say.send("00880099", challenge)) == "6d00");
}

TEST_CASE("the old applications change their PIN in the old way, the others in the new one, and only after VERIFY") {
    Talk say;
    const auto change = [&](std::string_view header) {
        return base::to_hex(say.send(header, {'9', '8', '7', '6'}, false));
    };
    for (const auto* application : {kJuki, kCommon}) {
        say(application);
        say.select("001C");
        CHECK(say("00200080") == "63c3");
        CHECK(change("80320080") == "6982");
        CHECK(say.verify("001C", "1234") == "9000");
        CHECK(change("00240180") == "6d00");
        CHECK(change("80320080") == "9000");
        CHECK(say.verify("001C", "1234") == "63c2");
        CHECK(say.verify("001C", "9876") == "9000");
    }
    say(kText);
    CHECK(say.verify("0011", "1234") == "9000");
    CHECK(change("00240180") == "9000");
    CHECK(say.verify("0011", "9876") == "9000");
    CHECK(change("00240080") == "6a86");
}

TEST_CASE("照合番号B opens the face but not My Number's picture, 照合番号A opens both") {
    Talk say;
    say(kCardFront);
    const auto opens = [&](std::string_view file) {
        say.select(file);
        return say("00B0000004") != "6982";
    };
    CHECK_FALSE(opens("0001"));
    CHECK_FALSE(opens("0002"));
    CHECK(opens("0003"));
    CHECK(opens("0004"));
    SECTION("B") {
        CHECK(say.verify("0012", person("hanako").number_b()) == "9000");
        CHECK(opens("0002"));
        CHECK(opens("0006"));
        CHECK_FALSE(opens("0005"));
    }
    SECTION("A") {
        CHECK(say.verify("0013", sim::kNoMyNumber) == "9000");
        CHECK(opens("0002"));
        CHECK(opens("0005"));
    }
    SECTION("the birth date opens the age record alone") {
        CHECK(say.verify("0011", "230312") == "9000");
        CHECK(opens("0001"));
        CHECK_FALSE(opens("0002"));
    }
}

TEST_CASE("照合番号B opens the four attributes but not My Number, 照合番号A the other way round") {
    Talk say;
    say(kText);
    CHECK(say.select("0012") == "9000");
    CHECK(say("00200080") == "63c0");
    SECTION("B") {
        CHECK(say.verify("0015", person("hanako").number_b()) == "9000");
        const auto attributes = say.read("0002");
        const auto name = base::to_hex(base::as_bytes(person("hanako").name));
        CHECK(base::to_hex(attributes).find("df22" + base::to_hex(base::Bytes{std::uint8_t(name.size() / 2)}) + name) !=
              std::string::npos);
        say.select("0001");
        CHECK(say("00B0000000") == "6982");
    }
    SECTION("A") {
        CHECK(say.verify("0014", sim::kNoMyNumber) == "9000");
        CHECK(base::to_hex(say.read("0001")) == "ff100c" + hex(sim::kNoMyNumber) + "ffff");
        say.select("0002");
        CHECK(say("00B0000000") == "6982");
    }
}

TEST_CASE("what stands for My Number is nobody's: its check digit is wrong") {
    CHECK(sim::kNoMyNumber.size() == 12);
    CHECK(check_digit(sim::kNoMyNumber.substr(0, 11)) != sim::kNoMyNumber[11] - '0');
    CHECK(check_digit("12345678901") == 8);  // the published example of the rule, 1234 5678 9018
}

TEST_CASE("every counter runs down on its own, to 63C0 and then 6984") {
    struct Row {
        const char* application;
        const char* file;
        int tries;
    };
    for (const auto& row :
         {Row{kJpki, "0018", 3}, Row{kJpki, "001B", 5}, Row{kCardFront, "0011", 10}, Row{kCardFront, "0012", 10},
          Row{kCardFront, "0013", 10}, Row{kText, "0011", 3}, Row{kText, "0014", 10}, Row{kText, "0015", 10},
          Row{kJuki, "001C", 3}, Row{kCommon, "001C", 3}}) {
        INFO(row.application << " " << row.file);
        Talk say;
        say(row.application);
        for (int left = row.tries; left > 0; --left) {
            say.select(row.file);
            CHECK(say("00200080") == fmt::format("63c{:x}", left));
            CHECK(say.verify(row.file, "000000") == fmt::format("63c{:x}", left - 1));
        }
        CHECK(say.verify(row.file, "000000") == "6984");
        CHECK(say("00200080") == "63c0");
        CHECK(say.card->log().verifies.size() == 1);
    }
}

TEST_CASE("a warm reset keeps the application and what was verified; the file has to be selected again") {
    Talk say;
    say(kJpki);
    REQUIRE(say.verify("0018", "1234") == "9000");
    say.card->reset();
    CHECK(say("00B0000000") == "6986");
    say.select("0017");
    CHECK(say("802A008002300000").size() == 2 * 258);
    say.card->power_down();
    say.card->power_up();
    CHECK(say.select("0017") == "6a82");
    CHECK(say("00A40000") == "6a86");
}

TEST_CASE("GET CHALLENGE gives what is asked for, fresh, and refuses data and long lengths") {
    Talk say;
    say(kJpki);
    const auto first = say("0084000010");
    CHECK(first.size() == 2 * 18);
    CHECK(say("0084000010") != first);
    CHECK(say("0084000000").size() == 2 * 258);
    CHECK(say("00840000000100") == "6985");
    CHECK(say("00840000") == "6700");
    CHECK(say("00840000020102") == "6700");
}

TEST_CASE("who has no signature certificate has none on the card, and a blocked password") {
    const auto* const name = GENERATE("child", "infant", "face_only");
    Talk say(name);
    say(kJpki);
    CHECK(base::to_hex(say.read("0008")) == "008f00");
    CHECK(say.read("000A").size() > 256);
    say.select("001B");
    CHECK(say("00200080") == "63c0");
    CHECK(say.verify("001B", sim::kTestSignaturePassword) == "6984");
    say.select("001A");
    CHECK(say("802A008002300000") == "6982");
}

TEST_CASE("a face-only card's PIN is blocked, and its face opens like any other") {
    Talk say("face_only");
    say(kJpki);
    say.select("0018");
    CHECK(say("00200080") == "63c0");
    CHECK(say.verify("0018", person("face_only").pin) == "6984");
    say(kCardFront);
    CHECK(say.verify("0012", person("face_only").number_b()) == "9000");
    CHECK(say.read("0002").size() > 3000);
}

TEST_CASE("an infant's record holds an empty photo") {
    Talk say("infant");
    say(kCardFront);
    REQUIRE(say.verify("0012", person("infant").number_b()) == "9000");
    CHECK(base::to_hex(say.read("0002")).find("df2700df28") != std::string::npos);
}

TEST_CASE("the log tells what each command was about and how much data it brought, and none of the data") {
    Talk say;
    say(kCardFront);
    say.verify("0012", "12345678901234");
    const auto last = say("00B0830004");
    const auto sent = say.card->log().headers;
    REQUIRE(sent.size() == 4);
    CHECK(sent[0].application == sim::ApplicationName::issuer_domain);
    CHECK(sent[0].selected == sim::ApplicationName::card_front);
    CHECK(sent[0].status == 0x9000);
    CHECK(sent[2].status == 0x63C9);
    CHECK(last.ends_with(fmt::format("{:04x}", sent[3].status.value())));
    CHECK(sent[1].file == sim::FileId(0x0012));
    CHECK(sent[2].lc == 14);
    CHECK(sent[2].file == sim::FileId(0x0012));
    CHECK(sent[2].application == sim::ApplicationName::card_front);
    CHECK(sent[3].file == sim::FileId(0x0003));
    CHECK(say.card->sent_after(3).size() == 1);
}

TEST_CASE("a twin has its own counters and the same keys") {
    Talk say;
    say(kJpki);
    say.verify("0018", "0000");
    Talk other;
    other.card = say.card->twin();
    CHECK(other.card->tries_left(0x0018) == 3);
    CHECK(say.card->tries_left(0x0018) == 2);
    CHECK(other.card->log().headers.empty());
    other(kJpki);
    CHECK(other.read("000A") == say.read("000A"));
}
