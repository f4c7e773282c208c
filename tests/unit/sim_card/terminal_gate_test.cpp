// SPDX-License-Identifier: Apache-2.0
// The card's side of the simulated terminal authentication, command by command: who is let in and why others are not.
#include "firmware/base/file.hpp"
#include "talk.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

const std::filesystem::path kPki(TEST_PKI);
constexpr std::size_t kBody = 307;

/// A terminal that can be made to do each step wrongly.
struct Terminal {
    Talk say;
    base::Bytes certificate = base::read_bytes(kPki / "terminal.cv").value();
    sim::PrivateKey key = sim::PrivateKey::load(kPki / "terminal.key").value();

    Terminal() {
        say(kJpki);
        say.select("0016");
    }
    base::Bytes challenge() const {
        auto bytes = say.bytes(*base::from_hex("0084000010"));
        bytes.resize(bytes.size() - 2);
        return bytes;
    }
    std::string extended(std::string_view header, const base::Bytes& data) const {
        auto command = *base::from_hex(header);
        for (const auto byte : {std::size_t{0}, data.size() >> 8, data.size() & 0xFF})
            command.push_back(static_cast<std::uint8_t>(byte));
        command.insert(command.end(), data.begin(), data.end());
        return base::to_hex(say.bytes(command));
    }
    std::string present() const { return extended("80A206C1", {certificate.begin(), certificate.begin() + kBody}); }
    std::string present_signature() const {
        return extended("80A200C1", {certificate.begin() + kBody, certificate.end()});
    }
    base::Bytes response_to(const base::Bytes& challenge) const { return key.sign_digests(key.digest(challenge)); }
    std::string authenticate(const base::Bytes& response) const { return extended("00820000", response); }
    bool signs() const {
        say.select("0017");
        return say("802A0080023000").size() == 2 * 258;
    }
};

}  // namespace

TEST_CASE("a certified terminal that answers the challenge gets one signature") {
    const Terminal terminal;
    const auto challenge = terminal.challenge();
    CHECK(terminal.present() == "9000");
    CHECK(terminal.present_signature() == "9000");
    CHECK_FALSE(terminal.signs());
    CHECK(terminal.authenticate(terminal.response_to(challenge)) == "9000");
    CHECK(terminal.signs());
    CHECK_FALSE(terminal.signs());
}

TEST_CASE("a terminal of another CA is not known here, and one that ended before the card was made has ended") {
    Terminal other;
    other.certificate = base::read_bytes(kPki / "face_record_issuer.cv").value();
    CHECK(other.present() == "6a88");
    CHECK(other.present_signature() == "6985");
    Terminal expired;
    expired.certificate = base::read_bytes(kPki / "terminal_expired.cv").value();
    CHECK(expired.present() == "6984");
    CHECK(expired.present_signature() == "6985");
}

TEST_CASE("a certificate with another bit, another signature, or no form is refused") {
    Terminal forged;
    forged.certificate[100] ^= 1;
    CHECK(forged.present() == "9000");
    CHECK(forged.present_signature() == "6982");
    Terminal signature;
    signature.certificate.back() ^= 1;
    CHECK(signature.present() == "9000");
    CHECK(signature.present_signature() == "6982");
    const Terminal garbled;
    CHECK(garbled.extended("80A206C1", base::Bytes(307, 0x41)) == "6a80");
    CHECK(garbled.extended("80A206C1", {0x7F}) == "6a80");
    CHECK(garbled.present() == "9000");
    CHECK(garbled.extended("80A200C1", base::Bytes(261, 0x41)) == "6a80");
}

TEST_CASE("a signature of a wrong length is refused for its length, whatever else is missing") {
    const Terminal terminal;
    for (const std::size_t size : {1U, 2U, 255U, 256U, 260U, 262U}) {
        INFO(size);
        CHECK(terminal.extended("80A200C1", base::Bytes(size, 0x41)) == "6700");
    }
    CHECK(terminal.present_signature() == "6985");  // the length is right, and there is no certificate yet
    CHECK(terminal.present() == "9000");
    CHECK(terminal.extended("80A200C1", {0x5F}) == "6700");
    CHECK(terminal.present_signature() == "9000");
}

TEST_CASE("another key, another challenge, a replay and an answer without a challenge open nothing") {
    Terminal terminal;
    const auto first = terminal.challenge();
    REQUIRE(terminal.present() == "9000");
    REQUIRE(terminal.present_signature() == "9000");
    const auto good = terminal.response_to(first);
    SECTION("another key") {
        terminal.key = sim::PrivateKey::load(kPki / "face_record_root.key").value();
        CHECK(terminal.authenticate(terminal.response_to(first)) == "6300");
        CHECK(terminal.authenticate(good) == "6985");  // the challenge is used up
    }
    SECTION("an older challenge's answer") {
        static_cast<void>(terminal.challenge());
        CHECK(terminal.authenticate(good) == "6300");
    }
    SECTION("a replay") {
        CHECK(terminal.authenticate(good) == "9000");
        CHECK(terminal.authenticate(good) == "6985");
    }
    SECTION("no certificate") {
        const Terminal bare;
        CHECK(bare.authenticate(bare.response_to(bare.challenge())) == "6985");
        CHECK(terminal.authenticate(good) == "9000");  // another card's affair
    }
    CHECK(terminal.authenticate(good) == "6985");
}

TEST_CASE("the certificate is taken at its own file only, and all is forgotten with the application") {
    const Terminal terminal;
    terminal.say.select("0018");
    CHECK(terminal.present() == "6985");
    terminal.say.select("0016");
    const auto challenge = terminal.challenge();
    CHECK(terminal.present() == "9000");
    CHECK(terminal.present_signature() == "9000");
    CHECK(terminal.extended("80A207C1", {1}) == "6a86");
    terminal.say(kJpki);
    CHECK(terminal.authenticate(terminal.response_to(challenge)) == "6985");
    CHECK_FALSE(terminal.signs());
}

TEST_CASE("an opened gate closes with the application and with power") {
    const Terminal terminal;
    const auto open = [&] {
        terminal.say(kJpki);
        terminal.say.select("0016");
        const auto challenge = terminal.challenge();
        terminal.present();
        terminal.present_signature();
        REQUIRE(terminal.authenticate(terminal.response_to(challenge)) == "9000");
    };
    open();
    terminal.say(kJpki);
    CHECK_FALSE(terminal.signs());
    open();
    terminal.say.card->power_down();
    terminal.say.card->power_up();
    terminal.say(kJpki);
    CHECK_FALSE(terminal.signs());
}
