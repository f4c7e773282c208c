// SPDX-License-Identifier: Apache-2.0
// The commands that clients written by others send, in their order, as their public sources of these versions have them
// (facts alone: no line of theirs stands here), and what each of their commands needs to go on. What OpenSC's programs
// do is tried with the programs themselves (tests/integration/sim_card).
//
//   jpki/myna 0.6.4   Rust, src/reader.rs, jpki.rs, text.rs, visual.rs, pin.rs, unknown.rs
//   AokiApp/jsapdu    examples/mynacard over @aokiapp/apdu-utils 0.0.1 and @aokiapp/mynacard 0.0.1, all eight
#include <algorithm>

#include "talk.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using base::Bytes;

namespace {

Bytes of(std::string_view text) { return {text.begin(), text.end()}; }

/// Whole length of the BER-TLV object that begins so.
std::size_t length_of(const Bytes& head) {
    std::size_t at = (head.at(0) & 0x1F) == 0x1F ? 2 : 1;
    const auto first = head.at(at++);
    if (first < 0x80) return at + first;
    std::size_t length = 0;
    for (int i = 0; i < (first & 0x7F); ++i) length = length << 8 | head.at(at++);
    return at + length;
}
std::size_t head_of(const Bytes& object) {
    const std::size_t tag = (object.at(0) & 0x1F) == 0x1F ? 2 : 1;
    return tag + (object.at(tag) < 0x80 ? 1 : 1 + (object.at(tag) & 0x7F));
}
/// The objects within an object, in their order.
std::vector<Bytes> within(const Bytes& object) {
    std::vector<Bytes> all;
    for (std::size_t at = head_of(object); at < length_of(object);) {
        const Bytes rest(object.begin() + static_cast<std::ptrdiff_t>(at), object.end());
        all.emplace_back(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(length_of(rest)));
        at += all.back().size();
    }
    return all;
}
Bytes value(const Bytes& object) {
    return {object.begin() + static_cast<std::ptrdiff_t>(head_of(object)), object.end()};
}

/// jpki/myna: names without an answer wanted, READ BINARY by pieces of 256, an object by its first seven bytes.
struct Myna : Talk {
    using Talk::Talk;
    void application(const char* select) const { REQUIRE((*this)(select) == "9000"); }
    void file(const char* id) const { REQUIRE(select(id) == "9000"); }
    void opened(const char* id, std::string_view pin) const {
        file(id);
        REQUIRE(base::to_hex(send("00200080", of(pin), false)) == "9000");
    }
    Bytes piece(std::size_t at, std::size_t end) const {
        const auto le = end - at > 0xFF ? 0 : end - at;
        auto answer = bytes({0x00, 0xB0, std::uint8_t(at >> 8), std::uint8_t(at), std::uint8_t(le)});
        REQUIRE(base::to_hex(answer).ends_with("9000"));
        answer.resize(answer.size() - 2);
        return answer;
    }
    Bytes binary(std::size_t from, std::size_t size) const {
        Bytes all;
        while (all.size() < size) {
            const auto some = piece(from + all.size(), from + size);
            REQUIRE_FALSE(some.empty());
            all.insert(all.end(), some.begin(), some.end());
        }
        return all;
    }
    Bytes whole_object() const {
        auto head = binary(0, 7);
        const auto rest = binary(7, length_of(head) - 7);
        head.insert(head.end(), rest.begin(), rest.end());
        CHECK(head.size() == length_of(head));
        return head;
    }
    int tries(const char* id) const {
        file(id);
        const auto answer = (*this)("00200080");
        REQUIRE(answer.starts_with("63c"));
        return std::stoi(answer.substr(3), nullptr, 16);
    }
};

}  // namespace

TEST_CASE("jpki/myna 0.6.4: the token's label, and all four certificates by the length in their first bytes") {
    const Myna myna;
    myna.application(kJpki);
    myna.file("0006");
    const auto label = myna.binary(0, 0x20);
    CHECK(std::string(label.begin(), label.end()).starts_with("JPKIAPICCTOKEN2"));
    for (const auto* id : {"000A", "000B", "0002"}) {
        INFO(id);
        myna.file(id);
        CHECK(certificate_of(myna.whole_object()) != nullptr);
    }
    myna.opened("001B", "TEST123");
    myna.file("0001");
    CHECK(certificate_of(myna.whole_object()) != nullptr);
}

TEST_CASE("jpki/myna 0.6.4: a block is signed by either key, and the certificate's key recovers it") {
    struct Row {
        const char *pin_file, *pin, *key, *certificate;
    };
    const Bytes info = *base::from_hex("3031300D060960864801650304020105000420" + std::string(64, 'a'));
    for (const auto& row : {Row{"0018", "1234", "0017", "000A"}, Row{"001B", "TEST123", "001A", "0001"}}) {
        INFO(row.key);
        const Myna myna;
        myna.application(kJpki);
        myna.opened(row.pin_file, row.pin);
        myna.file(row.certificate);
        const auto key = key_of(certificate_of(myna.whole_object()));
        myna.file(row.key);
        auto answer = myna.send("802A0080", info);
        REQUIRE(answer.size() == 258);
        answer.resize(256);
        CHECK(recovered(key, answer) == info);
    }
}

TEST_CASE("jpki/myna 0.6.4: the four attributes, the basic information and the number in 券面事項入力補助AP") {
    const std::string who = GENERATE("hanako", "foreign_resident", "seventy");
    INFO(who);
    const auto someone = person(who);
    const Myna myna(who);
    myna.application(kText);
    myna.file("0005");
    const auto basics = within(myna.whole_object());
    REQUIRE(basics.size() >= 2);
    CHECK(value(basics[0]).size() == 4);   // of the application
    CHECK(value(basics[1]).size() == 16);  // of the key
    myna.opened("0011", someone.pin);
    myna.file("0001");
    const auto number = myna.binary(0, 17);
    CHECK(value(Bytes(number.begin(), number.begin() + static_cast<std::ptrdiff_t>(length_of(number)))) ==
          of(sim::kNoMyNumber));
    myna.file("0002");
    const auto attributes = within(myna.whole_object());
    REQUIRE(attributes.size() == 5);
    CHECK(value(attributes[1]) == of(someone.name));
    CHECK(value(attributes[2]) == of(someone.address));
}

TEST_CASE("jpki/myna 0.6.4: the photo, by the number that the other application tells") {
    const Myna myna;
    myna.application(kText);
    myna.opened("0011", "1234");
    myna.file("0001");
    const auto number = myna.binary(0, 17);
    const auto digits = value(Bytes(number.begin(), number.begin() + static_cast<std::ptrdiff_t>(length_of(number))));
    myna.application(kCardFront);
    myna.opened("0013", {reinterpret_cast<const char*>(digits.data()), digits.size()});
    myna.file("0002");
    const auto objects = within(myna.whole_object());
    REQUIRE(objects.size() > 6);
    CHECK(value(objects[6]) == Bytes(3000, 0x4A));  // what the card was born with
}

TEST_CASE("jpki/myna 0.6.4: the tries of seven PINs, which burn none, and PINs that are changed") {
    const Myna myna;
    myna.application(kText);
    for (const auto& [id, tries] : {std::pair{"0011", 3}, {"0014", 10}, {"0015", 10}}) CHECK(myna.tries(id) == tries);
    myna.application(kCardFront);
    for (const auto* id : {"0013", "0012"}) CHECK(myna.tries(id) == 10);
    myna.application(kJpki);
    CHECK(myna.tries("0018") == 3);
    CHECK(myna.tries("001B") == 5);
    struct Row {
        const char *application, *file, *pin, *next;
    };
    for (const auto& row : {Row{kText, "0011", "1234", "9876"}, Row{kJpki, "0018", "1234", "2468"},
                            Row{kJpki, "001B", "TEST123", "TEST456"}}) {
        INFO(row.application << " " << row.file);
        myna.application(row.application);
        myna.opened(row.file, row.pin);
        CHECK(base::to_hex(myna.send("00240180", of(row.next), false)) == "9000");
        myna.application(row.application);
        CHECK(myna.verify(row.file, row.pin).starts_with("63c"));
        CHECK(myna.verify(row.file, row.next) == "9000");
    }
}

TEST_CASE("jpki/myna 0.6.4: the record of the common application by its short identifier") {
    const Myna myna;
    myna.application(kCommon);
    auto answer = myna("00B2010C00");
    REQUIRE(answer.ends_with("9000"));
    const auto record = *base::from_hex(answer.substr(0, answer.size() - 4));
    CHECK(length_of(record) == record.size());
    CHECK(value(record).size() == 28);
}

TEST_CASE("AokiApp/jsapdu, examples of @aokiapp/apdu-utils 0.0.1: VERIFY and READ BINARY by short identifiers") {
    struct Example {
        const char *name, *application, *pin_file, *pin;
        std::vector<std::pair<const char*, const char*>> reads;  ///< short identifier, first bytes
    };
    const std::vector<Example> examples{
        {"kenhojo/read-basic-four", kText, "91", "1234", {{"82", "ff20"}}},
        {"kenhojo/read-certificate", kText, "91", "1234", {{"84", "7f21"}, {"87", "ff50"}}},
        {"kenhojo/read-my-number", kText, "91", "1234", {{"81", "ff10"}}},
        {"kenhojo/read-signature", kText, "91", "1234", {{"83", "ff30"}}},
        {"kenkaku/read-certificate", kCardFront, "91", "230312", {{"84", "7f21"}, {"81", "ff10"}}},
        {"kenkaku/read-entries", kCardFront, "93", "999999999999", {{"82", "ff20"}}},
        {"kenkaku/read-my-number", kCardFront, "93", "999999999999", {{"85", "ff40"}}},
        {"kenkaku/read", kCardFront, "93", "999999999999", {{"84", "7f21"}, {"82", "ff20"}, {"85", "ff40"}}},
    };
    for (const auto& example : examples) {
        INFO(example.name);
        const Talk say;
        REQUIRE(say(example.application) == "9000");
        REQUIRE(base::to_hex(say.send("002000" + std::string(example.pin_file), of(example.pin), false)) == "9000");
        for (const auto& [identifier, begins] : example.reads) {
            INFO(identifier);
            auto answer = say("00B0" + std::string(identifier) + "00000000");  // Le of 65536, extended
            REQUIRE(answer.ends_with("9000"));
            CHECK(answer.starts_with(begins));
            const auto file = *base::from_hex(answer.substr(0, answer.size() - 4));
            CHECK(length_of(file) <= file.size());
            if (std::string_view(begins) != "ff10" || std::string_view(example.application) == kCardFront)
                CHECK_FALSE(within(file).empty());  // the number alone has no objects in it
        }
    }
}
