// SPDX-License-Identifier: Apache-2.0
// The line to the eligibility service: one HTTP request, once. HttpsLine is the real one; the simulator has one without
// a network. The dialogue (client.hpp) is the same over both.
#pragma once

#include <string>
#include <string_view>

#include "firmware/base/error.hpp"
#include "wiped_text.hpp"

namespace uketsuke::eligibility {

struct HttpAnswer {
    long status = 0;
    WipedText body;
};

/// Thread-bound to the net lane.
class Line {
public:
    virtual ~Line() = default;
    /// Posts a JSON body under an idempotency key (wire.hpp); takes at most a deadline of the line's own. Errors:
    /// service_unreachable (no address, no connection, cut before an answer) · service_timeout (deadline) ·
    /// service_untrusted (the service's certificate, its date or name, or ours refused; when the line is reset before
    /// the alert is read this is service_unreachable) · service_garbled (no HTTP, or larger than wire::kLargestBody).
    virtual base::Result<HttpAnswer> post(std::string_view path, const std::string& key, const WipedText& body) = 0;
};

}  // namespace uketsuke::eligibility
