// SPDX-License-Identifier: Apache-2.0
#include "firmware/appointments/arrivals.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "firmware/base/file.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using appointments::Arrivals;
namespace fs = std::filesystem;

namespace {
constexpr base::Date kToday{2026, 12, 1}, kTomorrow{2026, 12, 2};
}

TEST_CASE("who has come stands on the disk, survives a restart and ends with the day") {
    const test::Scratch scratch;
    const auto file = scratch.path / "arrivals";
    auto arrivals = Arrivals::open(file);
    REQUIRE(arrivals.turn(kToday));
    CHECK_FALSE(arrivals.has("4711"));
    REQUIRE(arrivals.add("4711"));
    CHECK(base::read_file(file).value().find("4711") == std::string::npos);

    auto again = Arrivals::open(file);
    REQUIRE(again.turn(kToday));
    CHECK(again.has("4711"));
    CHECK_FALSE(again.has("4712"));
    REQUIRE(again.add("4712"));
    CHECK(Arrivals::open(file).has("4711"));

    REQUIRE(again.turn(kTomorrow));
    CHECK_FALSE(again.has("4711"));
    CHECK_FALSE(fs::exists(file));
    REQUIRE(again.add("4711"));
    CHECK(Arrivals::open(file).has("4711"));
}

TEST_CASE("the same number stands in two days' files in two ways") {
    const test::Scratch scratch;
    const auto file = scratch.path / "arrivals";
    auto arrivals = Arrivals::open(file);
    const auto hash_on = [&](base::Date day) {
        REQUIRE(arrivals.turn(day));
        REQUIRE(arrivals.add("4711"));
        const auto text = base::read_file(file).value();
        return text.substr(text.find('\n') + 1);
    };
    CHECK(hash_on(kToday) != hash_on(kTomorrow));
}

TEST_CASE("a file that is none is set aside and the day begins anew") {
    const test::Scratch scratch;
    const auto file = scratch.path / "arrivals";
    const std::string head = "uketsuke arrivals 1 20261201 " + std::string(64, 'a') + "\n";
    for (const auto& text : {std::string(), std::string("x"), head + "abc\n", head.substr(0, 40) + "\n",
                             "uketsuke arrivals 1 20261301 " + std::string(64, 'a') + "\n"}) {
        std::ofstream(file, std::ios::trunc) << text;
        auto arrivals = Arrivals::open(file);
        CHECK(base::read_file(scratch.path / "arrivals.broken").value() == text);
        REQUIRE(arrivals.turn(kToday));
        CHECK(arrivals.add("1"));
        CHECK(Arrivals::open(file).has("1"));
    }
}

TEST_CASE("what cannot be written has not come") {
    const test::Scratch scratch;
    auto arrivals = Arrivals::open(scratch.path / "gone" / "arrivals");
    REQUIRE(arrivals.turn(kToday));
    CHECK(arrivals.add("4711").error().code == base::ErrorCode::file_unreadable);
    CHECK_FALSE(arrivals.has("4711"));
    fs::create_directory(scratch.path / "gone");
    CHECK(arrivals.add("4711"));
}
