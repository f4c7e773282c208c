// SPDX-License-Identifier: Apache-2.0
// OQSsiimm01req and OQSsiimm01res: what a clinic's program asks of the kiosk about a 照会番号 (OQS-IF-003), and the
// answer. Of the request the names of its elements and some lengths are public, as one author read the official paper
// (Shift_JIS, file OQSsiimm01req_YYYYMMDDNNNN.xml); what its header holds is not. THE LAYOUT OF THE ANSWER IS NOT
// PUBLIC: it is ours, put together from the other results' header and status and the request's own block.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "oqs_document.hpp"

namespace uketsuke::eligibility {

struct OqsNumberRequest {
    std::string facility_code;  ///< MedicalInstitutionCode, ten digits
    std::string identifier;     ///< ArbitraryFileIdentifier; goes back in the answer; empty: none
    OqsNumber what;
    bool shift_jis = false;               ///< how it is written, and how it is answered
    std::vector<std::string> noted = {};  ///< of one that was read, as ReadDocument::noted

    bool operator==(const OqsNumberRequest&) const = default;
};

/// Errors: service_garbled, as read_document().
base::Result<OqsNumberRequest> read_number_request(std::string_view xml);
/// For the simulated clinic: the text is not wiped. Errors: internal (no CP932 on this system).
base::Result<std::string> build_number_request(const OqsNumberRequest& request);
/// `failed`: why nothing was registered. Its code is "UKT" and the number of the error catalogue; of its detail there
/// stands what XML can hold. Nothing of the patient is left behind. Errors: as above.
base::Result<WipedText> build_number_answer(const OqsNumberRequest& request, base::WallTime executed,
                                            const std::optional<base::Error>& failed);

}  // namespace uketsuke::eligibility
