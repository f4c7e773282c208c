// SPDX-License-Identifier: Apache-2.0
// What OpenSC, written by others, makes of the simulated card, and what OpenSSL makes of that (card facts B6).
#include <catch2/catch.hpp>
#include <fstream>

#include "sim/card_verb/card_on_reader.hpp"
#include "sim/vpcd/private_pcscd.hpp"
#include "tests/support/shell.hpp"

using namespace uketsuke;

namespace {

struct Laid {
    std::unique_ptr<sim::PrivatePcscd> daemon = sim::PrivatePcscd::create().value();
    std::unique_ptr<sim::CardOnReader> on_reader;
    sim::TemporaryFolder folder;
    sim::Paths paths;

    explicit Laid(const std::string& person, const std::string& fault = "none") {
        on_reader = sim::CardOnReader::create({paths, daemon->port(), *sim::find_atr("contactless"), {}}).value();
        REQUIRE(on_reader->take(person));
        REQUIRE(on_reader->command("fault " + fault));
        REQUIRE(on_reader->command("insert"));
    }
    [[nodiscard]] test::Ran run(const std::string& command) const {
        return test::run(daemon->socket_path(), test::kUntilSeen + ("cd " + folder.path().string() + "; ") + command);
    }
    /// A certificate of the test PKI.
    [[nodiscard]] std::string der(const std::string& name) const { return (paths.card_pki / name).string(); }
};

}  // namespace

TEST_CASE("it is the OpenSC of Debian 12 that is told in docs/simulated-card.md") {
    const Laid laid("hanako");
    const auto info = laid.run("opensc-tool --info");
    INFO(info.text);
    CHECK(info.says("OpenSC 0.23.0"));
}

TEST_CASE("pkcs15-tool dumps two PINs, two keys and the certificates that are on the card, byte for byte") {
    const Laid laid("hanako");
    const auto dump = laid.run("pkcs15-tool --dump");
    INFO(dump.text);
    CHECK(dump.status == 0);
    for (const auto* object : {"PIN [User Authentication PIN]", "PIN [Digital Signature PIN]",
                               "Private RSA Key [User Authentication Key]", "Private RSA Key [Digital Signature Key]"})
        CHECK(dump.says(object));
    const auto same = [&](const std::string& options, const std::string& file) {
        const auto ran = laid.run("pkcs15-tool " + options +
                                  " --output got.pem && openssl x509 -in got.pem -outform DER "
                                  "-out got.der && cmp got.der " +
                                  laid.der(file) + " && echo identical");
        INFO(options << ": " << ran.text);
        return ran.says("identical");
    };
    CHECK(same("--read-certificate 1", "people/hanako/auth.der"));
    CHECK(same("--verify-pin --auth-id 2 --pin TEST123 --read-certificate 2", "people/hanako/sign.der"));
    CHECK(same("--read-certificate 3", "auth_ca.der"));
    CHECK(same("--read-certificate 4", "sign_ca.der"));
}

TEST_CASE("OpenSSL believes the signatures that pkcs11-tool has the card make, with either key") {
    const Laid laid("taro");
    struct Row {
        int slot;
        std::string pin, file;
    };
    for (const auto& [slot, pin, file] : {Row{0, "2580", "auth"}, Row{1, "TEST123", "sign"}}) {
        INFO(file);
        const auto sign = "pkcs11-tool --slot-index " + std::to_string(slot) + " --login --pin " + pin +
                          " --sign --mechanism SHA256-RSA-PKCS --input-file text --output-file signature";
        const auto ran =
            laid.run("echo words > text; " + sign + " && openssl x509 -inform DER -in " +
                     laid.der("people/taro/" + file + ".der") +
                     " -noout -pubkey > key && openssl dgst -sha256 -verify key -signature signature text; "
                     "echo others > text; openssl dgst -sha256 -verify key -signature signature text");
        INFO(ran.text);
        CHECK(ran.says("Verified OK"));
        CHECK(ran.says("Verification failure"));
    }
}

TEST_CASE("a PIN that was wrong three times, and one that was blocked at birth, are seen as blocked") {
    const std::string person = GENERATE("hanako", "face_only");
    const Laid laid(person);
    if (person == "hanako")
        for (int i = 0; i < 3; ++i) CHECK(laid.run("pkcs15-tool --verify-pin --auth-id 1 --pin 0000").status != 0);
    const auto pins = laid.run("pkcs15-tool --list-pins");
    INFO(pins.text);
    CHECK(pins.says("Tries left     : 0"));
    CHECK(laid.run("pkcs15-tool --verify-pin --auth-id 1 --pin 1234").says("Operation failed"));
    const auto slots = laid.run("pkcs11-tool --list-slots");
    INFO(slots.text);
    CHECK(slots.says("PIN locked"));
    CHECK(laid.run("pkcs15-tool --read-certificate 1").says("BEGIN CERTIFICATE"));
}

TEST_CASE("OpenSC gets along with a card that stumbles over its first command") {
    const Laid laid("hanako", "first6f00");
    const auto tested = laid.run("pkcs11-tool --slot-index 0 --login --pin 1234 --test");
    INFO(tested.text);
    CHECK(tested.says("No errors"));
}
