// SPDX-License-Identifier: Apache-2.0
// The kiosk's key in a token (softhsm2, through OpenSSL's engine for PKCS#11): a real handshake with the simulated
// service, and what may be wrong with a token.
#include <fmt/format.h>
#include <stdlib.h>  // setenv
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <functional>

#include "drivers/pkcs11/token_key.hpp"
#include "firmware/base/descriptor.hpp"
#include "firmware/eligibility/client.hpp"
#include "firmware/eligibility/https_line.hpp"
#include "sim/eligibility/tls_service.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/scratch.hpp"
#include "tests/unit/net/patient.hpp"

using namespace uketsuke;
using base::ErrorCode;
using drivers::pkcs11::TokenKey;
using test::Scratch;

namespace {

namespace fs = std::filesystem;

const std::string kPki = SERVICE_PKI;
constexpr auto kModule = "/usr/lib/softhsm/libsofthsm2.so";
constexpr auto kUri = "pkcs11:token=kiosk;object=tls;type=private";
constexpr auto kPin = "246810";

/// softhsm2's tokens in a folder of their own: one, `kiosk`, with the key of client.crt as `tls` and that of
/// wrong_client.crt as `other`.
class Token {
public:
    Token() {
        fs::create_directory(tokens());
        write("softhsm2.conf", fmt::format("directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
                                           tokens().string()));
        ::setenv("SOFTHSM2_CONF", (scratch_.path / "softhsm2.conf").c_str(), 1);
        run(fmt::format("--init-token --free --label kiosk --so-pin 1234567890 --pin {}", kPin));
        run(fmt::format("--import {}/client.key --token kiosk --label tls --id a1 --pin {}", kPki, kPin));
        run(fmt::format("--import {}/wrong_client.key --token kiosk --label other --id a2 --pin {}", kPki, kPin));
        set_pin(kPin);
    }
    void set_pin(const std::string& pin, mode_t mode = 0400) {
        fs::remove(pin_file());
        write("pin", pin + "\n");
        ::chmod(pin_file().c_str(), mode);
    }
    void pull_out() {
        fs::rename(tokens(), scratch_.path / "pocket");
        fs::create_directory(tokens());
    }
    void plug_in() {
        fs::remove(tokens());
        fs::rename(scratch_.path / "pocket", tokens());
    }
    [[nodiscard]] TokenKey::Settings settings() const { return {kModule, kUri, pin_file()}; }
    [[nodiscard]] fs::path pin_file() const { return scratch_.path / "pin"; }

private:
    [[nodiscard]] fs::path tokens() const { return scratch_.path / "tokens"; }
    void write(const char* name, const std::string& text) { std::ofstream(scratch_.path / name) << text; }
    static void run(const std::string& words) {
        INFO(words);
        REQUIRE(std::system(("softhsm2-util " + words + " > /dev/null").c_str()) == 0);
    }
    Scratch scratch_;
};

struct Rig {
    test::HandClock clock{"2026-11-22T10:00:00+09:00"};
    std::unique_ptr<sim::Registry> registry = test::registry(clock);
    sim::FaultSwitch faults;
    std::unique_ptr<sim::TlsService> service = sim::TlsService::start(*registry, faults, clock, kPki).value();

    base::Result<std::unique_ptr<eligibility::HttpsLine>> line(const TokenKey::Settings& settings) const {
        return eligibility::HttpsLine::create({service->url(), kPki + "/ca.crt", kPki + "/client.crt",
                                               std::make_shared<TokenKey>(settings), test::kPatience},
                                              clock);
    }
    std::unique_ptr<ports::EligibilityVisit> begin(const TokenKey::Settings& settings) const {
        return eligibility::Client(line(settings).value(), clock, "1319999999").begin();
    }
};

/// What `work` says in a process of its own, as a kiosk is one: the engine keeps what it has opened.
std::string apart(const std::function<std::string()>& work) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const auto pid = ::fork();
    REQUIRE(pid >= 0);
    if (pid == 0) {
        const auto words = work();
        (void)!::write(ends[1], words.data(), words.size());
        ::_exit(0);
    }
    const base::Descriptor hears(ends[0]);
    ::close(ends[1]);
    std::string words;
    char room[4096];
    for (auto got = ::read(hears.get(), room, sizeof room); got > 0; got = ::read(hears.get(), room, sizeof room))
        words.append(room, static_cast<std::size_t>(got));
    ::waitpid(pid, nullptr, 0);
    CHECK(words.find(kPin) == std::string::npos);
    UNSCOPED_INFO(words);
    return words;
}

template <class T>
std::string words_of(const base::Result<T>& result) {
    return result ? "good" : fmt::format("{}: {}", base::name_of(result.error().code), result.error().detail);
}

std::string load(const TokenKey::Settings& settings) {
    return apart([&] { return words_of(TokenKey(settings).load()); });
}

bool says(const std::string& words, std::string_view part) { return words.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a patient is confirmed over mutual TLS with a key that never leaves its token") {
    Token token;
    CHECK(apart([&] {
              const Rig rig;
              const auto visit = rig.begin(token.settings());
              const auto nonce = visit->challenge();
              if (!nonce) return words_of(nonce);
              if (const auto who = visit->authenticate(test::sign("hanako", *nonce)); !who) return words_of(who);
              const auto told = words_of(visit->confirm({domain::Consents::all(), {}}));
              return fmt::format("{}, {} act", told, rig.registry->acts());
          }) == "good, 1 act");
}

TEST_CASE("a key of the token that is another certificate's is found before a patient stands there") {
    Token token;
    auto settings = token.settings();
    settings.uri = "pkcs11:token=kiosk;object=other;type=private";
    const auto words = apart([&] { return words_of(Rig().line(settings)); });
    CHECK(words.starts_with("file_unreadable"));
    CHECK(says(words, "is not the certificate of the private key"));
}

TEST_CASE("what is wrong with a token is told with what to do, and without its PIN") {
    Token token;
    auto settings = token.settings();
    CHECK(load(settings) == "good");
    SECTION("no such key") {
        settings.uri = "pkcs11:token=kiosk;object=none;type=private";
        const auto words = load(settings);
        CHECK(words.starts_with("service_untrusted"));
        CHECK(says(words, "is the token plugged in"));
        CHECK(says(words, settings.uri));
    }
    SECTION("no such token") {
        settings.uri = "pkcs11:token=none;object=tls;type=private";
        CHECK(says(load(settings), "is the token plugged in"));
    }
    SECTION("no URI") {
        settings.uri = "tls";
        CHECK(load(settings).starts_with("service_untrusted"));
    }
    SECTION("a PIN that others can read") {
        token.set_pin(kPin, GENERATE(0440, 0604, 0620));
        const auto words = load(settings);
        CHECK(words.starts_with("file_unreadable"));
        CHECK(says(words, "chmod 0400"));
    }
    SECTION("no PIN") {
        token.set_pin("");
        CHECK(says(load(settings), "holds no PIN"));
        fs::remove(token.pin_file());
        CHECK(says(load(settings), "No such file"));
        fs::create_symlink("/etc/hostname", token.pin_file());
        CHECK(load(settings).starts_with("file_unreadable"));
    }
    SECTION("no module") {
        settings.module = "/nonexistent.so";
        CHECK(says(load(settings), "/nonexistent.so: No such file"));
        settings.module = "/";
        CHECK(load(settings).starts_with("file_unreadable"));
    }
    SECTION("a module that is no library") {
        settings.module = kPki + "/ca.crt";
        CHECK(load(settings).starts_with("service_untrusted"));
    }
}

TEST_CASE("a PIN that the token refused is given to it once, and not again before the kiosk is started anew") {
    Token token;
    token.set_pin("135791");
    const auto words = apart([&] {
        TokenKey key(token.settings());
        auto both = words_of(key.load());
        token.set_pin(kPin);  // the token would take this one
        return both + " | " + words_of(key.load());
    });
    CHECK(words.starts_with("service_untrusted"));
    CHECK(says(words, "refuses the PIN"));
    CHECK(says(words, "| service_untrusted: the token has refused the PIN; it is not tried again"));
    CHECK(load(token.settings()) == "good");
}

TEST_CASE("a token that comes late is taken up; without one that was pulled out there is no safe line") {
    Token token;
    const auto words = apart([&] {
        token.pull_out();
        TokenKey key(token.settings());
        auto told = words_of(key.load());
        token.plug_in();
        return told + " | " + words_of(key.load());
    });
    CHECK(words.starts_with("service_untrusted"));
    CHECK(words.ends_with("| good"));
    const auto without = apart([&] {
        const Rig rig;
        const auto visit = rig.begin(token.settings());
        auto told = words_of(visit->challenge());
        token.pull_out();
        return told + " | " + words_of(visit->challenge());
    });
    CHECK(without.starts_with("good | service_untrusted"));
}
