// SPDX-License-Identifier: Apache-2.0
#include "post.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <array>
#include <ctime>

#include "curl_memory.hpp"
#include "firmware/base/owned.hpp"

namespace uketsuke::http {
namespace {

using base::ErrorCode;
using Handle = base::Owned<CURL, curl_easy_cleanup>;
using HeaderList = base::Owned<curl_slist, curl_slist_free_all>;

/// What comes, up to the limit; then the transfer stops with CURLE_WRITE_ERROR.
struct Taken {
    base::WipedText& body;
    std::size_t most;
};

std::size_t take(const char* data, std::size_t, std::size_t size, void* into) {
    auto& taken = *static_cast<Taken*>(into);
    if (taken.body.size() + size > taken.most) return 0;
    taken.body.append(data, size);
    return size;
}

/// Certificates count by the date of the request, not by the machine's; what was decrypted is wiped once it is read.
CURLcode set_up_tls(CURL*, void* context, void* now) {
    auto* tls = static_cast<SSL_CTX*>(context);
    X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(tls), *static_cast<const std::time_t*>(now));
    SSL_CTX_set_options(tls, SSL_OP_CLEANSE_PLAINTEXT);
    return CURLE_OK;
}

/// Without `Expect` no round trip is spent on asking whether a body may come.
HeaderList list_of(const std::vector<std::string>& headers) {
    curl_slist* list = curl_slist_append(nullptr, "Expect:");
    for (const auto& header : headers) list = curl_slist_append(list, header.c_str());
    return HeaderList(list);
}

void set_tls(CURL* curl, const MutualTls& tls, const std::time_t& now) {
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    curl_easy_setopt(curl, CURLOPT_CAINFO, tls.ca.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);  // the built-in default would add the system's CAs
    curl_easy_setopt(curl, CURLOPT_SSLCERT, tls.certificate.c_str());
    curl_easy_setopt(curl, CURLOPT_SSLKEY, tls.key.c_str());
    curl_easy_setopt(curl, CURLOPT_SSL_CTX_FUNCTION, set_up_tls);
    curl_easy_setopt(curl, CURLOPT_SSL_CTX_DATA, &now);
}

void set_request(CURL* curl, const Request& request) {
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.deadline.count()));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.deadline.count()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, reinterpret_cast<const char*>(request.body.data()));
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
        case CURLE_UNSUPPORTED_PROTOCOL:  // also an answer without a status line
        case CURLE_HTTP2:
        case CURLE_BAD_CONTENT_ENCODING: return ErrorCode::service_garbled;
        default: return ErrorCode::service_unreachable;
    }
}

}  // namespace

base::Result<Response> post(const Request& request) {
    if (!start_curl()) return base::fail(ErrorCode::internal, "curl_global_init");
    const Handle handle(curl_easy_init());
    CURL* curl = handle.get();
    if (curl == nullptr) return base::fail(ErrorCode::internal, "curl_easy_init");
    const auto headers = list_of(request.headers);
    const auto now =
        request.tls ? static_cast<std::time_t>(request.tls->now.time_since_epoch().count()) : std::time_t{};
    std::array<char, CURL_ERROR_SIZE> text{};
    Response answer;
    Taken taken{answer.body, request.largest_answer};
    set_request(curl, request);
    if (request.tls) set_tls(curl, *request.tls, now);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &taken);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, text.data());
    const auto code = curl_easy_perform(curl);
    if (code != CURLE_OK)
        return base::fail(code_of(code, text.data()), fmt::format("{}: {}", curl_easy_strerror(code), text.data()));
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
    return answer;
}

}  // namespace uketsuke::http
