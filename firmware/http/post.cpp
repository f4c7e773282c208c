// SPDX-License-Identifier: Apache-2.0
#include "post.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <array>
#include <chrono>
#include <ctime>
#include <optional>

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

/// What goes into the TLS of one request, and what is heard of it.
struct Tls {
    std::optional<std::time_t> now;
    const MutualTls* ours = nullptr;
    PrivateKey key;        ///< of our certificate
    bool refused = false;  ///< one side would not go on with the other
};

/// A line that is cut ends like a refusal for libcurl (CURLE_SSL_CONNECT_ERROR). OpenSSL knows better: a refusal is a
/// fatal alert, or what came was no TLS; of an end without a word it says so, or nothing.
void watch(const SSL* ssl, int where, int value) {
    const auto error = ERR_peek_last_error();
    if (ERR_GET_REASON(error) == SSL_R_UNEXPECTED_EOF_WHILE_READING) return;
    const bool alert = (where & SSL_CB_ALERT) != 0 && value >> 8 == SSL3_AL_FATAL;
    const bool failed = (where & SSL_CB_EXIT) != 0 && value <= 0 && ERR_GET_LIB(error) == ERR_LIB_SSL;
    if (alert || failed) static_cast<Tls*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)))->refused = true;
}

/// Our certificate and its key, which need not be in a file that curl could read.
bool show_certificate(SSL_CTX* context, const Tls& tls) {
    return SSL_CTX_use_certificate_chain_file(context, tls.ours->certificate.c_str()) == 1 &&
           SSL_CTX_use_PrivateKey(context, tls.key.get()) == 1;
}

/// Certificates count by the date of the request, not by the machine's; what was decrypted is wiped once it is read.
CURLcode set_up_tls(CURL*, void* context, void* tls_of_request) {
    auto* context_of_tls = static_cast<SSL_CTX*>(context);
    auto* tls = static_cast<Tls*>(tls_of_request);
    if (tls->now) X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(context_of_tls), *tls->now);
    SSL_CTX_set_options(context_of_tls, SSL_OP_CLEANSE_PLAINTEXT);
    SSL_CTX_set_app_data(context_of_tls, tls);
    SSL_CTX_set_info_callback(context_of_tls, watch);
    const bool shown = tls->ours == nullptr || show_certificate(context_of_tls, *tls);
    ERR_clear_error();
    return shown ? CURLE_OK : CURLE_SSL_CERTPROBLEM;
}

/// Without `Expect` no round trip is spent on asking whether a body may come.
HeaderList list_of(const std::vector<std::string>& headers) {
    curl_slist* list = curl_slist_append(nullptr, "Expect:");
    for (const auto& header : headers) list = curl_slist_append(list, header.c_str());
    return HeaderList(list);
}

void set_mutual_tls(CURL* curl, const MutualTls& tls) {
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    curl_easy_setopt(curl, CURLOPT_CAINFO, tls.ca.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);  // the built-in default would add the system's CAs
}

void set_request(CURL* curl, const Request& request, base::Duration left) {
    curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(left.count()));
    // Who resolves names may take minutes when no name server answers, and nobody can call it off. libcurl lets it do
    // so in a thread of its own; with this it leaves that thread behind, which ends by itself, and does not wait for
    // it.
    curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, reinterpret_cast<const char*>(request.body.data()));
}

/// TLS 1.3 tells a bad client certificate after our part of the handshake: that alert ends as a read error.
ErrorCode code_of(CURLcode code, const Tls& tls) {
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT: return ErrorCode::service_timeout;
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR: return ErrorCode::service_untrusted;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR: return tls.refused ? ErrorCode::service_untrusted : ErrorCode::service_unreachable;
        case CURLE_WRITE_ERROR:
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_UNSUPPORTED_PROTOCOL:  // also an answer without a status line
        case CURLE_HTTP2:
        case CURLE_BAD_CONTENT_ENCODING: return ErrorCode::service_garbled;
        default: return ErrorCode::service_unreachable;
    }
}

std::optional<base::WallTime> date_of(CURL* curl) {
    curl_header* header = nullptr;
    if (curl_easy_header(curl, "Date", 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return std::nullopt;
    const auto seconds = curl_getdate(header->value, nullptr);
    if (seconds < 0) return std::nullopt;
    return base::WallTime(std::chrono::seconds(seconds));
}

}  // namespace

base::Result<Response> post(const Request& request) {
    if (!start_curl()) return base::fail(ErrorCode::internal, "curl_global_init");
    const auto begun = std::chrono::steady_clock::now();
    Tls tls;  // this, and all that libcurl writes into, outlives the handle
    if (request.tls) {
        tls.now = static_cast<std::time_t>(request.tls->now.time_since_epoch().count());
        tls.ours = &*request.tls;
        auto key = request.tls->key->load();
        if (!key) return base::fail(key.error());
        tls.key = std::move(*key);
    }
    std::array<char, CURL_ERROR_SIZE> text{};
    Response answer;
    Taken taken{answer.body, request.largest_answer};
    const auto headers = list_of(request.headers);
    const Handle handle(curl_easy_init());
    CURL* curl = handle.get();
    if (curl == nullptr) return base::fail(ErrorCode::internal, "curl_easy_init");
    const auto left =
        request.deadline - std::chrono::duration_cast<base::Duration>(std::chrono::steady_clock::now() - begun);
    if (left <= base::Duration::zero()) return base::fail(ErrorCode::service_timeout, "the key took all the time");
    set_request(curl, request, left);
    if (request.tls) set_mutual_tls(curl, *request.tls);
    curl_easy_setopt(curl, CURLOPT_SSL_CTX_FUNCTION, set_up_tls);
    curl_easy_setopt(curl, CURLOPT_SSL_CTX_DATA, &tls);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &taken);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, text.data());
    const auto code = curl_easy_perform(curl);
    if (code != CURLE_OK)
        return base::fail(code_of(code, tls), fmt::format("{}: {}", curl_easy_strerror(code), text.data()));
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
    answer.date = date_of(curl);
    return answer;
}

base::Error error_of(long status) {
    constexpr long kRequestTimeout = 408, kTooManyRequests = 429, kGatewayTimeout = 504;
    auto code = ErrorCode::service_garbled;
    if (status >= 500 || status == kTooManyRequests) code = ErrorCode::service_unreachable;
    if (status == kRequestTimeout || status == kGatewayTimeout) code = ErrorCode::service_timeout;
    return {code, fmt::format("HTTP {}", status)};
}

}  // namespace uketsuke::http
