// SPDX-License-Identifier: Apache-2.0
// The line to the eligibility service over mutual TLS (firmware/http); certificates count by the Clock's date.
#pragma once

#include <filesystem>
#include <functional>
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
    std::shared_ptr<http::KeySource> key;
    base::Duration deadline{5000};  ///< of each request
    /// Is told what time the service says it is, by whoever asked; thread-safe. Empty: nobody is.
    std::function<void(base::WallTime)> hear_date = {};
};

/// Thread-safe: a connection of its own for each request.
class HttpsLine : public Line {
public:
    /// The clock must outlive the line. Errors: file_unreadable (CA or certificate missing, not readable, or not what
    /// they should be; a key of another certificate), those of the key's source, config_invalid (no https URL).
    static base::Result<std::unique_ptr<HttpsLine>> create(ServiceAccess access, const ports::Clock& clock);
    base::Result<http::Response> post(std::string_view path, const std::string& key, const WipedText& body) override;

private:
    HttpsLine(ServiceAccess access, const ports::Clock& clock);
    const ServiceAccess access_;
    const ports::Clock& clock_;
};

}  // namespace uketsuke::eligibility
