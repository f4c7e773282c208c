// SPDX-License-Identifier: Apache-2.0
#include "drivers/mynumber/tlv.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace uketsuke;
using namespace uketsuke::drivers::mynumber;

namespace {
base::Bytes hex(std::string_view text) { return base::from_hex(text).value(); }
}  // namespace

TEST_CASE("objects are read with short and long lengths and tags of one to three bytes") {
    for (const auto* text : {"5A 02 AABB", "5A 81 02 AABB", "5A 82 0002 AABB", "5A 83 000002 AABB"}) {
        const auto bytes = hex(text);
        const auto object = parse_tlv(bytes);
        REQUIRE(object);
        CHECK(object->tag == 0x5A);
        CHECK(base::to_hex(object->value) == "aabb");
        CHECK(object->whole.size() == bytes.size());
        CHECK(object_size(bytes) == bytes.size());
    }
    CHECK(parse_tlv(hex("DF27 01 00"))->tag == 0xDF27);
    CHECK(parse_tlv(hex("FF8127 01 00"))->tag == 0xFF8127);
    CHECK(parse_tlv(hex("5A 00"))->value.empty());
}

TEST_CASE("hostile objects are refused") {
    const auto* text =
        GENERATE("", "5A", "5A 01", "5A 80 00 00", "5A 81", "5A 82 00", "5A 84 00000001 00", "5A 83 FFFFFF 00",
                 "5A FF 00", "DF", "DF 81", "DF 8181", "DF 818181 01 00", "FF FF FF FF", "5A 05 AABB");
    CHECK_FALSE(parse_tlv(hex(text)));
}

TEST_CASE("an object is found among others and before filler, and nothing is found behind rubbish") {
    const auto row = hex("DF21 01 01  DF22 02 0203  FF FF FF FF FF  DF23 01 01");
    CHECK(base::to_hex(find_tlv(row, 0xDF22)->value) == "0203");
    CHECK_FALSE(find_tlv(row, 0xDF23));
    CHECK_FALSE(find_tlv({}, 0xDF23));
}

TEST_CASE("noise is never read outside its bytes") {
    std::mt19937 random(20260105);
    for (int round = 0; round < 20'000; ++round) {
        base::Bytes noise(random() % 24);
        for (auto& byte : noise) byte = static_cast<std::uint8_t>(random());
        const base::Bytes exact(noise.begin(), noise.end());  // no spare capacity: a sanitizer sees one byte too far
        if (const auto object = parse_tlv(exact)) {
            REQUIRE(object->whole.data() == exact.data());
            REQUIRE(object->whole.size() <= exact.size());
            REQUIRE(object->value.data() + object->value.size() == exact.data() + object->whole.size());
            REQUIRE(object_size(exact) == object->whole.size());
        }
        static_cast<void>(find_tlv(exact, 0xDF27));
    }
}
