// SPDX-License-Identifier: Apache-2.0
// OQSsiquc01req: the question of a look-up by the data of a 資格確認書, which a program at the desk puts into the
// folder `req` (domain facts §3.1, §3.3; the answer is an OqsDocument with ReferenceClassification 2). The kiosk sends
// none: a card's check begins with the card.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "oqs_document.hpp"

namespace uketsuke::eligibility {

struct OqsRequest {
    base::Date day;                       ///< QualificationConfirmationDate
    std::string facility_code;            ///< MedicalInstitutionCode, ten digits
    std::string identifier;               ///< ArbitraryFileIdentifier; empty: none
    OqsSearch search;                     ///< insurer_number, number, birth and high_cost_agreed must be there
    std::vector<std::string> noted = {};  ///< of one that was read, as ReadDocument::noted

    bool operator==(const OqsRequest&) const = default;
};

/// UTF-8 XML.
std::string build_request(const OqsRequest& request);
/// In UTF-8 or, where it says so, in Shift_JIS. Errors: service_garbled, as read_document.
base::Result<OqsRequest> read_request(std::string_view xml);

}  // namespace uketsuke::eligibility
