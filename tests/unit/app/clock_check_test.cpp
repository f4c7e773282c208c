// SPDX-License-Identifier: Apache-2.0
#include "firmware/app/clock_check.hpp"

#include <catch2/catch.hpp>

#include "firmware/base/build_date.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using app::ClockCheck;

namespace {

struct SetClock : ports::Clock {
    base::MonoTime now{};
    base::WallTime set = base::parse_iso8601("2026-11-24T09:00:00+09:00").value();
    [[nodiscard]] base::MonoTime mono() const override { return now; }
    [[nodiscard]] base::WallTime wall() const override { return set; }
    void pass(std::chrono::seconds time) {
        now += time;
        set += time;
    }
};

const auto kBuilt = base::parse_iso8601("2026-11-01T00:00:00Z").value();

std::string why(const ClockCheck& check) {
    const auto right = check.check();
    if (right) return "";
    CHECK(right.error().code == base::ErrorCode::clock_wrong);
    return right.error().detail;
}

}  // namespace

TEST_CASE("a clock is believed where nothing speaks against it") {
    SetClock clock;
    CHECK(why(ClockCheck(clock, kBuilt, {})).empty());
    CHECK(why(ClockCheck(clock, kBuilt, clock.set)).empty());
    CHECK(why(ClockCheck(clock, clock.set, {})).empty());
}

TEST_CASE("a clock before the program was built is wrong, whoever agrees with it") {
    SetClock clock;
    clock.set = {};
    ClockCheck check(clock, kBuilt, {});
    CHECK(why(check).find("1970-01-01T09:00:00+09:00, before this program was built") != std::string::npos);
    check.hear(clock.set);
    CHECK_FALSE(why(check).empty());
    clock.set = kBuilt;
    check.hear(clock.set);
    CHECK(why(check).empty());
}

TEST_CASE("a clock before the journal's last line is wrong, until it has passed that, or the service agrees with it") {
    SetClock clock;
    const auto later = clock.set + 72h;
    ClockCheck check(clock, kBuilt, later);
    CHECK(why(check).find("before the journal's last line: 2026-11-27") != std::string::npos);
    SECTION("it is set") { clock.set = later - ClockCheck::kBack; }
    SECTION("the service agrees") { check.hear(clock.set); }
    CHECK(why(check).empty());
}

TEST_CASE("a clock far from the service's is wrong, from then on, until it is set") {
    SetClock clock;
    ClockCheck check(clock, kBuilt, {});
    check.hear(clock.set + 72h);  // three days late
    CHECK(why(check).find("the service 2026-11-27") != std::string::npos);
    clock.pass(1h);
    CHECK_FALSE(why(check).empty());
    clock.set += 72h;  // a time server; nobody asked the service again
    CHECK(why(check).empty());
    clock.pass(240h);
    CHECK(why(check).empty());
    check.hear(clock.set - 72h);  // it runs ahead
    CHECK_FALSE(why(check).empty());
    check.hear(clock.set + ClockCheck::kFar);
    CHECK(why(check).empty());
    check.hear(clock.set - ClockCheck::kFar - 1s);
    CHECK_FALSE(why(check).empty());
}

TEST_CASE("the day of the build is one that has been") {
    CHECK(base::build_date() > base::parse_iso8601("2024-01-01T00:00:00Z").value());
    CHECK(base::build_date() <= std::chrono::system_clock::now());
}
