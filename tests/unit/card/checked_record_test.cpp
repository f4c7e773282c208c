// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "card_rig.hpp"
#include "drivers/mynumber/tlv.hpp"
#include "sim/card/face_record.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

TEST_CASE("the fourteen digits open the face record, and its photo is the one that was signed") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    CHECK(insertion.applications->number_b_tries().value() == domain::Tries{10});
    const auto record = insertion.face(person("hanako").number_b());
    REQUIRE(record);
    CHECK(record->photo_jp2 == photo());
    CHECK(verifies(*card, kNumberB) == 1);
    CHECK(verifies(*card, kPin) == 0);
}

TEST_CASE("a record with long-form lengths is read as well") {
    const auto card = card_of("hanako");
    sim::CardFaults faults;
    faults.long_form_lengths.on = true;
    card->set_faults(faults);
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    const auto record = insertion.face(person("hanako").number_b());
    REQUIRE(record);
    CHECK(record->photo_jp2 == photo());
    CHECK(card->faults().long_form_lengths.fired > 0);
}

TEST_CASE("wrong digits are refused and cost the card one try") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    CHECK(insertion.face("00000000000000").error().code == ErrorCode::number_b_refused);
    CHECK(card->tries_left(kNumberB) == 9);
    CHECK(insertion.applications->number_b_tries().value() == domain::Tries{9});
}

TEST_CASE("the kiosk never goes below five tries of the fourteen digits") {
    const auto card = card_of("floor");
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    CHECK(insertion.applications->number_b_tries().value() == domain::Tries{5});
    CHECK(insertion.face(person("floor").number_b()).error().code == ErrorCode::number_b_floor);
    CHECK(verifies(*card, kNumberB) == 0);
    CHECK(card->tries_left(kNumberB) == 5);
}

TEST_CASE("wrong digits again and again stop at five tries left") {
    const auto card = card_of("hanako");
    for (int i = 0; i < 12; ++i) {
        Insertion insertion(card);
        REQUIRE(insertion.applications->identify());
        CHECK_FALSE(insertion.face("11111111111111").has_value());
    }
    CHECK(card->tries_left(kNumberB) == 5);
    CHECK(verifies(*card, kNumberB) == 5);
}

TEST_CASE("another length than fourteen digits is not sent") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    CHECK(insertion.face("1234567890123").error().code == ErrorCode::number_b_unreadable);
    CHECK(verifies(*card, kNumberB) == 0);
}

TEST_CASE("a photo with one other bit is forged") {
    const auto card = card_of("hanako");
    sim::CardFaults faults;
    faults.tampered_photo.on = true;
    card->set_faults(faults);
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    CHECK(insertion.face(person("hanako").number_b()).error().code == ErrorCode::portrait_forged);
    CHECK(card->faults().tampered_photo.fired == 1);
}

TEST_CASE("a face record is believed under a trusted root only") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    drivers::mynumber::FaceRecordRoots roots;
    SECTION("none configured") {}
    SECTION("another root") { roots.push_back(pki().terminal_ca); }
    drivers::mynumber::MyNumberApplications applications(*insertion.session, roots);
    REQUIRE(applications.identify());
    CHECK(applications.face_record(base::Secret(person("hanako").number_b())).error().code ==
          ErrorCode::record_untrusted);
}

TEST_CASE("one of several roots is enough") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    drivers::mynumber::MyNumberApplications applications(
        *insertion.session, drivers::mynumber::FaceRecordRoots{pki().terminal_ca, pki().face_record_root});
    REQUIRE(applications.identify());
    CHECK(applications.face_record(base::Secret(person("hanako").number_b())).has_value());
}

TEST_CASE("each signed part of the face record is protected, and the unsigned ones are known") {
    const auto keys = sim::CardKeys::load(pki(), person("hanako")).value();
    const auto good = sim::face_record(person("hanako"), pki(), keys.card_front, photo(), sim::Lengths::as_reported);
    const auto check = [&](const base::Bytes& record) {
        return drivers::mynumber::check_face_record(record, pki().face_record_issuer.certificate,
                                                    {pki().face_record_root});
    };
    REQUIRE(check(good));
    const auto outer = drivers::mynumber::parse_tlv(good);
    REQUIRE(outer);
    const std::map<std::uint32_t, ErrorCode> parts{
        {0xDF22, ErrorCode::record_birth_forged},    {0xDF23, ErrorCode::record_birth_forged},
        {0xDF24, ErrorCode::record_birth_forged},    {0xDF25, ErrorCode::record_text_forged},
        {0xDF26, ErrorCode::record_text_forged},     {0xDF27, ErrorCode::portrait_forged},
        {0xDF28, ErrorCode::record_signature_forged}};
    for (const auto& [tag, code] : parts) {
        const auto object = drivers::mynumber::find_tlv(outer->value, tag);
        REQUIRE(object);
        auto bad = good;
        bad[static_cast<std::size_t>(object->value.data() - good.data())] ^= 1;
        INFO("tag " << std::hex << tag);
        CHECK(check(bad).error().code == code);
    }
    for (const std::uint32_t tag : {0xDF29u, 0xDF2Au}) {
        auto bad = good;
        bad[static_cast<std::size_t>(drivers::mynumber::find_tlv(outer->value, tag)->value.data() - good.data())] ^= 1;
        CHECK(check(bad).has_value());
    }
}

TEST_CASE("a record cut anywhere is refused without reading outside it") {
    const auto keys = sim::CardKeys::load(pki(), person("hanako")).value();
    const auto good =
        sim::face_record(person("hanako"), pki(), keys.card_front, base::Bytes(64, 1), sim::Lengths::as_reported);
    for (std::size_t size = 0; size < good.size(); ++size) {
        const base::Bytes cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size));
        REQUIRE_FALSE(
            drivers::mynumber::check_face_record(cut, pki().face_record_issuer.certificate, {pki().face_record_root})
                .has_value());
    }
}

TEST_CASE("an issuer certificate with one other bit, or cut, vouches for nothing") {
    const auto keys = sim::CardKeys::load(pki(), person("hanako")).value();
    const auto record = sim::face_record(person("hanako"), pki(), keys.card_front, photo(), sim::Lengths::as_reported);
    const auto& good = pki().face_record_issuer.certificate;
    for (std::size_t at = 0; at < good.size(); at += 7) {
        auto bad = good;
        bad[at] ^= 1;
        REQUIRE_FALSE(drivers::mynumber::check_face_record(record, bad, {pki().face_record_root}).has_value());
        bad.assign(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(at));
        REQUIRE_FALSE(drivers::mynumber::check_face_record(record, bad, {pki().face_record_root}).has_value());
    }
}

TEST_CASE("a swap that the daemon did not notice gives the new card no fourteen digits") {
    const auto other = card_of("taro");
    Insertion insertion(card_of("hanako"));
    REQUIRE(insertion.applications->identify());
    SECTION("after identification") {}
    SECTION("after the tries were asked") { REQUIRE(insertion.applications->number_b_tries()); }
    SECTION("after a signature") { REQUIRE(insertion.pin("1234", 3)); }
    insertion.reader.swap_unnoticed(other);
    CHECK(insertion.face(person("hanako").number_b()).error().code == ErrorCode::card_changed);
    CHECK(other->log().verifies.empty());
}

TEST_CASE("face first and PIN after it on the same card works, in both orders") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    SECTION("face first") {
        REQUIRE(insertion.face(person("hanako").number_b()));
        CHECK(insertion.pin("1234", 3)->kind == Kind::signed_);
    }
    SECTION("PIN first") {
        REQUIRE(insertion.pin("1234", 3)->kind == Kind::signed_);
        CHECK(insertion.face(person("hanako").number_b()).has_value());
    }
}
