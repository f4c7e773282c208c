// SPDX-License-Identifier: Apache-2.0
#include "revocation.hpp"

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <ctime>

#include "firmware/base/file.hpp"
#include "firmware/base/owned.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

using List = std::shared_ptr<X509_crl_st>;
using Request = base::Owned<OCSP_REQUEST, OCSP_REQUEST_free>;
using Answer = base::Owned<OCSP_RESPONSE, OCSP_RESPONSE_free>;
using BasicAnswer = base::Owned<OCSP_BASICRESP, OCSP_BASICRESP_free>;

/// How far a responder's clock may be ahead of ours.
constexpr std::chrono::minutes kClockSkew{5};

std::vector<List> lists_in(base::ByteView bytes) {
    const auto* at = bytes.data();
    List one(d2i_X509_CRL(nullptr, &at, static_cast<long>(bytes.size())), X509_CRL_free);
    if (one) return {std::move(one)};
    std::vector<List> all;
    const base::Owned<BIO, BIO_free_all> text(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
    while (text) {
        List next(PEM_read_bio_X509_CRL(text.get(), nullptr, nullptr, nullptr), X509_CRL_free);
        if (!next) break;
        all.push_back(std::move(next));
    }
    return all;
}

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

BasicAnswer signed_answer(base::ByteView bytes, const Certificate& authority, base::WallTime now) {
    const auto* at = bytes.data();
    const Answer answer(d2i_OCSP_RESPONSE(nullptr, &at, static_cast<long>(bytes.size())));
    if (!answer || OCSP_response_status(answer.get()) != OCSP_RESPONSE_STATUS_SUCCESSFUL) return nullptr;
    BasicAnswer basic(OCSP_response_get1_basic(answer.get()));
    const auto store = trusting(authority, now);
    if (!basic || !store || OCSP_basic_verify(basic.get(), nullptr, store.get(), 0) != 1) return nullptr;
    return basic;
}

}  // namespace

base::Result<RevocationLists> RevocationLists::load(const std::filesystem::path& file) {
    const auto bytes = base::read_bytes(file);
    if (!bytes) return base::fail(bytes.error());
    auto lists = lists_in(*bytes);
    ERR_clear_error();
    if (lists.empty())
        return base::fail(base::ErrorCode::file_unreadable, file.string() + ": no revocation list, DER or PEM");
    return RevocationLists(std::move(lists));
}

std::optional<Standing> RevocationLists::of(const Certificate& certificate, const Certificate& authority) const {
    std::optional<Standing> newest;
    for (const auto& list : lists_) {
        const auto next_update = instant_of(X509_CRL_get0_nextUpdate(list.get()));
        if (!next_update || (newest && *next_update <= newest->next_update)) continue;
        if (X509_CRL_verify(list.get(), X509_get0_pubkey(authority.get())) != 1) continue;
        X509_REVOKED* entry = nullptr;
        newest = {X509_CRL_get0_by_cert(list.get(), &entry, certificate.get()) == 1, *next_update};
    }
    ERR_clear_error();
    return newest;
}

base::Bytes ocsp_request(const Certificate& certificate, const Certificate& authority) {
    const Request request(OCSP_REQUEST_new());
    auto* name = name_of(certificate, authority);
    if (!request || OCSP_request_add0_id(request.get(), name) == nullptr) {
        OCSP_CERTID_free(name);
        return {};
    }
    unsigned char* der = nullptr;
    const int size = i2d_OCSP_REQUEST(request.get(), &der);
    base::Bytes bytes(der, der + std::max(size, 0));
    OPENSSL_free(der);
    return bytes;
}

std::optional<Standing> read_ocsp_answer(base::ByteView answer, const Certificate& certificate,
                                         const Certificate& authority, base::WallTime now) {
    const auto basic = signed_answer(answer, authority, now);
    ERR_clear_error();
    const base::Owned<OCSP_CERTID, OCSP_CERTID_free> name(name_of(certificate, authority));
    if (!basic || !name) return std::nullopt;
    int status = V_OCSP_CERTSTATUS_UNKNOWN;
    ASN1_GENERALIZEDTIME *this_update = nullptr, *next_update = nullptr;
    if (OCSP_resp_find_status(basic.get(), name.get(), &status, nullptr, nullptr, &this_update, &next_update) != 1)
        return std::nullopt;
    const auto from = instant_of(this_update);
    if (status == V_OCSP_CERTSTATUS_UNKNOWN || !from || *from > now + kClockSkew) return std::nullopt;
    return Standing{status == V_OCSP_CERTSTATUS_REVOKED, instant_of(next_update).value_or(now)};
}

}  // namespace uketsuke::drivers::mynumber
