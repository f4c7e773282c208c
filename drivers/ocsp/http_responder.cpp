// SPDX-License-Identifier: Apache-2.0
#include "http_responder.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <memory>

namespace uketsuke::drivers::ocsp {
namespace {

using base::ErrorCode;

constexpr std::size_t kLongestAnswer = 65536;

/// Takes what comes, up to the limit; then the transfer stops with CURLE_WRITE_ERROR.
std::size_t take(const char* data, std::size_t, std::size_t size, void* into) {
    auto& answer = *static_cast<base::Bytes*>(into);
    if (answer.size() + size > kLongestAnswer) return 0;
    answer.insert(answer.end(), data, data + size);
    return size;
}

ErrorCode code_of(CURLcode code) {
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT: return ErrorCode::service_timeout;
        case CURLE_WRITE_ERROR:
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_HTTP_RETURNED_ERROR: return ErrorCode::service_garbled;
        default: return ErrorCode::service_unreachable;
    }
}

}  // namespace

base::Result<base::Bytes> HttpResponder::ask(base::ByteView request) const {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle(curl_easy_init(), curl_easy_cleanup);
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(
        curl_slist_append(nullptr, "Content-Type: application/ocsp-request"), curl_slist_free_all);
    CURL* curl = handle.get();
    if (curl == nullptr || !headers) return base::fail(ErrorCode::internal, "curl_easy_init");
    base::Bytes answer;
    curl_easy_setopt(curl, CURLOPT_URL, url_.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(deadline_.count()));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, reinterpret_cast<const char*>(request.data()));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
    const auto code = curl_easy_perform(curl);
    if (code != CURLE_OK) return base::fail(code_of(code), fmt::format("{}", curl_easy_strerror(code)));
    return answer;
}

}  // namespace uketsuke::drivers::ocsp
