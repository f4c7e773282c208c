// SPDX-License-Identifier: Apache-2.0
// Each fault does what it says, counts it, and leaves the rest of the card alone.
#include <algorithm>
#include <chrono>

#include "sim/card/air_time.hpp"
#include "sim/card/swapped_card.hpp"
#include "talk.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

sim::CardFaults faults(std::string_view words) {
    const auto parsed = sim::parse_card_faults(words);
    INFO(words);
    REQUIRE(parsed);
    return *parsed;
}

/// Every byte that a card gives out once its PINs are verified: all data files of both 券面 applications.
base::Bytes everything(const Talk& say) {
    base::Bytes all;
    const auto take = [&](std::initializer_list<const char*> files) {
        for (const auto* file : files) {
            const auto content = say.read(file);
            all.insert(all.end(), content.begin(), content.end());
        }
    };
    const auto number = person("hanako").number_b();
    say(kCardFront);
    say.verify("0012", number);
    take({"0002", "0003", "0004"});
    say(kText);
    say.verify("0015", number);
    take({"0002", "0003", "0004"});
    return all;
}

std::size_t differing_bits(const base::Bytes& one, const base::Bytes& other) {
    std::size_t bits = 0;
    for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i)
        bits += static_cast<std::size_t>(__builtin_popcount(one[i] ^ other[i]));
    return bits;
}

}  // namespace

TEST_CASE("each tampering flips one bit where it says, however the file is read") {
    Talk good;
    const auto untouched = everything(good);
    for (const auto* words :
         {"tampered", "tampered name", "tampered address", "tampered birth", "tampered key", "tampered expiry",
          "tampered signature", "tampered issuer", "tampered attributes", "tampered digest"}) {
        INFO(words);
        Talk bad;
        bad.card->set_faults(faults(words));
        const auto touched = everything(bad);
        REQUIRE(touched.size() == untouched.size());
        const auto bits = std::string(words) == "tampered issuer" ? 2U : 1U;  // in both applications
        CHECK(differing_bits(touched, untouched) == bits);
        CHECK(sim::fired(bad.card->faults()) == static_cast<int>(bits));
    }
}

TEST_CASE("long-form lengths and filler change the form and not the content") {
    Talk good;
    const auto untouched = everything(good);
    Talk filled;
    filled.card->set_faults(faults("filler"));
    CHECK(everything(filled).size() == untouched.size() + 6 * 1024);
    Talk bare;
    bare.card->set_faults(faults("nofiller"));
    const auto ends = [](Talk& say) {
        say(kCardFront);
        say.verify("0012", person("hanako").number_b());
        return say.read("0002").back();
    };
    CHECK(ends(good) == 0xFF);
    CHECK(ends(bare) != 0xFF);
    Talk longer;
    longer.card->set_faults(faults("longform"));
    CHECK(everything(longer).size() > untouched.size());
    Talk born("long_form");
    born(kCardFront);
    born.verify("0012", person("long_form").number_b());
    CHECK(base::to_hex(born.read("0002")).substr(0, 4) == "ff20");
}

TEST_CASE("a copied card signs with no key, or with one that its files do not name") {
    Talk card;
    card(kCardFront);
    const auto proof = card.send("802A0300", {1, 2, 3});
    card.card->set_faults(faults("copied"));
    CHECK(base::to_hex(card.send("802A0300", {1, 2, 3})) == "6985");
    card.card->set_faults(faults("copied otherkey"));
    const auto other = card.send("802A0300", {1, 2, 3});
    CHECK(other.size() == 258);
    CHECK(other != proof);
    CHECK(card.card->faults().other_key.fired == 1);
}

TEST_CASE("a torn card acted or did not, and its answer comes not at all or in part") {
    struct Row {
        const char* words;
        int tries;
        std::size_t answered;
    };
    for (const auto& row : {Row{"tear 3", 3, 0}, Row{"tear 3 after", 2, 0}, Row{"tear 3 at 1", 2, 1}}) {
        INFO(row.words);
        Talk say;
        say.card->set_faults(faults(row.words));
        say(kJpki);
        say.select("0018");
        const auto answer = say.card->answer(*base::from_hex("002000800430303030"));
        CHECK((answer ? answer->size() : 0) == row.answered);
        CHECK_FALSE(say.card->in_field());
        CHECK(say.card->faults().tear.fired == 1);
        CHECK(say.card->tries_left(0x0018) == row.tries);
        CHECK_FALSE(say.card->answer(*base::from_hex("00B0000000")));
        say.card->power_up();
        CHECK(say(kJpki) == "9000");
    }
}

TEST_CASE("never a whole answer gets through a tear") {
    Talk say;
    say.card->set_faults(faults("tear 2 at 500"));
    say(kJpki);
    const auto answer = say.card->answer(*base::from_hex("00A4020C020018"));
    REQUIRE(answer);
    CHECK(answer->size() == 1);
}

TEST_CASE("one wrong status word, silence from a command on, an exact length") {
    Talk say;
    say.card->set_faults(faults("wrong 2 6982"));
    CHECK(say(kJpki) == "9000");
    CHECK(say.select("0018") == "6982");
    CHECK(say.select("0018") == "9000");
    CHECK(say.card->faults().wrong_answer.fired == 1);

    say.card->set_faults(faults("exactlength"));
    say.select("0008");
    CHECK(say("00B0000000") == "6c03");
    CHECK(say("00B0000003").ends_with("9000"));

    say.card->set_faults(faults("hang 2"));
    CHECK(say(kJpki) == "9000");
    CHECK_FALSE(say.card->answer(*base::from_hex(kJpki)));
    CHECK_FALSE(say.card->answer(*base::from_hex(kJpki)));
    CHECK(say.card->in_field());
    CHECK(say.card->faults().silence.fired == 1);
    say.card->power_up();
    CHECK(say(kJpki) == "9000");
}

TEST_CASE("the words of faults are read whole or refused") {
    CHECK(faults("tear 7 at 12").tear.answered == 12);
    CHECK(faults("tear 7 after").tear.acted);
    CHECK(faults("wrong 5 6F00").wrong_answer.status == 0x6F00);
    CHECK(sim::fired(faults("none")) == 0);
    for (const auto* words : {"", "tear", "tear 0", "tear x", "tear 7 aft", "tear 7 at", "tear 7 at x", "wrong 5",
                              "wrong 0 6F00", "wrong 5 zz", "hang", "tampered shoe", "Foreign", "tear 7 after 3"}) {
        INFO(words);
        const auto parsed = sim::parse_card_faults(words);
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().code == base::ErrorCode::config_invalid);
    }
}

TEST_CASE("the same seed throws the same tears, and they are of every kind") {
    sim::TearDice one(42), same(42), other(43);
    int before = 0, after = 0, within = 0;
    bool differs = false;
    for (int i = 0; i < 300; ++i) {
        const auto tear = one.next(20), again = same.next(20), another = other.next(20);
        CHECK((tear.at_apdu >= 1 && tear.at_apdu <= 20));
        CHECK((tear.at_apdu == again.at_apdu && tear.acted == again.acted && tear.answered == again.answered));
        differs = differs || tear.at_apdu != another.at_apdu;
        (!tear.acted ? before : tear.answered == 0 ? after : within) += 1;
    }
    CHECK(differs);
    CHECK(std::min({before, after, within}) > 50);
}

TEST_CASE("two cards are swapped in mid-session, and the second knows nothing of the first") {
    auto first = card_of("hanako"), second = card_of("taro");
    sim::SwappedCard cards(first, second, 3);
    const auto say = [&](std::string_view hex) { return base::to_hex(cards.answer(*base::from_hex(hex)).value()); };
    CHECK(say(kJpki) == "9000");
    CHECK(say("00A4020C020018") == "9000");
    CHECK_FALSE(cards.swapped());
    CHECK(say("002000800431323334") == "6986");
    CHECK(cards.swapped());
    CHECK(first->log().verifies.empty());
    CHECK(second->log().headers.size() == 1);
}

TEST_CASE("each of the known ATRs is well-formed, and others are taken as they are") {
    for (const auto& [name, hex] : sim::kCardAtrs) {
        INFO(name);
        const auto atr = sim::find_atr(name);
        REQUIRE(atr);
        CHECK(atr->front() == 0x3B);
        const auto t0 = (*atr)[1];
        const bool says_protocols = (t0 & 0x80) != 0;
        std::uint8_t check = 0;
        for (std::size_t i = 1; i < atr->size(); ++i) check ^= (*atr)[i];
        if (says_protocols) CHECK(check == 0);
    }
    CHECK(sim::find_atr("3B00") == base::Bytes{0x3B, 0x00});
    CHECK_FALSE(sim::find_atr("shoe"));
    CHECK_FALSE(sim::find_atr(""));
    const auto card = card_of("hanako");
    CHECK(base::to_hex(card->atr()) == "3b888001000005e0b381a1007f");
    card->set_atr({0x3B, 0x00});
    CHECK(card->atr() == base::Bytes{0x3B, 0x00});
}

TEST_CASE("there are four rates and no others, and a card on the air may take its time in reality") {
    for (const auto rate : sim::kAirRates) CHECK(sim::AirLink::at(rate)->kilobits == rate);
    CHECK_FALSE(sim::AirLink::at(115));
    sim::PacedCard paced(card_of("hanako"), *sim::AirLink::at(848), sim::PacedCard::sleeping());
    const auto start = std::chrono::steady_clock::now();
    REQUIRE(paced.answer(*base::from_hex(kJpki)));
    for (int i = 0; i < 9; ++i) REQUIRE(paced.answer(*base::from_hex("00A4020C020018")));
    const auto took = std::chrono::steady_clock::now() - start;
    CHECK(paced.total() > std::chrono::milliseconds(30));
    CHECK(took >= paced.total() - std::chrono::milliseconds(1));
}

TEST_CASE("of two thousand sessions with a card torn at a command by chance, more than half are torn") {
    constexpr int kSessions = 2000;
    const auto first = card_of("hanako");
    sim::TearDice dice(1);
    int torn = 0;
    for (int i = 0; i < kSessions; ++i) {
        Talk say;
        say.card = first->twin();
        sim::CardFaults faults;
        faults.tear = dice.next(8);
        say.card->set_faults(faults);
        for (const auto* hex : {kJpki, "00A4020C02000A", "00B0000000", "00A4020C020018", "00200080",
                                "002000800431323334", "00A4020C020017", "802A0080023000", "00A4020C020018"})
            if (!say.card->answer(*base::from_hex(hex)) || !say.card->in_field()) break;
        torn += say.card->faults().tear.fired;
    }
    CHECK(torn > kSessions / 2);
}
