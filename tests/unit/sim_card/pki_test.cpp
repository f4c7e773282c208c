// SPDX-License-Identifier: Apache-2.0
// The test PKI as a driver that checks certificates finds it.
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "firmware/base/file.hpp"
#include "talk.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

using List = std::shared_ptr<X509_CRL>;

Certificate certificate(const std::string& name) {
    return certificate_of(base::read_bytes(std::filesystem::path(TEST_PKI) / name).value());
}
List list(const std::string& name) {
    const auto der = base::read_bytes(std::filesystem::path(TEST_PKI) / name).value();
    const auto* at = der.data();
    return {d2i_X509_CRL(nullptr, &at, static_cast<long>(der.size())), X509_CRL_free};
}
bool issued(const Certificate& ca, const Certificate& leaf) { return X509_verify(leaf.get(), key_of(ca).get()) == 1; }
bool vouches(const Certificate& ca, const List& crl) { return X509_CRL_verify(crl.get(), key_of(ca).get()) == 1; }
bool revokes(const List& crl, const Certificate& leaf) {
    X509_REVOKED* entry = nullptr;
    return X509_CRL_get0_by_serial(crl.get(), &entry, X509_get_serialNumber(leaf.get())) == 1;
}
bool same_name(const Certificate& one, const Certificate& other) {
    return X509_NAME_cmp(X509_get_subject_name(one.get()), X509_get_subject_name(other.get())) == 0;
}

}  // namespace

TEST_CASE("every person's certificates come from the hierarchy that stands on the card") {
    const auto people = sim::load_people(TEST_PEOPLE).value();
    for (const auto& someone : people) {
        INFO(someone.key);
        Talk say(someone.key);
        say(kJpki);
        CHECK(issued(certificate_of(say.read("000B")), certificate_of(say.read("000A"))));
        if (!someone.signature_certificate) continue;
        REQUIRE(say.verify("001B", sim::kTestSignaturePassword) == "9000");
        CHECK(issued(certificate_of(say.read("0002")), certificate_of(say.read("0001"))));
    }
}

TEST_CASE("the lists name the revoked person and nobody else, each under its own CA") {
    const auto ca = certificate("auth_ca.der"), older = certificate("auth_ca_first.der");
    const auto revoked = certificate("people/revoked/auth.der"), hanako = certificate("people/hanako/auth.der");
    const auto good = list("auth_ca.crl");
    CHECK(vouches(ca, good));
    CHECK(revokes(good, revoked));
    CHECK_FALSE(revokes(good, hanako));
    CHECK(revokes(list("sign_ca.crl"), certificate("people/revoked/sign.der")));
    const auto forged = list("auth_ca_forged.crl");
    CHECK_FALSE(vouches(ca, forged));
    CHECK(vouches(older, forged));
    CHECK_FALSE(revokes(forged, revoked));
    CHECK(X509_cmp_current_time(X509_CRL_get0_nextUpdate(good.get())) > 0);
    CHECK(X509_cmp_current_time(X509_CRL_get0_nextUpdate(list("auth_ca_stale.crl").get())) < 0);
}

TEST_CASE("two CAs of one name are told apart by the signature, as in the real hierarchy") {
    const auto ca = certificate("auth_ca.der"), older = certificate("auth_ca_first.der");
    const auto hanako = certificate("people/hanako/auth.der");
    CHECK(same_name(ca, older));
    CHECK(issued(ca, hanako));
    CHECK_FALSE(issued(older, hanako));
    CHECK_FALSE(issued(ca, certificate("people/jpki_test/auth.der")));
    CHECK(issued(certificate("test_auth_ca.der"), certificate("people/jpki_test/auth.der")));
}

TEST_CASE("a responder is delegated by its own CA") {
    const auto ca = certificate("auth_ca.der");
    for (const auto* name : {"ocsp.der", "rogue_ocsp.der"}) {
        const auto responder = certificate(name);
        CHECK((X509_get_extended_key_usage(responder.get()) & XKU_OCSP_SIGN) != 0);
        CHECK(issued(ca, responder) == (std::string(name) == "ocsp.der"));
    }
    CHECK(issued(certificate("next_auth_ca.der"), certificate("next_ocsp.der")));
}
