// SPDX-License-Identifier: Apache-2.0
// An OCSP responder over HTTP (RFC 6960, appendix A): DER out, DER back. Whether the answer may be believed is judged
// elsewhere, by its signature; so plain http will do.
#pragma once

#include <string>

#include "firmware/base/bytes.hpp"
#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::drivers::ocsp {

/// Thread-safe; one connection a question.
class HttpResponder {
public:
    HttpResponder(std::string url, base::Duration deadline) : url_(std::move(url)), deadline_(deadline) {}

    /// Errors: those of http::post, and those of http::error_of for any status but 200.
    base::Result<base::Bytes> ask(base::ByteView request) const;

private:
    std::string url_;
    base::Duration deadline_;
};

}  // namespace uketsuke::drivers::ocsp
