// SPDX-License-Identifier: Apache-2.0
#include "firmware/app/typed_digits.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace uketsuke;
using app::TypedDigits;

namespace {
std::string digits_of(const base::Secret& pin) { return {pin.expose().begin(), pin.expose().end()}; }

TypedDigits typed(std::string_view digits) {
    TypedDigits pin;
    pin.limit(4);
    for (const char digit : digits) pin.type(digit - '0');
    return pin;
}
}  // namespace

TEST_CASE("where four digits are wanted a fifth is ignored") {
    TypedDigits pin;
    pin.limit(4);
    CHECK(pin.type(1) == 1);
    CHECK(pin.type(2) == 2);
    CHECK(pin.type(3) == 3);
    CHECK(pin.type(4) == 4);
    CHECK(pin.type(5) == 4);
    CHECK(digits_of(pin.take()) == "1234");
}

TEST_CASE("backspace takes the last digit, and nothing from an empty buffer") {
    auto pin = typed("12");
    CHECK(pin.erase_last() == 1);
    pin.type(9);
    CHECK(digits_of(pin.take()) == "19");
    CHECK(pin.erase_last() == 0);
    CHECK(pin.erase_last() == 0);
}

TEST_CASE("clear leaves nothing, and typing begins anew") {
    auto pin = typed("1234");
    CHECK(pin.clear() == 0);
    CHECK(pin.count() == 0);
    pin.type(7);
    CHECK(digits_of(pin.take()) == "7");
}

TEST_CASE("the digits are handed over once") {
    auto pin = typed("2580");
    const auto taken = pin.take();
    CHECK(digits_of(taken) == "2580");
    CHECK(pin.count() == 0);
    CHECK(pin.take().empty());
    pin.type(1);
    CHECK(pin.count() == 1);
}

// The page of a Secret stays where it is while the Secret lives, so what clear() and pop() left there can be read.
TEST_CASE("cleared and erased digits are zero in memory") {
    base::Secret pin("1234");
    const auto* page = pin.expose().data();
    pin.pop();
    CHECK(page[3] == 0);
    CHECK(page[0] == '1');
    pin.clear();
    CHECK(std::all_of(page, page + 4, [](std::uint8_t byte) { return byte == 0; }));
}
