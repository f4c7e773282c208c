// SPDX-License-Identifier: Apache-2.0
#include "firmware/wiring/card_keys.hpp"

#include <catch2/catch.hpp>

using namespace uketsuke;
using wiring::CardKeys;

TEST_CASE("a card is known again by its key until the program ends, and by nobody else") {
    const auto keys = CardKeys::draw().value(), others = CardKeys::draw().value();
    const domain::CardId one{"aa"}, other{"ab"};
    CHECK(keys.of(one) == keys.of(one));
    CHECK(keys.of(one) != keys.of(other));
    CHECK(keys.of(one) != others.of(one));
    CHECK(keys.of(one) != domain::CardKey{});
}
