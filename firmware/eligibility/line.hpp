// SPDX-License-Identifier: Apache-2.0
// The line to the eligibility service: one HTTP request, once. HttpsLine is the real one; the simulator has one without
// a network. The dialogue (client.hpp) is the same over both.
#pragma once

#include <string>
#include <string_view>

#include "firmware/base/wiped_text.hpp"
#include "firmware/http/post.hpp"

namespace uketsuke::eligibility {

using base::WipedText;

/// Called on the net lane and, for what no patient waits for, on the errands lane: thread-safe, where those are
/// threads.
class Line {
public:
    virtual ~Line() = default;
    /// Posts a JSON body under an idempotency key (wire.hpp); takes at most a deadline of the line's own. Errors:
    /// those of http::post; service_garbled also for more than wire::kLargestBody.
    virtual base::Result<http::Response> post(std::string_view path, const std::string& key, const WipedText& body) = 0;
};

}  // namespace uketsuke::eligibility
