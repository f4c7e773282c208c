// SPDX-License-Identifier: Apache-2.0
// Whatever differs from docs/facts is named, with what was expected and where that stands.
#include <catch2/catch.hpp>

#include "drivers/mynumber/apdu.hpp"
#include "sim/card/object.hpp"
#include "volunteer.hpp"

using namespace uketsuke;
using namespace tools::contact;
using sim::joined;
using sim::Lengths;
using sim::tlv;
using test::Contact;

namespace {

const auto& card_front() { return *drivers::mynumber::application_of(drivers::mynumber::kCardFront); }

std::vector<std::string> words_of_all(const std::vector<Deviation>& deviations) {
    std::vector<std::string> all;
    for (const auto& one : deviations) all.push_back(words_of(one));
    return all;
}

/// EF 0003 as the facts have it.
base::Bytes info(Lengths outer = Lengths::as_reported, std::size_t municipality = 5) {
    return tlv(0xFF30,
               joined({tlv(0xDF31, base::Bytes(4)), tlv(0xDF32, base::Bytes(16)), tlv(0xDF33, base::Bytes(1), outer),
                       tlv(0xDF34, base::Bytes(municipality)), tlv(0xDF35, base::Bytes(272))}));
}

}  // namespace

TEST_CASE("the simulated card of today is what the facts say, and its report says that nothing differs") {
    Contact contact(test::person("hanako"));
    contact.meet();
    CHECK(contact.json.find("\"deviations\": []") != contact.json.npos);
    CHECK(contact.said.find("Nothing differed from what was expected.") != contact.said.npos);
}

TEST_CASE("lengths in the long form are named object by object") {
    Contact contact(test::person("long_form"));
    contact.meet();
    const auto sentence = "card_front 0002 DF21: length_form is 82; we expected one_byte (card facts A5, A6).";
    CHECK(contact.said.find(sentence) != contact.said.npos);
    CHECK(contact.page.find(sentence) != contact.page.npos);
    CHECK(contact.json.find("\"what\": \"length_form\", \"application\": \"card_front\", \"file\": \"0002\", \"tag\": "
                            "\"DF22\", \"seen\": \"82\", \"expected\": \"one_byte\"") != contact.json.npos);
}

TEST_CASE("a file against the table: form, length, order, what is missing and what is more") {
    CHECK(compare_file(card_front(), 0x0003, info()).empty());
    CHECK(
        words_of_all(compare_file(card_front(), 0x0003, info(Lengths::long_form))) ==
        std::vector<std::string>{"card_front 0003 DF33: length_form is 82; we expected one_byte (card facts A5, A6)."});
    CHECK(words_of_all(compare_file(card_front(), 0x0003, info(Lengths::as_reported, 6))) ==
          std::vector<std::string>{"card_front 0003 DF34: length is 6; we expected 5 (card facts A5)."});
    const auto other =
        tlv(0xFF30, joined({tlv(0xDF32, base::Bytes(16)), tlv(0xDF31, base::Bytes(4)), tlv(0xDF34, base::Bytes(5)),
                            tlv(0xDF35, base::Bytes(272)), tlv(0xDF3A, base::Bytes(2))}));
    CHECK(words_of_all(compare_file(card_front(), 0x0003, other)) ==
          std::vector<std::string>{
              "card_front 0003 DF32: order is earlier; we expected in the order of the tags (card facts A5).",
              "card_front 0003 DF33: missing is false; we expected true (card facts A5).",
              "card_front 0003 DF3A: unknown_object is true; we expected false (card facts A5)."});
    CHECK(words_of_all(compare_file(card_front(), 0x0003, base::Bytes{1, 2, 3})) ==
          std::vector<std::string>{"card_front 0003: no_object is true; we expected false (card facts A5)."});
    const auto behind = joined({info(), base::Bytes{0xFF, 0x00}});
    CHECK(words_of_all(compare_file(card_front(), 0x0003, behind)) ==
          std::vector<std::string>{"card_front 0003: behind_object is other bytes; we expected FF (card facts A5)."});
}

TEST_CASE("an unknown ATR and a first command that fails are named") {
    Contact contact(test::person("hanako"), "first6f00");
    contact.card->set_atr({0x3B, 0x80, 0x80, 0x01, 0x01});
    contact.meet();
    CHECK(contact.said.find("atr is 3B 80 80 01 01; we expected one of nine (card facts A1).") != contact.said.npos);
    CHECK(contact.said.find("SELECT application is 6F00; we expected 9000 or 6A82 (card facts A3, 1).") !=
          contact.said.npos);
}

TEST_CASE("another generation's lengths are named and not explained") {
    Contact contact(test::person("next_generation"));
    contact.meet();
    CHECK(contact.said.find("card_front 0002 DF28: length is 96; we expected 256 (card facts A5).") !=
          contact.said.npos);
    CHECK(contact.said.find("certificate_key is P-384; we expected RSA (card facts A4).") != contact.said.npos);
}
