// SPDX-License-Identifier: Apache-2.0
// Whether the person that the service tells of may be the card's holder.
#include <catch2/catch.hpp>

#include <algorithm>

#include "firmware/domain/holder.hpp"

using namespace uketsuke;
using domain::HolderProof;

namespace {

HolderProof holder(std::string_view birth, char sex = '2', std::string_view birth_in_b = {}) {
    HolderProof made;
    std::copy_n(birth.begin(), made.birth.size(), made.birth.begin());
    made.sex = sex;
    std::copy_n(birth_in_b.begin(), birth_in_b.size(), made.birth_in_b.begin());
    return made;
}

}  // namespace

TEST_CASE("another birth or sex than the card signed is another person's") {
    const auto card = holder("19480312");
    CHECK(may_be(card, {1948, 3, 12}, 2));
    CHECK_FALSE(may_be(card, {1948, 3, 13}, 2));
    CHECK_FALSE(may_be(card, {1948, 4, 12}, 2));
    CHECK_FALSE(may_be(card, {1949, 3, 12}, 2));
    CHECK_FALSE(may_be(card, {1948, 3, 12}, 1));
}

TEST_CASE("what either does not tell says nothing") {
    CHECK(may_be(holder("19480312"), {1948, 3, 12}, 3));
    CHECK(may_be(holder("19480312", '9'), {1948, 3, 12}, 1));
    CHECK(may_be(holder("19480300"), {1948, 3, 12}, 2));
    CHECK(may_be(holder("19480000"), {1948, 3, 12}, 2));
    CHECK_FALSE(may_be(holder("19480000"), {1949, 3, 12}, 2));
    CHECK(may_be(holder("19480312", '2', "230312"), {1948, 3, 0}, 2));
}

TEST_CASE("the birth in 照合番号B, with the year of its era, is held against the answer too") {
    CHECK(may_be(holder("19480312", '2', "230312"), {1948, 3, 12}, 2));
    CHECK_FALSE(may_be(holder("19480312", '2', "550217"), {1948, 3, 12}, 2));
    CHECK(may_be(holder("19480312", '2', "480312"), {1948, 3, 12}, 2));  // as a foreign resident's may be
    const auto digits = domain::birth_in(base::as_bytes("23031220351234"));
    CHECK(std::string(digits.data(), digits.size()) == "230312");
    CHECK(domain::birth_in(base::as_bytes("123456")) == std::array<char, 6>{});
}
