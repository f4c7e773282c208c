// SPDX-License-Identifier: Apache-2.0
// The eligibility port over mutual TLS (libcurl, OpenSSL). Trusts one CA file and nothing of the system, at least
// TLS 1.2, checks the host's name, takes the date for certificates from the Clock, follows no redirect, uses no proxy.
// Each call is one attempt on a connection of its own under one deadline for resolving, connecting, TLS and answer;
// nothing is cached between calls, so each call judges the certificate again.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "firmware/ports/clock.hpp"
#include "firmware/ports/eligibility.hpp"

namespace uketsuke::eligibility {

struct ServiceAccess {
    std::string url;                    ///< "https://host:port", no path
    std::filesystem::path ca;           ///< PEM
    std::filesystem::path certificate;  ///< the kiosk's, PEM
    std::filesystem::path key;          ///< PEM
    base::Duration deadline{5000};      ///< of each call
    std::string facility_code;          ///< ten digits
};

/// Thread-bound to the net lane. Errors of a visit's calls:
/// service_unreachable (no address, no connection, cut before an answer, HTTP 5xx) · service_timeout (deadline) ·
/// service_untrusted (the service's certificate, its date or name, or ours refused; when the line is
/// reset before the alert is read this is service_unreachable) · service_garbled
/// (anything that is no answer, larger than wire::kLargestBody, or neither HTTP 200 nor a refusal of this request) ·
/// service_mismatch (answer to another request, document of another visit or facility, or with other consents than were
/// given) · service_refused, service_maintenance, certificate_unconfirmed (said so) · internal (consents that were not
/// asked for: nothing leaves).
/// Detail: what curl or the service said, without a person's data.
/// Questions, answers and what was read from them are wiped; what the libraries keep: wire.hpp, https_post.hpp. Whoever
/// takes the result document wipes it.
class HttpsEligibilityClient : public ports::EligibilityClient {
public:
    /// The clock must outlive the client and its visits. Errors: file_unreadable (CA, certificate or key missing, not
    /// readable, or not what they should be), config_invalid (no https URL).
    static base::Result<std::unique_ptr<HttpsEligibilityClient>> create(ServiceAccess access,
                                                                        const ports::Clock& clock);
    /// The visit may outlive the client.
    std::unique_ptr<ports::EligibilityVisit> begin() override;

private:
    HttpsEligibilityClient(ServiceAccess access, const ports::Clock& clock);
    std::shared_ptr<const ServiceAccess> access_;
    const ports::Clock& clock_;
};

}  // namespace uketsuke::eligibility
