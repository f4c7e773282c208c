// SPDX-License-Identifier: Apache-2.0
#include "registry.hpp"

#include <fmt/format.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "firmware/base/file.hpp"
#include "firmware/base/owned.hpp"
#include "firmware/eligibility/judge_answer.hpp"
#include "registry_state.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;
using domain::CertificateState;

using Certificate = base::Owned<X509, X509_free>;
using Key = base::Owned<EVP_PKEY, EVP_PKEY_free>;
using Digest = base::Owned<EVP_MD_CTX, EVP_MD_CTX_free>;

constexpr std::chrono::hours kVisitLife{1};
constexpr std::chrono::hours kConsentLife{24};

base::Unexpected<base::Error> refuse(std::string why) { return base::fail(ErrorCode::service_refused, std::move(why)); }

Certificate parse_der(base::ByteView der) {
    const unsigned char* at = der.data();
    Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    return at == der.data() + der.size() ? std::move(certificate) : nullptr;
}

std::vector<Certificate> parse_pem(const std::string& pem) {
    const base::Owned<BIO, BIO_free_all> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    std::vector<Certificate> all;
    while (Certificate one{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) all.push_back(std::move(one));
    return all;
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

/// A card writes ECDSA's r and s one after the other, OpenSSL wants them as a SEQUENCE. Empty when they are none.
base::Bytes as_sequence(const base::Bytes& r_and_s) {
    const int half = static_cast<int>(r_and_s.size() / 2);
    const base::Owned<ECDSA_SIG, ECDSA_SIG_free> both(ECDSA_SIG_new());
    if (ECDSA_SIG_set0(both.get(), BN_bin2bn(r_and_s.data(), half, nullptr),
                       BN_bin2bn(r_and_s.data() + half, half, nullptr)) != 1)
        return {};
    base::Bytes der(static_cast<std::size_t>(std::max(0, i2d_ECDSA_SIG(both.get(), nullptr))));
    auto* at = der.data();
    i2d_ECDSA_SIG(both.get(), &at);
    return der;
}

/// RSA PKCS#1 v1.5 over SHA-256(nonce), as the card signs its DigestInfo (card facts A4); ECDSA over SHA-384(nonce) on
/// the announced next one (A10).
bool signature_holds(const X509& certificate, const domain::Nonce& nonce, const base::Bytes& signature) {
    const Digest digest(EVP_MD_CTX_new());
    EVP_PKEY* key = X509_get0_pubkey(&certificate);
    if (key == nullptr) return false;
    const bool rsa = EVP_PKEY_is_a(key, "RSA") == 1;
    const auto value = rsa ? signature : as_sequence(signature);
    return EVP_DigestVerifyInit(digest.get(), nullptr, rsa ? EVP_sha256() : EVP_sha384(), nullptr, key) == 1 &&
           EVP_DigestVerify(digest.get(), value.data(), value.size(), nonce.data(), nonce.size()) == 1;
}

bool issued_by(X509* certificate, const std::vector<Certificate>& authorities) {
    return std::any_of(authorities.begin(), authorities.end(), [&](const Certificate& authority) {
        return X509_verify(certificate, X509_get0_pubkey(authority.get())) == 1;
    });
}

/// Each at most once, and each out of what the patient was shown.
bool offered(const std::vector<domain::Listed>& listed, const std::vector<std::string>& chosen) {
    return std::ranges::all_of(chosen, [&](const std::string& id) {
        return std::ranges::count(chosen, id) == 1 && std::ranges::count(listed, id, &domain::Listed::id) == 1;
    });
}

}  // namespace

struct Registry::Keys {
    std::vector<Certificate> card_cas;
};

Registry::Registry(std::filesystem::path card_pki, const ports::Clock& clock)
    : card_pki_(std::move(card_pki)), clock_(clock), keys_(std::make_shared<Keys>()) {}
Registry::~Registry() = default;

base::Result<std::unique_ptr<Registry>> Registry::create(const std::vector<Person>& people,
                                                         const std::filesystem::path& card_pki,
                                                         const ports::Clock& clock) {
    std::unique_ptr<Registry> registry(new Registry(card_pki, clock));
    const auto cas = base::read_file(card_pki / "authorities.crt");
    if (!cas) return base::fail(cas.error());
    registry->keys_->card_cas = parse_pem(*cas);
    if (registry->keys_->card_cas.empty())
        return base::fail(ErrorCode::file_unreadable, "authorities.crt holds no certificate");
    for (const auto& person : people)
        if (auto enrolled = registry->enrol(person); !enrolled) return base::fail(enrolled.error());
    return registry;
}

std::unique_ptr<Registry> Registry::twin(const ports::Clock& clock) const {
    std::unique_ptr<Registry> other(new Registry(card_pki_, clock));
    const std::scoped_lock lock(mutex_);
    other->keys_ = keys_;
    other->enrolled_ = other->holders_ = enrolled_;
    return other;
}

base::Result<void> Registry::enrol(const Person& person) {
    const auto file = base::read_file(person.key_folder(card_pki_) / "auth.der");
    if (!file) return base::fail(file.error());
    const auto der = base::as_bytes(*file);
    const auto certificate = parse_der(der);
    if (!certificate) return base::fail(ErrorCode::file_unreadable, person.key + ": auth.der is no certificate");
    auto all = domain::Consents::all();
    all.specific_disease = person.specific_disease != 0;
    const std::scoped_lock lock(mutex_);
    const Holder holder{person,
                        base::date_in_japan(not_after(*certificate)),
                        person.registered,
                        person.cancellation_filed,
                        all,
                        person.consented};
    const auto key = fingerprint(der);
    enrolled_.insert_or_assign(key, holder);
    holders_.insert_or_assign(key, holder);
    return {};
}

void Registry::forget_visits() {
    const std::scoped_lock lock(mutex_);
    visits_.clear();
}

base::Result<void> Registry::set_validity(const std::string& person, domain::Validity validity) {
    const std::scoped_lock lock(mutex_);
    bool known = false;
    for (auto& [key, holder] : holders_) {
        if (holder.person.key != person) continue;
        const auto& both = enrolled_.at(key).person.other_insurance;
        const bool several = validity == domain::Validity::several;
        if (several && !both) return base::fail(ErrorCode::config_invalid, person + " has one insurer");
        holder.person.validity = validity;
        holder.person.other_insurance = several ? both : std::nullopt;
        known = true;
    }
    if (!known) return base::fail(ErrorCode::config_invalid, fmt::format("nobody is called '{}'", person));
    return {};
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
    if ((*holder)->person.renewed && !authority_())
        return base::fail(ErrorCode::certificate_unconfirmed, "just renewed");
    visit.holder = *holder;
    visit.authenticate_key = key;
    visit.asserted = asserted;
    visit.authentication = authentication_of(**holder);
    return visit.authentication;
}

base::Result<domain::Authentication> Registry::who(const std::string& id) const {
    const std::scoped_lock lock(mutex_);
    const auto found = visits_.find(id);
    if (found == visits_.end() || found->second.holder == nullptr) return refuse("not authenticated");
    return found->second.authentication;
}

base::Result<domain::Authentication> Registry::register_use(const std::string& id, const std::string& key) {
    const std::scoped_lock lock(mutex_);
    const auto found = visits_.find(id);
    if (found == visits_.end() || found->second.holder == nullptr) return refuse("not authenticated");
    auto& visit = found->second;
    if (key.empty()) return refuse("no key");
    if (visit.register_key == key) return visit.authentication;
    auto& holder = *visit.holder;
    if (holder.person.medium != domain::Medium::card) return refuse("not by phone");
    const auto state = state_of(holder);
    if (state == CertificateState::expired || state == CertificateState::revoked) return authentication_of(holder);
    if (registration_of(holder) == domain::Registration::registered) return refuse("registered");
    if (!authority_()) return base::fail(ErrorCode::certificate_unconfirmed, "registering");
    holder.registered = true;
    holder.cancellation_filed = {};
    visit.register_key = key;
    visit.authentication = authentication_of(holder);
    ++acts_;
    return visit.authentication;
}

base::Result<Registry::Holder*> Registry::check(const Visit& visit, const domain::Nonce& nonce,
                                                const domain::Assertion& assertion) {
    if (!visit.nonce || *visit.nonce != nonce) return refuse("nonce unknown or used");
    const auto age = clock_.wall() - visit.nonce_given;
    if (age < std::chrono::seconds{0} || age > kNonceLife) return refuse("nonce too old");
    const auto certificate = parse_der(assertion.certificate);
    if (!certificate || !issued_by(certificate.get(), keys_->card_cas)) return refuse("certificate of another issuer");
    const auto holder = holders_.find(fingerprint(assertion.certificate));
    if (holder == holders_.end()) return refuse("certificate unknown");
    if (!signature_holds(*certificate, nonce, assertion.signature)) return refuse("signature wrong");
    const bool by_phone = assertion.way == domain::Assertion::Way::phone;
    if (by_phone && holder->second.person.medium != domain::Medium::iphone) return refuse("not a phone's signature");
    return &holder->second;
}

base::Date Registry::today() const { return base::date_in_japan(clock_.wall()); }

CertificateState Registry::state_of(const Holder& holder) const {
    if (holder.person.revoked) return CertificateState::revoked;
    if (today() <= holder.certificate_until) return CertificateState::valid;
    // Domain facts §1.6: to the last day of the third month after the month of expiry; §1.7: a phone has no grace.
    const bool in_grace = holder.person.medium == domain::Medium::card &&
                          today() <= base::end_of_month_after(holder.certificate_until, 3);
    return in_grace ? CertificateState::in_grace : CertificateState::expired;
}

/// A cancellation is in force from the end of the month after it was filed (rule R-22).
domain::Registration Registry::registration_of(const Holder& holder) const {
    using R = domain::Registration;
    if (!holder.registered) return R::none;
    const auto filed = holder.cancellation_filed;
    if (filed.year == 0 || today() < filed) return R::registered;
    return today() <= base::end_of_month_after(filed, 1) ? R::ending : R::cancelled;
}

domain::ConsentState Registry::consent_of(const Holder& holder) const {
    using S = domain::ConsentState;
    if (holder.person.consent_difficult) return S::difficult;
    if (!holder.consented || clock_.wall() < *holder.consented) return S::none;
    return clock_.wall() <= *holder.consented + kConsentLife ? S::given : S::expired;
}

domain::Authentication Registry::authentication_of(const Holder& holder) const {
    using S = domain::ConsentState;
    domain::Authentication who;
    who.registration = registration_of(holder);
    who.certificate = state_of(holder);
    who.consent = consent_of(holder);
    who.public_assistance = holder.person.card_classification == "A1";
    if (!who.registered() || who.certificate != CertificateState::valid) return who;
    const bool ask = who.consent != S::given && who.consent != S::difficult;
    who.ask_consent = ask && holder.person.asked_consent;
    who.asks[domain::Question::specific_disease] = ask && holder.person.specific_disease != 0;
    who.listed = holder.person.listed;
    return who;
}

base::Result<std::string> Registry::confirm(const std::string& id, const std::string& key,
                                            const std::string& facility_code, const domain::Choices& choices) {
    const std::scoped_lock lock(mutex_);
    const auto found = visits_.find(id);
    if (found == visits_.end() || found->second.holder == nullptr) return refuse("not authenticated");
    auto& visit = found->second;
    if (key.empty()) return refuse("no key");
    if (visit.confirm_key == key) {
        const bool same = visit.facility_code == facility_code && visit.choices == choices;
        return same ? base::Result<std::string>{visit.document} : refuse("key used for another request");
    }
    const auto& who = visit.authentication;
    if (!who.registered()) return refuse("not registered");
    if (who.certificate != CertificateState::valid && who.certificate != CertificateState::in_grace)
        return refuse("certificate");
    if (!eligibility::may_carry(who, choices.consents)) return refuse("consents that were not asked for");
    for (const auto& row : domain::kQuestionRows)
        if (!offered(who.listed[row.question], choices.answers[row.question].items))
            return refuse(std::string(row.wire) + " unknown");
    visit.document = document_for(visit, id, facility_code, choices);
    visit.confirm_key = key;
    visit.confirmed = clock_.wall();
    visit.facility_code = facility_code;
    visit.choices = choices;
    keep(visit, choices);
    ++acts_;
    return visit.document;
}

/// When somebody was here, a consent holds for a day, and what a pharmacy takes up is no longer in store for the next
/// visit.
void Registry::keep(Visit& visit, const domain::Choices& choices) const {
    auto& holder = *visit.holder;
    holder.confirmed[visit.facility_code] = clock_.wall();
    if (visit.authentication.ask_consent || visit.authentication.asks[domain::Question::specific_disease]) {
        const bool none = choices.consents == domain::Consents::none();
        holder.consents = choices.consents;
        holder.consented = none ? std::nullopt : std::optional{clock_.wall()};
    }
    constexpr auto kStored = domain::Question::prescription_choice;
    std::erase_if(holder.person.listed[kStored], [&](const auto& stored) {
        return std::ranges::count(choices.answers[kStored].items, stored.id) != 0;
    });
}

void Registry::ask_authority(std::function<bool()> reachable) {
    const std::scoped_lock lock(mutex_);
    authority_ = std::move(reachable);
}

int Registry::acts() const {
    const std::scoped_lock lock(mutex_);
    return acts_;
}

std::optional<std::chrono::seconds> Registry::since_confirmed(const std::string& id) const {
    const std::scoped_lock lock(mutex_);
    const auto found = visits_.find(id);
    if (found == visits_.end() || found->second.confirm_key.empty()) return std::nullopt;
    return clock_.wall() - found->second.confirmed;
}

std::string Registry::holder_of(const std::string& id) const {
    const std::scoped_lock lock(mutex_);
    const auto found = visits_.find(id);
    return found == visits_.end() || found->second.holder == nullptr ? std::string() : found->second.holder->person.key;
}

void Registry::forget_old_visits() {
    const auto oldest = clock_.wall() - kVisitLife;
    std::erase_if(visits_, [&](const auto& entry) { return entry.second.begun < oldest; });
}

}  // namespace uketsuke::sim
