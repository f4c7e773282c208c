// SPDX-License-Identifier: Apache-2.0
// Certificates and lists that end, made for the day.
#include "firmware/wiring/service_key.hpp"
#include "firmware/wiring/terms.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "firmware/base/owned.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using base::ErrorCode;
namespace fs = std::filesystem;

namespace {

const auto kNow = base::parse_iso8601("2026-11-24T09:00:00+09:00").value();
using Key = base::Owned<EVP_PKEY, EVP_PKEY_free>;

std::time_t at(base::WallTime time) { return static_cast<std::time_t>(time.time_since_epoch().count()); }

void name(X509_NAME* into, const std::string& who) {
    X509_NAME_add_entry_by_txt(into, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(who.c_str()), -1, -1,
                               0);
}

void append_certificate(const fs::path& file, base::WallTime from, base::WallTime until) {
    static const Key key(EVP_EC_gen("P-256"));
    const base::Owned<X509, X509_free> one(X509_new());
    X509_set_version(one.get(), 2);
    ASN1_TIME_set(X509_getm_notBefore(one.get()), at(from));
    ASN1_TIME_set(X509_getm_notAfter(one.get()), at(until));
    name(X509_get_subject_name(one.get()), "kiosk");
    X509_set_pubkey(one.get(), key.get());
    REQUIRE(X509_sign(one.get(), key.get(), EVP_sha256()) > 0);
    const base::Owned<BIO, BIO_free_all> out(BIO_new_file(file.c_str(), "a"));
    REQUIRE(PEM_write_bio_X509(out.get(), one.get()) == 1);
}

/// Of the distribution point of this name; empty: of all that the issuer has.
void append_list(const fs::path& file, const std::string& issuer, base::WallTime until, const std::string& point = {}) {
    static const Key key(EVP_EC_gen("P-256"));
    const base::Owned<X509_CRL, X509_CRL_free> list(X509_CRL_new());
    const base::Owned<X509_NAME, X509_NAME_free> who(X509_NAME_new());
    name(who.get(), issuer);
    X509_CRL_set_issuer_name(list.get(), who.get());
    const base::Owned<ASN1_TIME, ASN1_TIME_free> from(ASN1_TIME_set(nullptr, at(kNow - 48h))),
        next(ASN1_TIME_set(nullptr, at(until)));
    X509_CRL_set1_lastUpdate(list.get(), from.get());
    X509_CRL_set1_nextUpdate(list.get(), next.get());
    if (!point.empty()) {
        const base::Owned<X509_EXTENSION, X509_EXTENSION_free> scope(
            X509V3_EXT_conf_nid(nullptr, nullptr, NID_issuing_distribution_point, ("fullname:URI:" + point).c_str()));
        REQUIRE(X509_CRL_add_ext(list.get(), scope.get(), -1) == 1);
    }
    REQUIRE(X509_CRL_sign(list.get(), key.get(), EVP_sha256()) > 0);
    const base::Owned<BIO, BIO_free_all> out(BIO_new_file(file.c_str(), "a"));
    REQUIRE(PEM_write_bio_X509_CRL(out.get(), list.get()) == 1);
}

struct Place {
    test::Scratch scratch;
    const fs::path& folder = scratch.path;
    config::Config config;

    Place() {
        config.service_certificate = folder / "kiosk.pem";
        config.service_ca = folder / "ca.pem";
        config.card_authorities = folder / "authorities.pem";
        for (const auto* file : {&config.service_certificate, &config.service_ca, &config.card_authorities})
            lasts(*file, 400 * 24h);
    }
    static void lasts(const fs::path& file, std::chrono::hours more) {
        fs::remove(file);
        append_certificate(file, kNow - 1000 * 24h, kNow + more);
    }
};

/// "KEY DAYS" of each note.
std::vector<std::string> told(const app::PremisesLook& look) {
    std::vector<std::string> notes;
    for (const auto& note : look.notes) {
        CHECK(note.kind == domain::DeskNote::Kind::upkeep);
        notes.push_back(std::string(note.where) + " " + std::to_string(note.days_left));
    }
    return notes;
}
using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("staff are told 60, 30, 7 and 1 days before the kiosk's certificate ends, once each, and when it has") {
    Place place;
    wiring::TermsWatch watch(place.config);
    Told all;
    for (int day = 0; day <= 401; ++day)
        for (const auto hour : {1h, 13h}) {
            const auto look = watch.look(kNow + day * 24h + hour);
            for (const auto& note : told(look)) all.push_back(note);
            CHECK(look.wrong.has_value() == (day >= 400));
            if (look.wrong) CHECK(look.wrong->code == ErrorCode::kiosk_certificate_ended);
        }
    Told expected;
    for (const auto* days : {"60", "30", "7", "1", "0"})
        for (const auto* key : {"service.certificate", "service.ca", "card.authorities"})
            expected.push_back(std::string(key) + " " + days);
    std::sort(all.begin(), all.end());
    std::sort(expected.begin(), expected.end());
    CHECK(all == expected);
}

TEST_CASE("a kiosk that starts within the time is told at once, and nothing again after a renewal") {
    Place place;
    place.lasts(place.config.service_certificate, 20 * 24h);
    wiring::TermsWatch watch(place.config);
    CHECK(told(watch.look(kNow)) == Told{"service.certificate 20"});
    CHECK(told(watch.look(kNow + 24h)).empty());
    CHECK(watch.look(kNow + 21 * 24h).wrong);
    place.lasts(place.config.service_certificate, 400 * 24h);
    const auto renewed = watch.look(kNow + 21 * 24h);
    CHECK_FALSE(renewed.wrong);
    CHECK(told(renewed).empty());
}

TEST_CASE("what has ended, or not begun, puts the kiosk out of service with its own number") {
    Place place;
    const auto& config = place.config;
    const auto wrong = [&] {
        const auto look = wiring::TermsWatch(config).look(kNow);
        return look.wrong ? std::string(base::name_of(look.wrong->code)) : "";
    };
    CHECK(wrong().empty());
    SECTION("the kiosk's own certificate has ended") {
        place.lasts(config.service_certificate, -1h);
        CHECK(wrong() == "kiosk_certificate_ended");
    }
    SECTION("it is of tomorrow") {
        fs::remove(config.service_certificate);
        append_certificate(config.service_certificate, kNow + 24h, kNow + 48h);
        CHECK(wrong() == "kiosk_certificate_ended");
    }
    SECTION("the service's CA has ended") {
        place.lasts(config.service_ca, -1h);
        CHECK(wrong() == "authority_ended");
    }
    SECTION("one of the cards' CAs has ended, and then all") {
        append_certificate(config.card_authorities, kNow - 1000h, kNow - 1h);
        CHECK(wrong().empty());
        place.lasts(config.card_authorities, -1h);
        CHECK(wrong() == "authority_ended");
    }
    SECTION("a file is gone, or empty") {
        fs::remove(config.service_ca);
        CHECK(wrong() == "file_unreadable");
        std::ofstream(config.service_ca) << "-----BEGIN CERTIFICATE-----\n";
        CHECK(wrong() == "file_unreadable");
    }
}

TEST_CASE("an overdue list is told, and stops the kiosk only where every card would be turned away") {
    Place place;
    place.config.card_revocation_lists = place.folder / "lists.pem";
    append_list(place.config.card_revocation_lists, "A", kNow + 24h);
    append_list(place.config.card_revocation_lists, "B", kNow - 1h);
    append_list(place.config.card_revocation_lists, "B", kNow + 12h);  // newer: this one counts
    wiring::TermsWatch watch(place.config);
    CHECK(told(watch.look(kNow)).empty());
    const auto later = kNow + 13h;
    const auto look = watch.look(later);
    CHECK(told(look) == Told{"card.revocation_lists 0"});
    CHECK_FALSE(look.wrong);
    CHECK(told(watch.look(later + 1h)).empty());
    place.config.card_revocation_stale = "refuse";
    CHECK(watch.look(later).wrong->code == ErrorCode::lists_overdue);
    place.config.card_ocsp_url = "http://responder.example/";
    CHECK_FALSE(watch.look(later).wrong);
}

TEST_CASE("an authority's lists of several distribution points end each for itself") {
    Place place;
    place.config.card_revocation_lists = place.folder / "lists.pem";
    place.config.card_revocation_stale = "refuse";
    append_list(place.config.card_revocation_lists, "A", kNow + 24h, "http://pki.test.invalid/a.crl");
    append_list(place.config.card_revocation_lists, "A", kNow + 48h, "http://pki.test.invalid/b.crl");
    wiring::TermsWatch watch(place.config);
    CHECK_FALSE(watch.look(kNow).wrong);
    const auto look = watch.look(kNow + 25h);
    CHECK(told(look) == Told{"card.revocation_lists 0"});
    REQUIRE(look.wrong);
    CHECK(look.wrong->code == ErrorCode::lists_overdue);
    CHECK(told(watch.look(kNow + 49h)) == Told{"card.revocation_lists 0"});
}

TEST_CASE("of several CAs in a file, or of a certificate and those above it, each that ends is told") {
    Place place;
    append_certificate(place.config.card_authorities, kNow - 1000h, kNow + 20 * 24h);
    append_certificate(place.config.card_authorities, kNow - 1000h, kNow - 1h);
    append_certificate(place.config.card_authorities, kNow + 24h, kNow + 800 * 24h);  // the next one, not begun
    append_certificate(place.config.service_certificate, kNow - 1000h, kNow + 5 * 24h);
    wiring::TermsWatch watch(place.config);
    const auto look = watch.look(kNow);
    CHECK(told(look) == Told{"service.certificate 5", "card.authorities 20", "card.authorities 0"});
    CHECK_FALSE(look.wrong);
    CHECK(told(watch.look(kNow + 1h)).empty());
    CHECK(told(watch.look(kNow + 14 * 24h)) == Told{"service.certificate 0", "card.authorities 6"});
    CHECK_FALSE(watch.look(kNow + 21 * 24h).wrong);
}

TEST_CASE("files that others may read or change are named") {
    Place place;
    place.config.service_key = place.folder / "kiosk.key";
    std::ofstream(place.config.service_key) << "key";
    for (const auto& entry : fs::directory_iterator(place.folder)) ::chmod(entry.path().c_str(), 0644);
    ::chmod(place.config.service_key.c_str(), 0640);
    ::chmod(place.config.card_authorities.c_str(), 0664);
    const auto loose = wiring::loose_files(place.config);
    REQUIRE(loose.size() == 2);
    CHECK(loose[0].find("has mode 0640: others than its owner can read the private key") != std::string::npos);
    CHECK(loose[1].starts_with("card.authorities: "));
    ::chmod(place.config.service_key.c_str(), 0600);
    ::chmod(place.config.card_authorities.c_str(), 0644);
    CHECK(wiring::loose_files(place.config).empty());
}

TEST_CASE("of a key in a token the PIN's file and the library are looked at, and no key file") {
    Place place;
    auto& config = place.config;
    config.service_key_source = "pkcs11";
    config.service_key = place.folder / "kiosk.key";
    config.service_key_module = place.folder / "module.so";
    config.service_key_pin = place.folder / "pin";
    for (const auto& file : {config.service_key, config.service_key_module, config.service_key_pin})
        std::ofstream(file) << "x";
    for (const auto& entry : fs::directory_iterator(place.folder)) ::chmod(entry.path().c_str(), 0644);
    ::chmod(config.service_key_module.c_str(), 0775);
    const auto loose = wiring::loose_files(config);
    REQUIRE(loose.size() == 2);
    CHECK(loose[0].starts_with("service.key_pin: "));
    CHECK(loose[1].find("others than its owner can change what the kiosk runs") != std::string::npos);
    ::chmod(config.service_key_module.c_str(), 0755);
    ::chmod(config.service_key_pin.c_str(), 0400);
    CHECK(wiring::loose_files(config).empty());
}

TEST_CASE("the key's source is what the settings say, and a token needs all of its own") {
    config::Config config;
    CHECK(wiring::service_key(config));
    config.service_key_source = "pkcs11";
    const auto missing = [&] { return wiring::service_key(config).error().detail; };
    CHECK(missing().starts_with("service.key_uri: "));
    config.service_key_uri = "pkcs11:object=tls";
    CHECK(missing().starts_with("service.key_module: "));
    config.service_key_module = "/usr/lib/module.so";
    CHECK(missing().starts_with("service.key_pin: "));
    config.service_key_pin = "/etc/pin";
    CHECK(wiring::service_key(config));
}

TEST_CASE("a file that is loosened while the kiosk runs is told at the next look, and once") {
    Place place;
    for (const auto& entry : fs::directory_iterator(place.folder)) ::chmod(entry.path().c_str(), 0644);
    wiring::TermsWatch watch(place.config);
    const auto loosened_at = [&](base::WallTime now) {
        (void)watch.look(now);
        return watch.loosened().size();
    };
    CHECK(loosened_at(kNow) == 0);
    ::chmod(place.config.card_authorities.c_str(), 0666);
    CHECK(loosened_at(kNow + 1h) == 1);
    CHECK(watch.loosened().front().starts_with("card.authorities: "));
    CHECK(loosened_at(kNow + 2h) == 0);
    ::chmod(place.config.card_authorities.c_str(), 0644);
    CHECK(loosened_at(kNow + 3h) == 0);
    ::chmod(place.config.card_authorities.c_str(), 0666);
    CHECK(loosened_at(kNow + 4h) == 1);
}
