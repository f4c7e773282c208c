// SPDX-License-Identifier: Apache-2.0
#include "https_line.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <utility>

#include "firmware/base/owned.hpp"
#include "service_messages.hpp"

namespace uketsuke::eligibility {
namespace {

using base::ErrorCode;

/// The same files, and the same key, as a request will load, once at the start: a wrong one is found before a patient
/// stands there.
base::Result<void> check_files(const ServiceAccess& access) {
    const base::Owned<SSL_CTX, SSL_CTX_free> context(SSL_CTX_new(TLS_client_method()));
    if (!context) return base::fail(ErrorCode::internal, "SSL_CTX_new");
    const auto complain = [](const std::filesystem::path& file, std::string_view what) {
        ERR_clear_error();
        return base::fail(ErrorCode::file_unreadable, fmt::format("{} {}", file.string(), what));
    };
    if (SSL_CTX_load_verify_file(context.get(), access.ca.c_str()) != 1)
        return complain(access.ca, "has no CA certificate in PEM");
    if (SSL_CTX_use_certificate_chain_file(context.get(), access.certificate.c_str()) != 1)
        return complain(access.certificate, "has no certificate in PEM");
    const auto key = access.key->load();
    if (!key) return base::fail(key.error());
    if (SSL_CTX_use_PrivateKey(context.get(), key->get()) != 1)
        return complain(access.certificate, "is not the certificate of the private key: take both from one request");
    return {};
}

}  // namespace

HttpsLine::HttpsLine(ServiceAccess access, const ports::Clock& clock) : access_(std::move(access)), clock_(clock) {}

base::Result<std::unique_ptr<HttpsLine>> HttpsLine::create(ServiceAccess access, const ports::Clock& clock) {
    if (!access.url.starts_with("https://"))
        return base::fail(ErrorCode::config_invalid, fmt::format("'{}' does not begin with https://", access.url));
    for (const auto& file : {access.ca, access.certificate})
        if (::access(file.c_str(), R_OK) != 0)
            return base::fail(ErrorCode::file_unreadable, fmt::format("{}: {}", file.string(), std::strerror(errno)));
    if (auto good = check_files(access); !good) return base::fail(good.error());
    return std::unique_ptr<HttpsLine>(new HttpsLine(std::move(access), clock));
}

base::Result<http::Response> HttpsLine::post(std::string_view path, const std::string& key, const WipedText& body) {
    auto answer = http::post(
        {.url = fmt::format("{}{}", access_.url, path),
         .headers = {fmt::format("Content-Type: {}", wire::kContentType), fmt::format("{}: {}", wire::kKeyHeader, key)},
         .body = base::as_bytes(body),
         .deadline = access_.deadline,
         .largest_answer = wire::kLargestBody,
         .tls = http::MutualTls{access_.ca, access_.certificate, access_.key.get(), clock_.wall()}});
    if (answer && answer->date && access_.hear_date) access_.hear_date(*answer->date);
    return answer;
}

}  // namespace uketsuke::eligibility
