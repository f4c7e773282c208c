// SPDX-License-Identifier: Apache-2.0
#include "firmware/domain/card_tally.hpp"

#include <catch2/catch.hpp>

using namespace uketsuke;
using namespace std::chrono_literals;
using domain::CardKey;
using domain::CardTally;

namespace {

constexpr CardKey kCard{{1}}, kOther{{2}};
constexpr base::MonoTime kStart{1h};

}  // namespace

TEST_CASE("a card has its free ones, then it waits twice as long each time, up to the longest") {
    CardTally tally({3, 60s, 300s});
    auto now = kStart;
    CHECK(tally.left(kCard, now) == 3);
    tally.add(kCard, now);
    CHECK(tally.left(kCard, now) == 2);
    tally.add(kCard, now);
    CHECK(tally.left(kCard, now) == 1);
    CHECK(tally.wait(kCard, now) == 0s);
    for (const auto wait : {60s, 120s, 240s, 300s, 300s}) {
        tally.add(kCard, now);
        CHECK(tally.wait(kCard, now) == wait);
        CHECK(tally.left(kCard, now) == 0);
        now += wait - 1ms;
        CHECK(tally.wait(kCard, now) == 1s);
        CHECK(tally.left(kCard, now) == 0);
        now += 1ms;
        CHECK(tally.left(kCard, now) == 1);
    }
    CHECK(tally.count(kCard) == 7);
}

TEST_CASE("what one card has met costs another nothing") {
    CardTally tally({1, 60s, 60s});
    tally.add(kCard, kStart);
    CHECK(tally.left(kCard, kStart) == 0);
    CHECK(tally.left(kOther, kStart) == 1);
    CHECK(tally.count(kOther) == 0);
    tally.clear(kCard);
    CHECK(tally.left(kCard, kStart) == 1);
}

TEST_CASE("cards that are not known begin where they are told to, those that are do not") {
    CardTally tally({3, 60s, 60s});
    tally.add(kCard, kStart);
    tally.begin_at(3);
    CHECK(tally.count(kCard) == 1);
    CHECK(tally.count(kOther) == 3);
    CHECK(tally.left(kOther, kStart) == 1);
    tally.add(kOther, kStart);
    CHECK(tally.left(kOther, kStart) == 0);
    tally.clear(kOther);
    CHECK(tally.count(kOther) == 0);
    tally.clear_all();
    CHECK(tally.count(kCard) == 3);
}
