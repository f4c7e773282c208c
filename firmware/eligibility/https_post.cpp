// SPDX-License-Identifier: Apache-2.0
#include "https_post.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <array>
#include <ctime>

#include "wire.hpp"

namespace uketsuke::eligibility {
namespace {

using base::ErrorCode;

struct CurlCloser {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListCloser {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, CurlCloser>;
using HeaderList = std::unique_ptr<curl_slist, ListCloser>;

/// Takes what comes, up to the limit; then the transfer stops with CURLE_WRITE_ERROR.
std::size_t take_body(const char* data, std::size_t, std::size_t size, void* into) {
    auto& body = *static_cast<WipedText*>(into);
    if (body.size() + size > wire::kLargestBody) return 0;
    body.append(data, size);
    return size;
}

/// Certificates count by the Clock's date, not by the machine's; what was decrypted is wiped once it is read.
CURLcode set_up_tls(CURL*, void* context, void* now) {
    auto* tls = static_cast<SSL_CTX*>(context);
    X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(tls), *static_cast<const std::time_t*>(now));
    SSL_CTX_set_options(tls, SSL_OP_CLEANSE_PLAINTEXT);
    return CURLE_OK;
}

HeaderList headers_for(const std::string& key) {
    curl_slist* list = nullptr;
    for (const auto& header : {fmt::format("Content-Type: {}", wire::kContentType),
                               fmt::format("{}: {}", wire::kKeyHeader, key), std::string("Expect:")})
        list = curl_slist_append(list, header.c_str());
    return HeaderList(list);
}

void set_tls(CURL* curl, const ServiceAccess& access, const std::time_t& now) {
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    curl_easy_setopt(curl, CURLOPT_CAINFO, access.ca.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);  // the built-in default would add the system's CAs
    curl_easy_setopt(curl, CURLOPT_SSLCERT, access.certificate.c_str());
    curl_easy_setopt(curl, CURLOPT_SSLKEY, access.key.c_str());
    curl_easy_setopt(curl, CURLOPT_SSL_CTX_FUNCTION, set_up_tls);
    curl_easy_setopt(curl, CURLOPT_SSL_CTX_DATA, &now);
}

/// TLS alerts that come after our part of the handshake (TLS 1.3 tells a bad client certificate so) end as read errors.
ErrorCode code_of(CURLcode code, std::string_view text) {
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT: return ErrorCode::service_timeout;
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR: return ErrorCode::service_untrusted;
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
            return text.find("alert") != std::string_view::npos ? ErrorCode::service_untrusted
                                                                : ErrorCode::service_unreachable;
        case CURLE_WRITE_ERROR:
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_HTTP2:
        case CURLE_BAD_CONTENT_ENCODING: return ErrorCode::service_garbled;
        default: return ErrorCode::service_unreachable;
    }
}

}  // namespace

base::Result<HttpAnswer> https_post(const ServiceAccess& access, base::WallTime now, std::string_view path,
                                    const std::string& key, const WipedText& body) {
    const Handle handle(curl_easy_init());
    CURL* curl = handle.get();
    if (curl == nullptr) return base::fail(ErrorCode::internal, "curl_easy_init");
    const auto url = fmt::format("{}{}", access.url, path);
    const auto headers = headers_for(key);
    const auto seconds = static_cast<std::time_t>(now.time_since_epoch().count());
    std::array<char, CURL_ERROR_SIZE> text{};
    HttpAnswer answer;
    set_tls(curl, access, seconds);
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(access.deadline.count()));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(access.deadline.count()));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.c_str());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, text.data());
    const auto code = curl_easy_perform(curl);
    if (code != CURLE_OK)
        return base::fail(code_of(code, text.data()), fmt::format("{}: {}", curl_easy_strerror(code), text.data()));
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
    return answer;
}

}  // namespace uketsuke::eligibility
