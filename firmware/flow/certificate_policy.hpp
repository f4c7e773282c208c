// SPDX-License-Identifier: Apache-2.0
// What the date of the user-authentication certificate means on a day (domain facts §1.6). Dates are dates in Japan.
#pragma once

#include "firmware/domain/card.hpp"
#include "firmware/domain/eligibility.hpp"

namespace uketsuke::flow {

/// First day of the notice: three months before the last day (31 May → 28 or 29 February).
base::Date notice_from(base::Date not_after);
/// Last day of the grace after expiry: the last of the third month after the month of expiry.
base::Date grace_until(base::Date not_after);

enum class CertificateLife : std::uint8_t { valid, ends_soon, in_grace, ended };

/// The stricter of what the reader knows by date and what the service says. A phone has no grace. The last day itself
/// still counts.
CertificateLife certificate_life(const domain::CardInfo& card, domain::CertificateState service, base::Date today);

}  // namespace uketsuke::flow
