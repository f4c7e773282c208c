// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "firmware/base/error.hpp"
#include "firmware/domain/card.hpp"
#include "firmware/domain/eligibility.hpp"

namespace uketsuke::ports {

/// One visit's questions to the service: challenge, authenticate, [register_use,] confirm, in this order, over mutual
/// TLS. Each call is one attempt under one deadline; a repeated register_use or confirm carries the same idempotency
/// key, so the service acts once. An answer to another request is refused (service_mismatch). Thread-bound to the net
/// lane. Errors: service_unreachable, service_timeout, service_untrusted, service_garbled, service_mismatch,
/// service_refused, service_maintenance, certificate_unconfirmed (just renewed, and the certificate authority cannot be
/// asked), service_processing (the result is not ready; the same confirm() later gets it).
class EligibilityVisit {
public:
    virtual ~EligibilityVisit() = default;
    /// A fresh nonce, to be signed once. May be asked again in the same visit (a new try).
    virtual base::Result<domain::Nonce> challenge() = 0;
    virtual base::Result<domain::Authentication> authenticate(const domain::Assertion& assertion) = 0;
    /// 利用登録 of the person that authenticate() identified, who has agreed to it. The answer is the new state.
    virtual base::Result<domain::Authentication> register_use() = 0;
    /// What the card on the reader proves of its holder, where its face record was read: an answer of confirm() that
    /// tells of another birth or sex is refused (service_mismatch), since face and key may be two cards'.
    virtual void hold_against(const domain::HolderProof& holder) = 0;
    virtual base::Result<domain::Eligibility> confirm(const domain::Choices& choices) = 0;
};

class EligibilityClient {
public:
    virtual ~EligibilityClient() = default;
    virtual std::unique_ptr<EligibilityVisit> begin() = 0;
    /// Whether the service would serve a patient: asked between visits, and without anything of a person. One attempt
    /// under one deadline, on the errands lane, whatever a visit asks meanwhile. Errors: those of a visit's calls.
    virtual base::Result<void> probe() = 0;
};

}  // namespace uketsuke::ports
