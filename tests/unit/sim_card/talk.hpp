// SPDX-License-Identifier: Apache-2.0
// A simulated card and the bytes that are said to it. No driver of ours stands in between.
#pragma once

#include <catch2/catch.hpp>

#include <memory>
#include <string>

#include "openssl_checks.hpp"
#include "sim/card/my_number_card.hpp"

namespace uketsuke::test {

inline const sim::TestPki& pki() {
    static const sim::TestPki loaded = sim::TestPki::load(TEST_PKI).value();
    return loaded;
}
inline sim::Person person(const std::string& key) {
    return sim::load_person(std::filesystem::path(TEST_PEOPLE) / (key + ".toml")).value();
}
/// A new card, made once and twinned.
inline std::shared_ptr<sim::MyNumberCard> card_of(const std::string& key) {
    static std::map<std::string, std::shared_ptr<sim::MyNumberCard>> made;
    auto& first = made[key];
    if (!first) first = sim::MyNumberCard::create(person(key), pki(), base::Bytes(3000, 0x4A)).value();
    return first->twin();
}

constexpr auto kJpki = "00A4040C0AD392F000260100000001";
constexpr auto kCardFront = "00A4040C0AD3921000310001010402";
constexpr auto kText = "00A4040C0AD3921000310001010408";
constexpr auto kJuki = "00A4040C0AD3921000310001010401";
constexpr auto kCommon = "00A4040C0AD3921000310001010100";
constexpr auto kIssuerDomain = "00A4040C07A0000001510000";

struct Talk {
    std::shared_ptr<sim::MyNumberCard> card;
    explicit Talk(const std::string& key = "hanako") : card(card_of(key)) {}

    base::Bytes bytes(const base::Bytes& command) const { return card->answer(command).value(); }
    std::string operator()(std::string_view hex) const { return base::to_hex(bytes(*base::from_hex(hex))); }
    /// Header, data, Le = 00 when there is an answer to expect.
    base::Bytes send(std::string_view header, const base::Bytes& data, bool expects = true) const {
        auto command = *base::from_hex(header);
        command.push_back(static_cast<std::uint8_t>(data.size()));
        command.insert(command.end(), data.begin(), data.end());
        if (expects) command.push_back(0);
        return bytes(command);
    }
    std::string select(std::string_view file) const { return (*this)("00A4020C02" + std::string(file)); }
    std::string verify(std::string_view file, std::string_view value) const {
        select(file);
        return base::to_hex(send("00200080", {value.begin(), value.end()}, false));
    }
    /// The whole of a file, filler too, without status words.
    base::Bytes read(std::string_view file) const {
        INFO("file " << file);
        REQUIRE(select(file) == "9000");
        auto whole = bytes(*base::from_hex("00B00000000000"));
        REQUIRE(base::to_hex(whole).ends_with("9000"));
        whole.resize(whole.size() - 2);
        return whole;
    }
};

}  // namespace uketsuke::test
