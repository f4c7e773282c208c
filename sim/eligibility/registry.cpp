// SPDX-License-Identifier: Apache-2.0
#include "registry.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

#include <array>
#include <ctime>

#include "firmware/base/file.hpp"
#include "firmware/eligibility/oqs_document.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;
using domain::CertificateState;

template <auto Free>
struct Freer {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Certificate = std::unique_ptr<X509, Freer<&X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freer<&EVP_PKEY_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freer<&EVP_MD_CTX_free>>;

constexpr std::chrono::hours kVisitLife{1};

base::Unexpected<base::Error> refuse(std::string why) { return base::fail(ErrorCode::service_refused, std::move(why)); }

Certificate parse_der(base::ByteView der) {
    const unsigned char* at = der.data();
    Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    return at == der.data() + der.size() ? std::move(certificate) : nullptr;
}

Certificate parse_pem(const std::string& pem) {
    const std::unique_ptr<BIO, Freer<&BIO_free_all>> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    return Certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

base::WallTime not_after(const X509& certificate) {
    std::tm tm{};
    ASN1_TIME_to_tm(X509_get0_notAfter(&certificate), &tm);
    return base::WallTime{std::chrono::seconds{timegm(&tm)}};
}

std::string fingerprint(base::ByteView der) {
    std::array<std::uint8_t, 32> hash{};
    EVP_Digest(der.data(), der.size(), hash.data(), nullptr, EVP_sha256(), nullptr);
    return base::to_hex(hash);
}

/// RSA PKCS#1 v1.5 over SHA-256(nonce), as the card signs its DigestInfo (card facts A4).
bool signature_holds(const X509& certificate, const domain::Nonce& nonce, const base::Bytes& signature) {
    const Digest digest(EVP_MD_CTX_new());
    EVP_PKEY* key = X509_get0_pubkey(&certificate);
    return key != nullptr && EVP_PKEY_is_a(key, "RSA") == 1 &&
           EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
           EVP_DigestVerify(digest.get(), signature.data(), signature.size(), nonce.data(), nonce.size()) == 1;
}

eligibility::OqsInsured insured_from(const Person& person) {
    eligibility::OqsInsured insured;
    insured.insurer_number = person.insurer_number;
    insured.symbol = person.symbol;
    insured.number = person.number;
    insured.branch = person.branch;
    insured.name = person.name;
    insured.name_kana = person.name_kana;
    insured.sex = person.sex == 1 || person.sex == 2 ? person.sex : 3;
    insured.birth = person.birth;
    insured.address = person.address;
    insured.postcode = person.postcode;
    insured.ratio = person.ratio;
    insured.insurer_name = person.insurer_name;
    return insured;
}

}  // namespace

struct Registry::Holder {
    Person person;
    base::Date certificate_until;
};

struct Registry::Visit {
    base::WallTime begun;
    std::optional<domain::Nonce> nonce;  ///< until it is used
    base::WallTime nonce_given;

    std::string authenticate_key;
    std::string asserted;  ///< fingerprint of certificate and signature under that key
    const Holder* holder = nullptr;
    domain::Authentication authentication;

    std::string confirm_key, facility_code;
    domain::Consents consents;
    std::string document;
};

struct Registry::Keys {
    Certificate card_ca;
};

Registry::Registry(const ports::Clock& clock) : clock_(clock), keys_(std::make_unique<Keys>()) {}
Registry::~Registry() = default;

base::Result<std::unique_ptr<Registry>> Registry::create(const std::vector<Person>& people,
                                                         const std::filesystem::path& card_pki,
                                                         const ports::Clock& clock) {
    std::unique_ptr<Registry> registry(new Registry(clock));
    const auto ca = base::read_file(card_pki / "auth_ca.crt");
    if (!ca) return base::fail(ca.error());
    registry->keys_->card_ca = parse_pem(*ca);
    if (!registry->keys_->card_ca) return base::fail(ErrorCode::file_unreadable, "auth_ca.crt is no certificate");
    for (const auto& person : people) {
        const auto file = base::read_file(card_pki / "people" / person.key / "auth.der");
        if (!file) return base::fail(file.error());
        const auto der = base::as_bytes(*file);
        const auto certificate = parse_der(der);
        if (!certificate) return base::fail(ErrorCode::file_unreadable, person.key + ": auth.der is no certificate");
        registry->holders_.emplace(fingerprint(der), Holder{person, base::date_in_japan(not_after(*certificate))});
    }
    return registry;
}

domain::Nonce Registry::challenge(const std::string& id) {
    const std::scoped_lock lock(mutex_);
    forget_old_visits();
    auto& visit = visits_.try_emplace(id, Visit{.begun = clock_.wall()}).first->second;
    domain::Nonce nonce;
    if (RAND_bytes(nonce.data(), static_cast<int>(nonce.size())) != 1) std::abort();
    visit.nonce = nonce;
    visit.nonce_given = clock_.wall();
    return nonce;
}

base::Result<domain::Authentication> Registry::authenticate(const std::string& id, const std::string& key,
                                                            const domain::Nonce& nonce,
                                                            const domain::Assertion& assertion) {
    const std::scoped_lock lock(mutex_);
    const auto found = visits_.find(id);
    if (found == visits_.end()) return refuse("unknown visit");
    auto& visit = found->second;
    const auto asserted = fingerprint(assertion.certificate) + fingerprint(assertion.signature);
    if (!key.empty() && visit.authenticate_key == key && visit.asserted == asserted) return visit.authentication;
    const auto holder = check(visit, nonce, assertion);
    visit.nonce.reset();  // single use, also when the check failed
    if (!holder) return base::fail(holder.error());
    const auto state = state_of(**holder);
    const bool registered = (*holder)->person.registered;
    visit.holder = *holder;
    visit.authenticate_key = key;
    visit.asserted = asserted;
    visit.authentication = {registered, state, registered && state == CertificateState::valid && (*holder)->person.asked_consent};
    return visit.authentication;
}

base::Result<const Registry::Holder*> Registry::check(const Visit& visit, const domain::Nonce& nonce,
                                                      const domain::Assertion& assertion) const {
    if (!visit.nonce || *visit.nonce != nonce) return refuse("nonce unknown or used");
    const auto age = clock_.wall() - visit.nonce_given;
    if (age < std::chrono::seconds{0} || age > kNonceLife) return refuse("nonce too old");
    const auto certificate = parse_der(assertion.certificate);
    if (!certificate || X509_verify(certificate.get(), X509_get0_pubkey(keys_->card_ca.get())) != 1)
        return refuse("certificate of another issuer");
    const auto holder = holders_.find(fingerprint(assertion.certificate));
    if (holder == holders_.end()) return refuse("certificate unknown");
    if (!signature_holds(*certificate, nonce, assertion.signature)) return refuse("signature wrong");
    return &holder->second;
}

CertificateState Registry::state_of(const Holder& holder) const {
    const auto today = base::date_in_japan(clock_.wall());
    if (holder.person.revoked) return CertificateState::revoked;
    if (today <= holder.certificate_until) return CertificateState::valid;
    // Domain facts §1.6: to the last day of the third month after the month of expiry.
    const bool in_grace = today <= base::end_of_month_after(holder.certificate_until, 3);
    return in_grace ? CertificateState::in_grace : CertificateState::expired;
}

base::Result<std::string> Registry::confirm(const std::string& id, const std::string& key,
                                            const std::string& facility_code, const domain::Consents& consents) {
    const std::scoped_lock lock(mutex_);
    const auto found = visits_.find(id);
    if (found == visits_.end() || found->second.holder == nullptr) return refuse("not authenticated");
    auto& visit = found->second;
    if (key.empty()) return refuse("no key");
    if (visit.confirm_key == key) {
        const bool same = visit.facility_code == facility_code && visit.consents == consents;
        return same ? base::Result<std::string>{visit.document} : refuse("key used for another question");
    }
    const auto& who = visit.authentication;
    if (!who.registered) return refuse("not registered");
    if (who.certificate != CertificateState::valid && who.certificate != CertificateState::in_grace)
        return refuse("certificate");
    visit.document = document_for(visit, id, facility_code, who.ask_consent ? consents : domain::Consents::none());
    visit.confirm_key = key;
    visit.facility_code = facility_code;
    visit.consents = consents;
    ++acts_;
    return visit.document;
}

std::string Registry::document_for(const Visit& visit, const std::string& id, const std::string& facility_code,
                                   const domain::Consents& consents) const {
    const auto now = clock_.wall();
    eligibility::OqsDocument document{now, facility_code, id, visit.holder->person.validity, {}, consents, {}};
    if (!(consents == domain::Consents::none())) document.consented = now;
    if (document.validity != domain::Validity::none_found)
        document.insured.push_back(insured_from(visit.holder->person));
    return eligibility::build_document(document);
}

int Registry::acts() const {
    const std::scoped_lock lock(mutex_);
    return acts_;
}

void Registry::forget_old_visits() {
    const auto oldest = clock_.wall() - kVisitLife;
    std::erase_if(visits_, [&](const auto& entry) { return entry.second.begun < oldest; });
}

}  // namespace uketsuke::sim
