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
#include "firmware/base/wiped_text.hpp"
#include "firmware/domain/eligibility.hpp"

namespace uketsuke::eligibility {

using base::WipedText;
using base::WipingAllocator;

/// Larger documents are refused unread.
constexpr std::size_t kLargestDocument = 256 * 1024;

/// 限度額適用認定証 (§3.5). Codes as in OQSCD011 and OQSCD012.
struct OqsHighCost {
    bool agreed = false;                ///< to be told, or not asked: the law allows it
    WipedText classification, ceiling;  ///< "01", "B10"; empty = none on record; written only where agreed
};

/// 特定疾病療養受療証 (§3.5).
struct OqsSpecificDisease {
    int category = 0;      ///< OQSCD013
    int self_pay_yen = 0;  ///< a month
};

/// ResultOfQualificationConfirmation (§3.5), with what was agreed to for it: a document may hold several. Empty texts
/// are left out of the document; those marked ! must be there.
struct OqsInsured {
    WipedText card_classification = "01";  ///< ! OQSCD010
    WipedText insurer_number, symbol, number, branch;
    WipedText name;  ///< !
    WipedText name_kana;
    int sex = 3;       ///< ! OQSCD007: 1 male, 2 female, 3 not told
    base::Date birth;  ///< ! month or day 0: not known
    WipedText address, postcode;
    WipedText family;                  ///< OQSCD009: "1" 本人, "2" 家族
    WipedText insured_name;            ///< 被保険者（世帯主）, whoever that is
    WipedText preschool, loss_reason;  ///< OQSCD015, OQSCD008
    base::Date qualified, disqualified, issued, valid_from, valid_until;  ///< year 0: not told, or no date
    WipedText ratio;                                                      ///< three digits per cent
    WipedText elderly_ratio;  ///< the same of a 高齢受給者証 (70 to 74)
    base::Date elderly_issued, elderly_from, elderly_until;
    WipedText insurer_name;                                               ///< ! unless welfare_office stands there
    WipedText public_expense_number, beneficiary_number, welfare_office;  ///< 医療扶助 (A1), instead of the insurer's

    domain::Consents consents;
    bool difficult = false;                   ///< 同意取得困難: what is not given is written as 3 (OQSCD016)
    std::optional<base::WallTime> consented;  ///< …ConsTime of the given consents; …AvailableTime is 24 h later
    OqsHighCost high_cost;
    std::vector<OqsSpecificDisease> diseases;  ///< none on record when empty; written only with the consent
};

/// 医療費助成の受給者証 of a municipality (PMH). Their real layout is not public: the block and its words are ours, and
/// it says so.
struct OqsSubsidy {
    std::string id;  ///< ! the service's handle
    base::Date issued;
    WipedText kind, issuer;                             ///< ! the service's word, the municipality
    WipedText public_expense_number, recipient_number;  ///< 公費負担者番号, 受給者番号
};

struct OqsDocument {
    base::WallTime executed;    ///< ProcessExecutionTime; its date in Japan is QualificationConfirmationDate
    std::string facility_code;  ///< MedicalInstitutionCode, ten digits
    std::string identifier;     ///< ArbitraryFileIdentifier: the visit that asked
    WipedText result_code;      ///< ProcessingResultCode: a remark on a check that went well
    domain::Validity validity = domain::Validity::none_found;
    std::optional<domain::PrescriptionForm> form;                    ///< PrescriptionIssueSelect; empty = not asked
    std::vector<OqsInsured, WipingAllocator<OqsInsured>> insured;    ///< none when nothing was found
    std::vector<OqsSubsidy, WipingAllocator<OqsSubsidy>> subsidies;  ///< those that the patient agreed to use
};

/// UTF-8 XML. For the simulated service: what it made on the way is not wiped.
std::string build_document(const OqsDocument& document);

/// ProcessingResultCode of a valid answer whose certificate ends within three months. The official codes (別紙6-1) are
/// not public: this one is ours.
constexpr std::string_view kCertificateEndsSoon = "UKT0003";

/// What a document says of the questions that it says anything of.
domain::ForEachQuestion<domain::Answered> told_in(const OqsDocument& document);

/// What goes with an answer, for people to read: from the document and the day. Sources: OQSCD010 for 医療扶助 and
/// 特別療養費; rule R-26 for the 70th birthday; domain facts §6 for ●.
domain::Remarks remarks_of(const OqsDocument& document, base::Date today);

/// A document as it was read, and the same written anew from that: what goes to the clinic.
struct ReadDocument {
    OqsDocument told;
    WipedText text;  ///< UTF-8 XML; elements that we do not know are in it
};

/// Reads and judges a document. The copies of its text are wiped.
/// Errors: service_refused (SegmentOfResult 9 or ProcessingResultStatus 2; detail is the code, never a person's data);
/// service_garbled (not this kind of document, no XML by the strictest reading, a DTD, an entity of its own, too large,
/// a field missing, doubled, of a wrong form, or where nobody expects it). An empty element is a missing one.
base::Result<ReadDocument> read_document(std::string_view xml);
/// What it tells, alone.
base::Result<OqsDocument> parse_document(std::string_view xml);

}  // namespace uketsuke::eligibility
