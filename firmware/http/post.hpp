// SPDX-License-Identifier: Apache-2.0
// One HTTP request, once (libcurl): to the eligibility service, to an OCSP responder. Over a connection of its own,
// with one deadline for the key, resolving, connecting, TLS and answer; no redirect, no proxy, nothing cached. A name that is
// still being resolved at the deadline leaves a thread of libcurl behind, which ends when the resolver gives up.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/bytes.hpp"
#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "firmware/base/wiped_text.hpp"
#include "key_source.hpp"

namespace uketsuke::http {

/// Both sides show a certificate. Trusts one CA file and nothing of the system, at least TLS 1.2, checks the host's
/// name.
struct MutualTls {
    std::filesystem::path ca;           ///< PEM
    std::filesystem::path certificate;  ///< ours, PEM
    KeySource* key;                     ///< of that certificate; outlives the request
    base::WallTime now;                 ///< the date by which certificates count, whatever the machine's is
};

struct Request {
    std::string url;
    std::vector<std::string> headers;  ///< "Name: value"
    base::ByteView body;
    base::Duration deadline;
    std::size_t largest_answer;    ///< bytes; a larger body is cut off unread
    std::optional<MutualTls> tls;  ///< then https only; without it http, or https by the system's CAs
};

struct Response {
    long status = 0;
    base::WipedText body;
    std::optional<base::WallTime> date = {};  ///< the other side's clock, where it says so
};

/// Thread-safe. Errors: service_unreachable (no address, no connection, cut before an answer, in the handshake too) ·
/// service_timeout (deadline) · service_untrusted (the server's certificate, its date or name, or ours refused, or no
/// TLS; when the line is reset before the alert is read this is service_unreachable) · service_garbled (no HTTP, or too
/// large); and those of the key's source.
/// Detail: what curl said. Body and answer also pass through the buffers of curl (curl_memory.hpp) and of OpenSSL,
/// which wipe them.
base::Result<Response> post(const Request& request);

/// What an answer means whose status is not the expected one and whose body says nothing: service_timeout (408, 504),
/// service_unreachable (429: asked too often; 5xx), else service_garbled.
base::Error error_of(long status);

}  // namespace uketsuke::http
