// SPDX-License-Identifier: Apache-2.0
#include "sim/hearing/stance.hpp"

#include <catch2/catch.hpp>

using namespace uketsuke;
using domain::FaceAdvice;
using sim::framed;
using sim::Stance;

TEST_CASE("a camera sees where somebody stands, in the product's own limits") {
    const auto well = framed({}, {});
    REQUIRE(well);
    CHECK(well->advice == FaceAdvice::good);
    const auto right = framed({.right = 0.2}, {});  // the person's right is the picture's left
    REQUIRE(right);
    CHECK(right->advice == FaceAdvice::move_to_middle);
    CHECK(right->place.x < -1);
    const auto low = framed({.up = -0.15}, {});
    REQUIRE(low);
    CHECK(low->place.y > 1);
    CHECK(framed({.away = 0.8}, {})->advice == FaceAdvice::come_closer);
    CHECK(framed({.away = 0.8}, {})->place.depth > 0);
    CHECK(framed({.away = 0.22}, {})->advice == FaceAdvice::move_back);
    CHECK(framed({.away = 0.22}, {})->place.depth < 0);
    CHECK(framed({.turn = 20}, {})->advice == FaceAdvice::turn_to_camera);
    CHECK(framed({.turn = 20}, {})->place.turn > 1);
    CHECK_FALSE(framed({.right = 0.5}, {}));
    CHECK_FALSE(framed({.turn = 60}, {}));
}
