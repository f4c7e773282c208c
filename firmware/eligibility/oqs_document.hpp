// SPDX-License-Identifier: Apache-2.0
// XmlMsg: the result of one eligibility check as the clinic's computer reads it (OQSsiquc01res_face_*.xml). Builds it
// and reads it back. Element names and values: domain facts §3.2–3.5; the official layout is handed out to vendors
// only, so this covers what public samples show: one card check, UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "firmware/domain/eligibility.hpp"
#include "wiped_text.hpp"

namespace uketsuke::eligibility {

/// Larger documents are refused unread.
constexpr std::size_t kLargestDocument = 256 * 1024;

/// ResultOfQualificationConfirmation (§3.5). Empty texts are left out of the document; those marked ! must be there.
struct OqsInsured {
    WipedText card_classification = "01";  ///< ! OQSCD010
    WipedText insurer_number, symbol, number, branch;
    WipedText name;  ///< !
    WipedText name_kana;
    int sex = 3;       ///< ! OQSCD007: 1 male, 2 female, 3 not told
    base::Date birth;  ///< !
    WipedText address, postcode;
    WipedText ratio;         ///< three digits per cent
    WipedText insurer_name;  ///< !
};

struct OqsDocument {
    base::WallTime executed;    ///< ProcessExecutionTime; its date in Japan is QualificationConfirmationDate
    std::string facility_code;  ///< MedicalInstitutionCode, ten digits
    std::string identifier;     ///< ArbitraryFileIdentifier: the visit that asked
    domain::Validity validity = domain::Validity::none_found;
    std::vector<OqsInsured, WipingAllocator<OqsInsured>> insured;  ///< none when nothing was found
    domain::Consents consents;                                     ///< one set for all of `insured`
    std::optional<base::WallTime> consented;  ///< …ConsTime of the given consents; …AvailableTime is 24 h later
};

/// UTF-8 XML. For the simulated service: what it made on the way is not wiped.
std::string build_document(const OqsDocument& document);
/// The header of a check that failed as a whole: SegmentOfResult 9 and no body (§3.6).
std::string build_failure(const OqsDocument& header, std::string_view error_code, std::string_view message);

/// Reads and judges a document. Its own copy of the text, in which pugixml's DOM lies, is wiped.
/// Errors: service_refused (SegmentOfResult 9 or ProcessingResultStatus 2; detail is the code, never a person's data);
/// service_garbled (not this kind of document, a DTD, an unknown entity, too large, a field missing or of a wrong
/// form).
base::Result<OqsDocument> parse_document(std::string_view xml);

}  // namespace uketsuke::eligibility
