// SPDX-License-Identifier: Apache-2.0
#include "ocsp.hpp"

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509.h>

#include <ctime>

#include "firmware/base/owned.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

using Request = base::Owned<OCSP_REQUEST, OCSP_REQUEST_free>;
using Answer = base::Owned<OCSP_RESPONSE, OCSP_RESPONSE_free>;
using BasicAnswer = base::Owned<OCSP_BASICRESP, OCSP_BASICRESP_free>;

constexpr int kNonceSize = 32;

OCSP_CERTID* name_of(const Certificate& certificate, const Certificate& authority) {
    return OCSP_cert_to_id(nullptr, certificate.get(), authority.get());
}

/// The authority alone, at a given time.
base::Owned<X509_STORE, X509_STORE_free> trusting(const Certificate& authority, base::WallTime now) {
    base::Owned<X509_STORE, X509_STORE_free> store(X509_STORE_new());
    if (!store || X509_STORE_add_cert(store.get(), authority.get()) != 1) return nullptr;
    auto* rules = X509_STORE_get0_param(store.get());
    X509_VERIFY_PARAM_set_time(rules, static_cast<std::time_t>(now.time_since_epoch().count()));
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN);
    return store;
}

Answer parsed(base::ByteView bytes) {
    const auto* at = bytes.data();
    return Answer(d2i_OCSP_RESPONSE(nullptr, &at, static_cast<long>(bytes.size())));
}

BasicAnswer signed_answer(base::ByteView bytes, const Certificate& authority, base::WallTime now) {
    const auto answer = parsed(bytes);
    if (!answer || OCSP_response_status(answer.get()) != OCSP_RESPONSE_STATUS_SUCCESSFUL) return nullptr;
    BasicAnswer basic(OCSP_response_get1_basic(answer.get()));
    const auto store = trusting(authority, now);
    if (!basic || !store || OCSP_basic_verify(basic.get(), nullptr, store.get(), 0) != 1) return nullptr;
    return basic;
}

/// The request's nonce came back: true; the answer has none: false; it has another's: nullopt.
std::optional<bool> nonce_came_back(base::ByteView request, OCSP_BASICRESP* answer) {
    const auto* at = request.data();
    const Request asked(d2i_OCSP_REQUEST(nullptr, &at, static_cast<long>(request.size())));
    if (!asked) return std::nullopt;
    switch (OCSP_check_nonce(asked.get(), answer)) {
        case 1: return true;    // both, and alike
        case 2:                 // neither
        case -1: return false;  // only the request
        default: return std::nullopt;
    }
}

/// What one part of an answer says; nullopt for "unknown" and for a word from the future.
std::optional<Standing> read_part(OCSP_SINGLERESP* part, base::WallTime now) {
    ASN1_GENERALIZEDTIME *this_update = nullptr, *next_update = nullptr;
    const int status = OCSP_single_get0_status(part, nullptr, nullptr, &this_update, &next_update);
    const auto from = instant_of(this_update), until = instant_of(next_update);
    if (!from || *from > now + kIssuerClockSkew) return std::nullopt;
    if (status != V_OCSP_CERTSTATUS_REVOKED && status != V_OCSP_CERTSTATUS_GOOD) return std::nullopt;
    if (next_update != nullptr && !until) return std::nullopt;
    return Standing{status == V_OCSP_CERTSTATUS_REVOKED, until.value_or(std::min(now, *from + kOldestOcspAnswer))};
}

/// What all parts say that are about this certificate.
std::optional<Standing> standing_in(OCSP_BASICRESP* answer, OCSP_CERTID* name, base::WallTime now) {
    std::optional<Standing> all;
    for (int i = OCSP_resp_find(answer, name, -1); i >= 0; i = OCSP_resp_find(answer, name, i)) {
        const auto one = read_part(OCSP_resp_get0(answer, i), now);
        if (!one) continue;
        if (!all) all = one;
        all = Standing{all->revoked || one->revoked, std::max(all->next_update, one->next_update)};
    }
    return all;
}

}  // namespace

base::Bytes ocsp_request(const Certificate& certificate, const Certificate& authority, Nonce nonce) {
    const Request request(OCSP_REQUEST_new());
    auto* name = name_of(certificate, authority);
    if (!request || OCSP_request_add0_id(request.get(), name) == nullptr) {
        OCSP_CERTID_free(name);
        return {};
    }
    if (nonce == Nonce::with && OCSP_request_add1_nonce(request.get(), nullptr, kNonceSize) != 1) return {};
    unsigned char* der = nullptr;
    const int size = i2d_OCSP_REQUEST(request.get(), &der);
    base::Bytes bytes(der, der + std::max(size, 0));
    OPENSSL_free(der);
    return bytes;
}

std::optional<OcspAnswer> read_ocsp_answer(base::ByteView answer, base::ByteView request,
                                           const Certificate& certificate, const Certificate& authority,
                                           base::WallTime now) {
    const auto basic = signed_answer(answer, authority, now);
    const base::Owned<OCSP_CERTID, OCSP_CERTID_free> name(name_of(certificate, authority));
    const auto nonce = basic ? nonce_came_back(request, basic.get()) : std::nullopt;
    const auto standing = nonce && name ? standing_in(basic.get(), name.get(), now) : std::nullopt;
    ERR_clear_error();
    if (!standing) return std::nullopt;
    return OcspAnswer{*standing, *nonce};
}

bool is_ocsp_refusal(base::ByteView answer) {
    const auto read = parsed(answer);
    ERR_clear_error();
    return read && OCSP_response_status(read.get()) != OCSP_RESPONSE_STATUS_SUCCESSFUL;
}

}  // namespace uketsuke::drivers::mynumber
