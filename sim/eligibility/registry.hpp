// SPDX-License-Identifier: Apache-2.0
// The simulated eligibility service without its network: who holds which card, whose certificate still counts, and what
// the answer is. The real service is not public; its rules as far as they are known: domain facts §1.4, §1.6, §3.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/domain/card.hpp"
#include "firmware/domain/eligibility.hpp"
#include "firmware/ports/clock.hpp"
#include "sim/people/person.hpp"

namespace uketsuke::eligibility {
struct OqsInsured;
struct OqsNumber;
struct OqsSearch;
}  // namespace uketsuke::eligibility
namespace uketsuke::sim {

/// A nonce must come back signed within this time.
constexpr std::chrono::seconds kNonceLife{120};

/// A 照会番号 may be registered so long after a confirmation: as long as a consent stands. How long the real service
/// takes it is not public.
constexpr std::chrono::hours kNumberWithin{24};

/// What a patient does here stays: a registration, a consent (24 hours), a prescription that was taken up.
/// Thread-safe. Each refusal is service_refused with a reason in a word or two, if nothing else is said.
class Registry {
public:
    /// Enrols each person with the certificate in `card_pki`/people/KEY/auth.der, issued by one of
    /// `card_pki`/authorities.crt (sim/card/pki.sh). The clock must outlive the registry; it tells the service's date.
    /// Errors: file_unreadable.
    static base::Result<std::unique_ptr<Registry>> create(const std::vector<Person>& people,
                                                          const std::filesystem::path& card_pki,
                                                          const ports::Clock& clock);
    ~Registry();
    /// Another one with the same people, whom nobody there has seen yet. Cheap. The clock must outlive it.
    [[nodiscard]] std::unique_ptr<Registry> twin(const ports::Clock& clock) const;
    /// This person too, or what the service knows of them from now on. Errors: file_unreadable.
    base::Result<void> enrol(const Person& person);
    /// What visits asked and got: each begins anew.
    void forget_visits();
    /// What the next results say of this person's insurance; the rest stays as it is. `several` is of those alone whom
    /// two insurers report, and anything else tells of the first one. Errors: config_invalid (nobody is called so, or
    /// this person has one insurer).
    base::Result<void> set_validity(const std::string& person, domain::Validity validity);

    /// A fresh nonce for this visit; an unused older one is dead.
    domain::Nonce challenge(const std::string& visit);
    /// Checks nonce, signature and certificate. An assertion labelled `simulated_terminal` is taken like one by PIN:
    /// only a simulated service does that. The same key and assertion again gets the same answer and does nothing.
    base::Result<domain::Authentication> authenticate(const std::string& visit, const std::string& key,
                                                      const domain::Nonce& nonce, const domain::Assertion& assertion);
    /// 利用登録 of the authenticated person; by card only (domain facts §1.7). A certificate that has ended meanwhile
    /// registers nothing: the answer says what it is. The same key again gets the same answer and does nothing. Errors
    /// besides: certificate_unconfirmed.
    base::Result<domain::Authentication> register_use(const std::string& visit, const std::string& key);
    /// What the visit's last answer said.
    base::Result<domain::Authentication> who(const std::string& visit) const;
    /// The result document for an authenticated visit. The same key and request again gets the same document and does
    /// nothing; the same key with another request is refused, and so are consents and prescriptions that were not
    /// offered.
    base::Result<std::string> confirm(const std::string& visit, const std::string& key,
                                      const std::string& facility_code, const domain::Choices& choices);
    /// 照会番号: results for this facility tell it from now on, of the person with this insurance, who must have been
    /// confirmed for the facility within kNumberWithin. The same number again does nothing.
    base::Result<void> register_number(const std::string& facility_code, const eligibility::OqsNumber& number);
    /// The result document of a look-up without a card, by what stands on a paper; `reference` is its OQSCD002: 2, or 7
    /// and 8 of one maker. Nobody has consented to anything in it; 限度額 is told where the search says so. A search
    /// without insurer, number and birth finds nobody.
    [[nodiscard]] std::string look_up(const eligibility::OqsSearch& search, int reference,
                                      const std::string& facility_code) const;
    /// How long ago a visit's confirmation was acted upon; nothing where none was.
    [[nodiscard]] std::optional<std::chrono::seconds> since_confirmed(const std::string& visit) const;
    /// How many confirmations, registrations and numbers were acted upon (a repeat is not).
    [[nodiscard]] int acts() const;
    /// Asked whenever a renewed certificate or a registration needs the certificate authority (domain facts §1.6):
    /// false ends in certificate_unconfirmed. Without it the authority always answers.
    void ask_authority(std::function<bool()> reachable);
    /// The key of the person whom a visit is of; empty: nobody is authenticated.
    [[nodiscard]] std::string holder_of(const std::string& visit) const;
    /// The service's time.
    [[nodiscard]] base::WallTime now() const { return clock_.wall(); }

private:
    struct Holder;
    struct Visit;
    struct Keys;
    Registry(std::filesystem::path card_pki, const ports::Clock& clock);
    [[nodiscard]] base::Date today() const;
    domain::CertificateState state_of(const Holder& holder) const;
    domain::Registration registration_of(const Holder& holder) const;
    domain::ConsentState consent_of(const Holder& holder) const;
    domain::Authentication authentication_of(const Holder& holder) const;
    base::Result<Holder*> check(const Visit& visit, const domain::Nonce& nonce, const domain::Assertion& assertion);
    void keep(Visit& visit, const domain::Choices& choices) const;
    void put_agreed(eligibility::OqsInsured& insured, const Visit& visit, const domain::Choices& choices) const;
    std::string document_for(const Visit& visit, const std::string& id, const std::string& facility_code,
                             const domain::Choices& choices) const;
    void forget_old_visits();

    const std::filesystem::path card_pki_;
    mutable std::mutex mutex_;
    const ports::Clock& clock_;
    std::shared_ptr<Keys> keys_;
    std::map<std::string, Holder> enrolled_;  ///< as they were when they came, by SHA-256 of the certificate
    std::map<std::string, Holder> holders_;   ///< by SHA-256 of the certificate
    std::map<std::string, Visit> visits_;     ///< by visit id
    std::function<bool()> authority_ = [] { return true; };
    int acts_ = 0;
};

}  // namespace uketsuke::sim
