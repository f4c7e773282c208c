// SPDX-License-Identifier: Apache-2.0
#include "number_requests.hpp"

#include "firmware/base/log.hpp"
#include "oqs_number.hpp"

namespace uketsuke::eligibility {
namespace {

base::Result<void> keep(Client& client, const base::Result<OqsNumberRequest>& asked) {
    if (!asked) return base::fail(asked.error());
    if (asked->facility_code != client.facility_code())
        return base::fail(base::ErrorCode::service_refused, "the request is of another facility");
    return client.register_number(asked->what);
}

}  // namespace

base::Result<base::WipedText> NumberRequests::carry_out(std::string_view request) {
    const auto asked = read_number_request(request);
    if (asked && !asked->noted.empty()) base::warn("eligibility", "of the request: {}", fmt::join(asked->noted, "; "));
    const auto kept = keep(client_, asked);
    if (!kept)
        base::warn("eligibility", "a 照会番号 was not registered: {} {}", base::name_of(kept.error().code),
                   kept.error().detail);
    const OqsNumberRequest unread{.facility_code = client_.facility_code()};
    return build_number_answer(asked ? *asked : unread, clock_.wall(),
                               kept ? std::nullopt : std::optional(kept.error()));
}

}  // namespace uketsuke::eligibility
