// SPDX-License-Identifier: Apache-2.0
// The line to the eligibility service over mutual TLS (libcurl, OpenSSL). Trusts one CA file and nothing of the system,
// at least TLS 1.2, checks the host's name, takes the date for certificates from the Clock, follows no redirect, uses
// no proxy. Each request goes over a connection of its own under one deadline for resolving, connecting, TLS and
// answer; nothing is cached between requests, so each judges the certificate again.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "firmware/base/time.hpp"
#include "firmware/ports/clock.hpp"
#include "line.hpp"

namespace uketsuke::eligibility {

struct ServiceAccess {
    std::string url;                    ///< "https://host:port", no path
    std::filesystem::path ca;           ///< PEM
    std::filesystem::path certificate;  ///< the kiosk's, PEM
    std::filesystem::path key;          ///< PEM
    base::Duration deadline{5000};      ///< of each request
};

/// Thread-bound to the net lane. Body and answer also pass through the buffers of curl (curl_memory.hpp) and of
/// OpenSSL, which wipe them.
class HttpsLine : public Line {
public:
    /// The clock must outlive the line. Errors: file_unreadable (CA, certificate or key missing, not readable, or not
    /// what they should be), config_invalid (no https URL).
    static base::Result<std::unique_ptr<HttpsLine>> create(ServiceAccess access, const ports::Clock& clock);
    base::Result<HttpAnswer> post(std::string_view path, const std::string& key, const WipedText& body) override;

private:
    HttpsLine(ServiceAccess access, const ports::Clock& clock);
    const ServiceAccess access_;
    const ports::Clock& clock_;
};

}  // namespace uketsuke::eligibility
