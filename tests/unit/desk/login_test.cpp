// SPDX-License-Identifier: Apache-2.0
#include "desk/login.hpp"

#include <catch2/catch.hpp>

#include "desk/sessions.hpp"
#include "desk_accounts.hpp"
#include "desk_clock.hpp"

using namespace uketsuke;
using namespace uketsuke::desk;
using namespace std::chrono_literals;
using Outcome = Login::Outcome;

namespace {

struct Door {
    test::DeskClock clock;
    std::unique_ptr<Login> login;
    Door() {
        auto made = Login::create(test::desk_settings(), clock);
        REQUIRE(made);
        login = std::move(*made);
    }
    Login::Answer attempt(const std::string& address, std::string_view password, std::string code = {}) {
        return login->attempt(address, {"sato", base::Secret(password), std::move(code)});
    }
    Outcome outcome(const std::string& address, std::string_view password, std::string code = {}) {
        return attempt(address, password, std::move(code)).outcome;
    }
};

constexpr const char* kDesk = "192.0.2.10";  // within the desk's subnet
constexpr const char* kOutside = "203.0.113.5";

}  // namespace

TEST_CASE("a password of the desk has ten characters or more, of any kind") {
    CHECK_FALSE(reception::PasswordHash::of_phrase(base::Secret("nine char"), 10));
    const auto hash = reception::PasswordHash::of_phrase(base::Secret("受付の窓口"), 10);
    REQUIRE(hash);
    CHECK(hash->matches(base::Secret("受付の窓口")));
    CHECK_FALSE(hash->matches(base::Secret("受付の窓")));
}

TEST_CASE("the codes of RFC 6238") {
    const Totp totp(base::Bytes{'1', '2', '3', '4', '5', '6', '7', '8', '9', '0',
                                '1', '2', '3', '4', '5', '6', '7', '8', '9', '0'});
    CHECK(totp.code_at(59 / 30) == "287082");
    CHECK(totp.code_at(1111111109 / 30) == "081804");
    CHECK(totp.code_at(1111111111 / 30) == "050471");
    CHECK(totp.code_at(1234567890 / 30) == "005924");
    CHECK(totp.code_at(2000000000 / 30) == "279037");
    CHECK(totp.code_at(20000000000 / 30) == "353130");
}

TEST_CASE("base32 of RFC 4648 there and back") {
    const auto totp = Totp::parse("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    REQUIRE(totp);
    CHECK(totp->code_at(1) == "287082");
    CHECK(totp->print() == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    for (const auto* wrong : {"", "GEZDGNBV", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", "gezdgnbvgy3tqojqgezdgnbvgy3tqojq"})
        CHECK_FALSE(Totp::parse(wrong));
    const auto drawn = Totp::draw();
    REQUIRE(drawn);
    CHECK(Totp::parse(drawn->print())->print() == drawn->print());
}

TEST_CASE("addresses and subnets") {
    const auto subnet = *Subnet::parse("192.0.2.64/26");
    CHECK(subnet.holds(*Address::parse("192.0.2.127")));
    CHECK(subnet.holds(*Address::parse("::ffff:192.0.2.64")));
    CHECK_FALSE(subnet.holds(*Address::parse("192.0.2.128")));
    CHECK_FALSE(subnet.holds(*Address::parse("2001:db8::1")));
    CHECK(Subnet::parse("2001:db8::/33")->holds(*Address::parse("2001:db8:7fff::1")));
    CHECK_FALSE(Subnet::parse("2001:db8::/33")->holds(*Address::parse("2001:db8:8000::1")));
    for (const auto* wrong : {"192.0.2.0", "192.0.2.0/33", "192.0.2.0/-1", "x/8", "192.0.2.0/8x", "::/129"})
        CHECK_FALSE(Subnet::parse(wrong));
}

TEST_CASE("within the desk's subnet the password is enough, from outside the second factor is asked") {
    Door door;
    CHECK(door.outcome(kDesk, test::kDeskPassword) == Outcome::accepted);
    CHECK(door.outcome("127.0.0.1", test::kDeskPassword) == Outcome::accepted);
    CHECK(door.outcome(kOutside, test::kDeskPassword) == Outcome::needs_code);
    CHECK(door.outcome(kOutside, test::kDeskPassword, "000000") == Outcome::refused);
    door.clock.move(1h);
    const auto code = test::desk_code(door.clock.wall());
    CHECK(door.outcome(kOutside, "a wrong password", code) == Outcome::refused);
    door.clock.move(1h);
    CHECK(door.outcome(kOutside, test::kDeskPassword, test::desk_code(door.clock.wall())) == Outcome::accepted);
    CHECK(door.login->attempt(kOutside, {"ito", base::Secret(test::kDeskPassword), "000000"}).outcome ==
          Outcome::refused);  // an account without a second factor
}

TEST_CASE("a code of the second factor counts once") {
    Door door;
    const auto code = test::desk_code(door.clock.wall());
    CHECK(door.outcome(kOutside, test::kDeskPassword, code) == Outcome::accepted);
    CHECK(door.outcome("203.0.113.6", test::kDeskPassword, code) == Outcome::refused);
    door.clock.move(30s);
    CHECK(door.outcome("203.0.113.6", test::kDeskPassword, code) == Outcome::refused);
    CHECK(door.outcome("203.0.113.6", test::kDeskPassword, test::desk_code(door.clock.wall())) == Outcome::accepted);
}

TEST_CASE("10,000 wrong passwords: few are compared, and the true clerk gets in from elsewhere") {
    Door door;
    REQUIRE(door.outcome(kDesk, test::kDeskPassword) == Outcome::accepted);
    int accepted = 0;
    for (int i = 0; i < 10'000; ++i) {
        if (door.outcome("192.0.2.66", "guess number " + std::to_string(i)) == Outcome::accepted) ++accepted;
        door.clock.move(100ms);
    }
    CHECK(accepted == 0);
    CHECK(door.login->hashed() - 1 <= 12);
    CHECK(door.attempt("192.0.2.66", test::kDeskPassword).outcome == Outcome::wait);
    CHECK(door.attempt("192.0.2.66", test::kDeskPassword).wait_for > 10s);
    CHECK(door.outcome(kDesk, test::kDeskPassword) == Outcome::accepted);
    CHECK(door.outcome("192.0.2.11", test::kDeskPassword) == Outcome::accepted);  // nor does a new address pay for it
}

TEST_CASE("from a thousand addresses only so many a minute are compared, and a known address is not kept out") {
    Door door;
    REQUIRE(door.outcome(kDesk, test::kDeskPassword) == Outcome::accepted);
    for (int i = 0; i < 10'000; ++i) {
        door.attempt("198.51." + std::to_string(i % 4) + "." + std::to_string(i % 250), "a wrong password");
        door.clock.move(6ms);  // a minute in all
    }
    CHECK(door.login->hashed() - 1 <= 2 * Login::kHashesAMinute);
    CHECK(door.outcome(kDesk, test::kDeskPassword) == Outcome::accepted);
}

TEST_CASE("addresses that have tried long ago keep nobody new out") {
    Door door;
    for (std::size_t i = 0; i < Login::kMostAddresses; ++i) {
        const auto last = std::to_string(i % 250), third = std::to_string(i / 250);
        if (door.login->hashed() % Login::kHashesAMinute == 0) door.clock.move(1min);
        door.attempt("198.51." + third + "." + last, "a wrong password");
    }
    REQUIRE(door.login->hashed() == static_cast<int>(Login::kMostAddresses));
    door.clock.move(1min);
    CHECK(door.login->addresses() <= 121 * Login::kHashesAMinute);
    CHECK(door.outcome("192.0.2.77", test::kDeskPassword) == Outcome::accepted);
}

TEST_CASE("in one IPv6 network all addresses are one") {
    Door door;
    for (int i = 0; i < 100; ++i) door.attempt("2001:db8::" + std::to_string(i), "a wrong password");
    CHECK(door.login->hashed() <= 4);
}

TEST_CASE("a session ends by itself, from elsewhere it is none, and once it is ended its cookie is worth nothing") {
    test::DeskClock clock;
    Sessions sessions(clock);
    const auto begin = [&] { return *sessions.begin({.name = "sato", .address = kDesk}); };
    const auto cookie = begin();
    REQUIRE(sessions.find(cookie, kDesk));
    CHECK(cookie.size() == 64);
    CHECK(begin() != cookie);
    CHECK_FALSE(sessions.find(cookie, kOutside));
    CHECK_FALSE(sessions.find(cookie.substr(1), kDesk));
    clock.move(14min);
    REQUIRE(sessions.find(cookie, kDesk));
    clock.move(15min);
    CHECK_FALSE(sessions.find(cookie, kDesk));
    const auto open = begin();
    for (int i = 0; i < 71; ++i) {
        clock.move(10min);
        REQUIRE(sessions.find(open, kDesk));
    }
    clock.move(10min);
    CHECK_FALSE(sessions.find(open, kDesk));  // twelve hours, however busy
    const auto ended = begin();
    sessions.end(ended);
    CHECK_FALSE(sessions.find(ended, kDesk));
}

TEST_CASE("so many sessions and no more") {
    test::DeskClock clock;
    Sessions sessions(clock);
    for (std::size_t i = 0; i < Sessions::kMost; ++i) REQUIRE(sessions.begin({.name = "sato", .address = kDesk}));
    CHECK_FALSE(sessions.begin({.name = "sato", .address = kDesk}));
    clock.move(15min);
    CHECK(sessions.begin({.name = "sato", .address = kDesk}));
}
