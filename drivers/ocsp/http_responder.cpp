// SPDX-License-Identifier: Apache-2.0
#include "http_responder.hpp"

#include "firmware/http/post.hpp"

namespace uketsuke::drivers::ocsp {
namespace {

constexpr std::size_t kLongestAnswer = 65536;

}  // namespace

base::Result<base::Bytes> HttpResponder::ask(base::ByteView request) const {
    const auto answer = http::post({.url = url_,
                                    .headers = {"Content-Type: application/ocsp-request"},
                                    .body = request,
                                    .deadline = deadline_,
                                    .largest_answer = kLongestAnswer,
                                    .tls = {}});
    if (!answer) return base::fail(answer.error());
    if (answer->status != 200) return base::fail(http::error_of(answer->status));
    const auto bytes = base::as_bytes(answer->body);
    return base::Bytes(bytes.begin(), bytes.end());
}

}  // namespace uketsuke::drivers::ocsp
