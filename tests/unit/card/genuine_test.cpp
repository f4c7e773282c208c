// SPDX-License-Identifier: Apache-2.0
// Which card is believed: forged parts, copies, media and generations, and the four attributes.
#include "card_rig.hpp"
#include "drivers/mynumber/tlv.hpp"
#include "firmware/base/file.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using Applications = drivers::mynumber::MyNumberApplications;

namespace {

std::string number() { return person("hanako").number_b(); }

std::shared_ptr<sim::MyNumberCard> faulty(const char* words) {
    auto card = card_of("hanako");
    card->set_faults(sim::parse_card_faults(words).value());
    return card;
}

/// The error with which the face record, or the attributes, of hanako's faulty card are refused.
std::optional<ErrorCode> face_of(const char* words) {
    const auto card = faulty(words);
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    const auto record = insertion.face(number());
    CHECK(sim::fired(card->faults()) > 0);
    return record ? std::nullopt : std::optional(record.error().code);
}
std::optional<ErrorCode> holder_of(const char* words) {
    const auto card = faulty(words);
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    const auto holder = insertion.applications->holder(base::Secret(number()));
    CHECK(sim::fired(card->faults()) > 0);
    return holder ? std::nullopt : std::optional(holder.error().code);
}

std::shared_ptr<sim::MyNumberCard> labelled(const char* label) {
    auto someone = person("hanako");
    someone.token_label = label;
    return sim::MyNumberCard::create(someone, pki(), photo()).value();
}

}  // namespace

TEST_CASE("each part of a face record that was altered is told by its own error") {
    CHECK(face_of("tampered") == ErrorCode::portrait_forged);
    CHECK(face_of("tampered name") == ErrorCode::record_text_forged);
    CHECK(face_of("tampered address") == ErrorCode::record_text_forged);
    CHECK(face_of("tampered birth") == ErrorCode::record_birth_forged);
    CHECK(face_of("tampered key") == ErrorCode::record_birth_forged);
    CHECK(face_of("tampered signature") == ErrorCode::record_signature_forged);
    CHECK(face_of("tampered issuer") == ErrorCode::record_untrusted);
    CHECK(face_of("longform") == std::nullopt);
    CHECK(face_of("filler") == std::nullopt);
    CHECK(face_of("nofiller") == std::nullopt);
    CHECK(holder_of("nofiller") == std::nullopt);
}

TEST_CASE("a card that gives one byte to each READ is garbled after a few commands") {
    const auto card = faulty("drips");
    Insertion insertion(card);
    const auto info = insertion.applications->identify();
    REQUIRE_FALSE(info);
    CHECK(info.error().code == ErrorCode::card_garbled);
    CHECK(card->log().headers.size() < 12);
}

TEST_CASE("the record tells birth and sex of its holder as they were signed") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    const auto record = insertion.face(number());
    REQUIRE(record);
    CHECK(std::string(record->holder.birth.data(), 8) == base::to_yyyymmdd(person("hanako").birth));
    CHECK(record->holder.sex == '0' + person("hanako").sex);
}

TEST_CASE("a copy of a card cannot prove itself: with no key, and with one of its own") {
    CHECK(face_of("copied") == ErrorCode::card_cloned);
    CHECK(face_of("copied otherkey") == ErrorCode::card_cloned);
    const auto copy = faulty("copied otherkey");
    Insertion insertion(copy);
    REQUIRE(insertion.applications->identify());
    CHECK(insertion.pin("1234", 3).error().code == ErrorCode::card_cloned);
    CHECK(verifies(*copy, kPin) == 1);
}

TEST_CASE("the signature of another record does not make this one genuine") {
    const auto keys = sim::CardKeys::load(pki(), person("hanako")).value();
    const auto mine = sim::face_record(person("hanako"), pki(), keys.card_front, photo(), sim::Lengths::as_reported);
    auto other_photo = photo();
    other_photo[7] ^= 1;
    auto someone = person("taro");
    const auto theirs = sim::face_record(someone, pki(), sim::CardKeys::load(pki(), someone)->card_front, other_photo,
                                         sim::Lengths::as_reported);
    auto mixed = mine;
    const auto signature = [](const base::Bytes& record) {
        return drivers::mynumber::find_tlv(drivers::mynumber::parse_tlv(record)->value, 0xDF28)->value;
    };
    std::copy_n(signature(theirs).begin(), 256, mixed.begin() + (signature(mine).data() - mine.data()));
    const auto checked = drivers::mynumber::check_face_record(
        mixed, base::read_bytes(std::filesystem::path(TEST_PKI) / "face_record_issuer.cv").value(),
        {pki().face_record_root});
    REQUIRE_FALSE(checked.has_value());
    // Name and address are blank pictures, the same in both: birth, key and photo differ.
    CHECK(checked.error().code == ErrorCode::portrait_forged);
}

TEST_CASE("照合番号B opens the four attributes, and they are those that the issuer signed") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    const auto holder = insertion.applications->holder(base::Secret(number()));
    REQUIRE(holder);
    CHECK(std::string(holder->name.begin(), holder->name.end()) == person("hanako").name);
    CHECK(std::string(holder->address.begin(), holder->address.end()) == person("hanako").address);
    CHECK(holder->birth == person("hanako").birth);
    CHECK(holder->sex == '2');
    CHECK(insertion.pin("1234", 3)->kind == Kind::signed_);
    CHECK(holder_of("tampered attributes") == ErrorCode::record_text_forged);
    CHECK(holder_of("tampered digest") == ErrorCode::record_signature_forged);
    CHECK(holder_of("tampered issuer") == ErrorCode::record_untrusted);
    CHECK(holder_of("longform") == std::nullopt);
}

TEST_CASE("照合番号B is sent once an insertion, whatever it is to open and whatever came of it") {
    const auto card = card_of("hanako");
    const bool right = GENERATE(true, false);
    {
        Insertion insertion(card);
        REQUIRE(insertion.applications->identify());
        CHECK(insertion.face(right ? number() : "11111111111111").has_value() == right);
        CHECK(insertion.face(number()).error().code == ErrorCode::number_b_refused);
        CHECK(insertion.applications->holder(base::Secret(number())).error().code == ErrorCode::number_b_refused);
        CHECK(verifies(*card, kNumberB) == 1);
        CHECK(verifies(*card, 0x0015) == 0);
    }
    Insertion next(card);
    REQUIRE(next.applications->identify());
    CHECK(next.applications->holder(base::Secret(number())).has_value());
}

TEST_CASE("the attributes have their own counter and the same floor") {
    auto someone = person("hanako");
    const auto card = sim::MyNumberCard::create(someone, pki(), photo()).value();
    for (int i = 0; i < 8; ++i) {
        Insertion insertion(card);
        REQUIRE(insertion.applications->identify());
        CHECK_FALSE(insertion.applications->holder(base::Secret("11111111111111")).has_value());
    }
    CHECK(card->tries_left(sim::ApplicationName::text, 0x0015) == domain::kNumberBTriesFloor);
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    CHECK(insertion.applications->holder(base::Secret(number())).error().code == ErrorCode::number_b_floor);
}

TEST_CASE("the token's label tells what lies on the reader") {
    using domain::Medium;
    const auto medium_of = [](const char* label) -> std::optional<Medium> {
        Insertion insertion(labelled(label));
        const auto info = insertion.applications->identify();
        if (info) return info->medium;
        CHECK(info.error().code == ErrorCode::card_not_mynumber);
        return std::nullopt;
    };
    CHECK(medium_of("JPKIAPICCTOKEN2") == Medium::card);
    CHECK(medium_of("JPKIAPGPSETOKEN") == Medium::android);
    CHECK(medium_of("JPKIAPIOSTOKEN") == Medium::iphone);
    CHECK(medium_of("JPKIAPICCTOKEN") == std::nullopt);  // an old Juki card
    CHECK(medium_of("JPKIAPICCTOKEN22") == std::nullopt);
    CHECK(medium_of("") == std::nullopt);
}

TEST_CASE("a card of the announced next generation is read with its own algorithm and its six digits") {
    const auto someone = person("next_generation");
    const auto card = card_of("next_generation");
    Insertion insertion(card);
    const auto root = drivers::mynumber::PublicKey::load(std::filesystem::path(TEST_PKI) / "next_face_record_root.pub");
    REQUIRE(root);
    Applications applications(*insertion.session, drivers::mynumber::FaceRecordRoots{*root});
    const auto info = applications.identify();
    REQUIRE(info);
    CHECK(applications.face_record(base::Secret(number())).error().code == ErrorCode::number_b_unreadable);
    CHECK(applications.face_record(base::Secret(someone.number_b())).has_value());
    const auto outcome = applications.verify_and_sign(base::Secret(someone.pin), info->pin, nonce());
    REQUIRE(outcome);
    CHECK(outcome->kind == Kind::signed_);
    CHECK(outcome->assertion->signature.size() == 96);
    for (const char* words : {"tampered", "tampered name", "tampered birth", "tampered signature"}) {
        const auto altered = card_of("next_generation");
        altered->set_faults(sim::parse_card_faults(words).value());
        Insertion other(altered);
        Applications suspicious(*other.session, drivers::mynumber::FaceRecordRoots{*root});
        REQUIRE(suspicious.identify());
        CHECK(suspicious.face_record(base::Secret(someone.number_b())).error().code ==
              ErrorCode::record_signature_forged);  // an ECDSA signature does not tell which part
    }
}

TEST_CASE("a phone has no face record, and is not asked for one") {
    const auto phone = labelled("JPKIAPGPSETOKEN");
    Insertion insertion(phone);
    REQUIRE(insertion.applications->identify());
    CHECK(insertion.applications->number_b_tries().error().code == ErrorCode::card_not_mynumber);
    CHECK_FALSE(insertion.face(number()).has_value());
    CHECK(insertion.pin("1234", 3)->kind == Kind::signed_);
    CHECK(verifies(*phone, kNumberB) == 0);
}

TEST_CASE("what is free to read is read: the CA's certificate and what the face application says of itself") {
    Insertion insertion(card_of("hanako"));
    REQUIRE(insertion.applications->identify());
    const auto authority = insertion.applications->authority_certificate();
    REQUIRE(authority);
    CHECK(*authority == sim::CardKeys::load(pki(), person("hanako"))->auth_ca);
    const auto info = insertion.applications->card_front_info();
    REQUIRE(info);
    CHECK(info->municipality.size() == 5);
    CHECK(info->key_number == "9000024");
    CHECK(insertion.applications->number_b_tries().value() == domain::Tries{10});
    CHECK(insertion.face(number()).has_value());
}
