// SPDX-License-Identifier: Apache-2.0
// The card's signatures, checked by OpenSSL under the keys that the card itself gives out.
#include "talk.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

const base::Bytes kMessage = {'a', ' ', 'n', 'o', 'n', 'c', 'e'};
const base::Bytes kDigestInfoHead = *base::from_hex("3031300D060960864801650304020105000420");

base::Bytes digest_info(const base::Bytes& digest) {
    auto info = kDigestInfoHead;
    info.insert(info.end(), digest.begin(), digest.end());
    return info;
}

/// After VERIFY, the user key's signature; empty with a refusal.
struct Signer {
    Talk say;
    Key key;
    explicit Signer(const std::string& who = "hanako") : say(who) {
        say(kJpki);
        key = key_of(certificate_of(say.read("000A")));
        REQUIRE(say.verify("0018", person(who).pin) == "9000");
        say.select("0017");
    }
    base::Bytes sign(std::uint8_t p1, const base::Bytes& data) const {
        auto answer = say.send("802A" + base::to_hex(base::Bytes{p1}) + "80", data);
        if (answer.size() > 2) answer.resize(answer.size() - 2);
        return answer;
    }
};

}  // namespace

TEST_CASE("each way to sign is what it is said to be") {
    const Signer card;
    const auto digest = hash("SHA256", kMessage);
    CHECK(signed_by(card.key, kMessage, card.sign(0x00, digest_info(digest))));
    CHECK(recovered(card.key, card.sign(0x00, {1, 2, 3})) == base::Bytes{1, 2, 3});
    CHECK(recovered(card.key, card.sign(0x01, kMessage)) == digest);
    CHECK(signed_by(card.key, kMessage, card.sign(0x02, digest)));
    CHECK(signed_by(card.key, kMessage, card.sign(0x03, kMessage)));
    CHECK(pss_signed_by(card.key, kMessage, card.sign(0x04, digest)));
    CHECK(pss_signed_by(card.key, kMessage, card.sign(0x05, kMessage)));
    CHECK(base::to_hex(card.sign(0x02, kMessage)) == "6a80");
    CHECK(base::to_hex(card.sign(0x06, digest)) == "6a86");
    CHECK(recovered(card.key, card.sign(0x00, base::Bytes(245, 7))) == base::Bytes(245, 7));
    CHECK(base::to_hex(card.sign(0x00, base::Bytes(246, 7))) == "6a80");
    CHECK_FALSE(signed_by(card.key, {}, card.sign(0x03, kMessage)));
}

TEST_CASE("a key is named by its short id as well as selected") {
    const Signer card;
    auto answer = card.say.send("802A0397", kMessage);
    REQUIRE(answer.size() == 258);
    answer.resize(256);
    CHECK(signed_by(card.key, kMessage, answer));
    CHECK(base::to_hex(card.say.send("802A039A", kMessage)) == "6982");
    CHECK(base::to_hex(card.say.send("802A0398", kMessage)) == "6985");
}

TEST_CASE("the signature key signs under the signature certificate") {
    Talk say;
    say(kJpki);
    REQUIRE(say.verify("001B", sim::kTestSignaturePassword) == "9000");
    const auto key = key_of(certificate_of(say.read("0001")));
    say.select("001A");
    auto answer = say.send("802A0380", kMessage);
    answer.resize(256);
    CHECK(signed_by(key, kMessage, answer));
}

TEST_CASE("a signature over the same block comes out of memory, and is the same") {
    const Signer card;
    const auto first = card.sign(0x03, kMessage);
    for (std::uint8_t i = 0; i < 100; ++i) card.sign(0x03, {i});
    CHECK(card.sign(0x03, kMessage) == first);
    CHECK(card.sign(0x03, {1}) != first);
}

TEST_CASE("the card of the next generation signs with P-384") {
    const Signer card("next_generation");
    const auto digest = hash("SHA384", kMessage);
    CHECK(digest_signed_by(card.key, digest, card.sign(0x00, digest)));
    CHECK(signed_by(card.key, kMessage, card.sign(0x03, kMessage)));
    CHECK(card.sign(0x03, kMessage) != card.sign(0x03, kMessage));
    CHECK(base::to_hex(card.sign(0x00, hash("SHA256", kMessage))) == "6a80");
    CHECK(base::to_hex(card.sign(0x04, digest)) == "6a86");
}
