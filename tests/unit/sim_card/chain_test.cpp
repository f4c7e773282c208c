// SPDX-License-Identifier: Apache-2.0
// root -> CV certificate -> record -> card key, followed by OpenSSL alone and with a TLV reader of its own.
#include <algorithm>

#include "talk.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using base::Bytes;
using base::ByteView;

namespace {

struct Object {
    ByteView value, whole;
};

/// The object with this two-byte (or one-byte) tag in a row of objects; both forms of length.
Object find(ByteView objects, unsigned tag) {
    while (objects.size() > 2) {
        const std::size_t tag_size = (objects[0] & 0x1F) == 0x1F ? 2 : 1;
        const unsigned found = tag_size == 2 ? static_cast<unsigned>(objects[0] << 8 | objects[1]) : objects[0];
        std::size_t head = tag_size + 1, size = objects[tag_size];
        if (size > 0x80) {
            const std::size_t bytes = size & 0x7F;
            size = 0;
            for (std::size_t i = 0; i < bytes; ++i) size = size << 8 | objects[head + i];
            head += bytes;
        }
        if (found == tag) return {objects.subspan(head, size), objects.first(head + size)};
        objects = objects.subspan(head + size);
    }
    FAIL("no object " << std::hex << tag);
    return {};
}

Bytes joined(std::initializer_list<ByteView> parts) {
    Bytes whole;
    for (const auto part : parts) whole.insert(whole.end(), part.begin(), part.end());
    return whole;
}

struct Trust {
    const char* hash;
    Key root;
    explicit Trust(bool next)
        : hash(next ? "SHA384" : "SHA256"),
          root(key_of_pem(std::filesystem::path(TEST_PKI) /
                          (next ? "next_face_record_root.pub" : "face_record_root.pub"))) {}

    /// The issuer's key, which the root signed.
    [[nodiscard]] Key issuer(const Bytes& cv) const {
        const auto certificate = find(cv, 0x7F21).value;
        const auto body = find(certificate, 0x5F4E).value;
        REQUIRE(signed_by(root, body, find(certificate, 0x5F37).value));
        return key_of_objects(body.subspan(32));
    }
    /// Whether the signature holds over several digests in a row.
    [[nodiscard]] bool holds(const Key& key, const Bytes& digests, ByteView signature) const {
        if (std::string(hash) == "SHA384") return signed_by(key, digests, signature);
        const auto block = recovered(key, signature);
        return block.size() == digests.size() + 19 && std::equal(digests.begin(), digests.end(), block.begin() + 19);
    }
};

}  // namespace

TEST_CASE("the chain of the face record holds to the root, and the card proves its key") {
    const std::string who = GENERATE("hanako", "taro", "long_form", "infant", "next_generation");
    INFO(who);
    const auto person = test::person(who);
    const Trust trust(person.generation == sim::CardGeneration::next);
    Talk say(who);
    say(kCardFront);
    REQUIRE(say.verify("0012", person.number_b()) == "9000");
    const auto file = say.read("0002");
    const auto record = find(file, 0xFF20).value;
    const auto issuer = trust.issuer(say.read("0004"));
    const auto digest = [&](std::initializer_list<unsigned> tags) {
        Bytes content;
        for (const auto tag : tags) {
            const auto whole = find(record, tag).whole;
            content.insert(content.end(), whole.begin(), whole.end());
        }
        return hash(trust.hash, content);
    };
    const auto digests = joined({digest({0xDF22, 0xDF23, 0xDF24}), digest({0xDF25, 0xDF26}), digest({0xDF27})});
    CHECK(trust.holds(issuer, digests, find(record, 0xDF28).value));
    CHECK(base::to_hex(find(record, 0xDF22).value) == base::to_hex(base::as_bytes(base::to_yyyymmdd(person.birth))));

    const auto card_key = key_of_objects(find(record, 0xDF24).value);
    const Bytes challenge{9, 8, 7};
    auto proof = say.send("802A0300", challenge);
    proof.resize(proof.size() - 2);
    CHECK(signed_by(card_key, challenge, proof));
}

TEST_CASE("the offsets of a record lead to its objects, in either form of length") {
    const std::string who = GENERATE("hanako", "long_form");
    Talk say(who);
    say(kCardFront);
    REQUIRE(say.verify("0012", person(who).number_b()) == "9000");
    const auto file = say.read("0002");
    const auto table = find(find(file, 0xFF20).value, 0xDF21).value;
    REQUIRE(table.size() == 18);
    for (std::size_t i = 0; i < table.size(); i += 2) {
        const auto at = static_cast<std::size_t>(table[i] << 8 | table[i + 1]);
        CHECK(file[at] == 0xDF);
        CHECK(file[at + 1] == 0x22 + i / 2);
        CHECK((file[at + 2] == 0x82) == (who == "long_form" || i == 4 || i == 10 || i == 12));
    }
}

namespace {

/// Whether all lengths in a row of objects, and in the constructed ones among them, are as a real card was reported to
/// write them: one byte below 80, 82 and two bytes from there on.
bool lengths_as_reported(base::ByteView objects) {
    while (!objects.empty() && objects[0] != 0xFF) {
        const std::size_t tag = (objects[0] & 0x1F) == 0x1F ? 2 : 1;
        const auto first = objects[tag];
        if (first == 0x81 || (first >= 0x80 && first != 0x82)) return false;
        const std::size_t size = first < 0x80 ? first : objects[tag + 1] << 8U | objects[tag + 2];
        if (first == 0x82 && size < 0x80) return false;
        objects = objects.subspan(tag + (first < 0x80 ? 1 : 3) + size);
    }
    return true;
}

/// EF 0002 of 券面事項入力補助AP of a card with such an address.
Bytes attributes_at(const std::string& address) {
    auto someone = test::person("hanako");
    someone.address = address;
    Talk say;
    say.card = sim::MyNumberCard::create(someone, test::pki(), {}).value();
    say(kText);
    REQUIRE(say.verify("0011", someone.pin) == "9000");
    return say.read("0002");
}

}  // namespace

TEST_CASE("lengths are written as a real card was reported to write them, whatever the address") {
    const auto begins = [](const Bytes& file) { return base::to_hex(base::ByteView(file).first(7)); };
    const auto near = attributes_at("東京都見本区見本町１－１");
    CHECK(begins(near) == "ff2053df210800");
    const auto further = attributes_at("東京都見本区見本町一丁目１番１号見本マンション１０１号");
    CHECK(base::to_hex(base::ByteView(further).first(4)) == "ff208200");
    std::string far = "東京都見本区見本町";
    while (far.size() < 128) far += "一丁目";
    const auto file = attributes_at(far);
    const auto objects = find(file, 0xFF20).value;
    const auto address = find(objects, 0xDF23);
    CHECK(address.whole[2] == 0x82);
    for (const auto& one : {near, further, file}) CHECK(lengths_as_reported(find(one, 0xFF20).value));
    Talk say;
    say(kCardFront);
    REQUIRE(say.verify("0012", test::person("hanako").number_b()) == "9000");
    const auto face = say.read("0002");
    CHECK(lengths_as_reported(find(face, 0xFF20).value));
}

TEST_CASE("the four attributes and what stands for My Number are covered by the record beside them") {
    const std::string who = GENERATE("hanako", "long_form", "next_generation");
    INFO(who);
    const auto person = test::person(who);
    const Trust trust(person.generation == sim::CardGeneration::next);
    Talk say(who);
    say(kText);
    REQUIRE(say.verify("0011", person.pin) == "9000");
    const auto attributes = say.read("0002"), integrity = say.read("0003"), number = say.read("0001");
    const auto issuer = trust.issuer(say.read("0004"));
    const auto objects = find(attributes, 0xFF20).value;
    const auto signed_part = objects.subspan(find(objects, 0xDF21).whole.size());
    const auto record = find(integrity, 0xFF30).value;
    CHECK(base::to_hex(find(record, 0xDF32).value) == base::to_hex(hash(trust.hash, signed_part)));
    CHECK(base::to_hex(find(record, 0xDF31).value) == base::to_hex(hash(trust.hash, number)));
    const auto content = joined({find(record, 0xDF31).whole, find(record, 0xDF32).whole});
    CHECK(signed_by(issuer, content, find(record, 0xDF33).value));
    CHECK(base::to_hex(find(objects, 0xDF23).value) == base::to_hex(base::as_bytes(person.address)));

    const auto key_file = say.read("0007");
    const auto key = find(key_file, 0xFF50).value;
    CHECK(signed_by(issuer, find(key, 0xDF51).whole, find(key, 0xDF52).value));
}

TEST_CASE("the age record is signed like the face") {
    Talk say;
    say(kCardFront);
    REQUIRE(say.verify("0011", "230312") == "9000");
    const Trust trust(false);
    const auto file = say.read("0001");
    const auto record = find(file, 0xFF10).value;
    CHECK(signed_by(trust.issuer(say.read("0004")), joined({find(record, 0xDF11).whole, find(record, 0xDF12).whole}),
                    find(record, 0xDF13).value));
}
