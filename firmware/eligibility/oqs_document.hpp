// SPDX-License-Identifier: Apache-2.0
// XmlMsg: the result of one eligibility check as the clinic's computer reads it (OQSsiquc01res_face_*.xml). Builds it
// and reads it back. Element names and values: domain facts §3.2–3.5, in one table, oqs_elements.hpp; the official
// layout is handed out to vendors only, so this covers what public code and samples show of a single check.
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
    base::Date issued, valid_from, valid_until, long_term;  ///< 長期入院該当; year 0: not told, or no date
    std::optional<base::WallTime> consented;                ///< empty: written as the time of the check

    bool operator==(const OqsHighCost&) const = default;
};

/// 特定疾病療養受療証 (§3.5).
struct OqsSpecificDisease {
    int category = 0;                            ///< ! OQSCD013
    int self_pay_yen = 0;                        ///< ! a month
    base::Date issued, valid_from, valid_until;  ///< year 0: not told, or no date

    bool operator==(const OqsSpecificDisease&) const = default;
};

/// 医療券・調剤券 of the 医療扶助 (§3.5). The lists of the codes: oqs_codes.hpp.
struct OqsMedicalTicket {
    WipedText type;  ///< OQSCD018
    base::Date valid_from, valid_until;
    WipedText issue_number, month;                              ///< 交付番号; yyyyMM of the treatment
    WipedText facility_code, facility_mismatch, facility_name;  ///< 指定医療機関; OQSCD026
    WipedText prescriber_code, prescriber_name;                 ///< 処方箋発行元
    WipedText injury_1, injury_2, injury_3;
    WipedText treatment;                             ///< OQSCD019
    std::optional<int> self_pay_yen;                 ///< empty: not told
    WipedText district_contact, handling_contact;    ///< names of the welfare office's staff
    WipedText use, social_insurance, inconsistent;   ///< OQSCD020, 021, 022
    WipedText infection, elderly_care, prefectural;  ///< OQSCD023, 024, 025
    WipedText remarks_1, remarks_2, remarks_3;

    bool operator==(const OqsMedicalTicket&) const = default;
};

/// The question of a look-up, as an answer repeats it (§3.3). A card's check has none; nothing is judged by it.
struct OqsSearch {
    WipedText insurer_number, symbol, number, branch;
    base::Date birth;
    WipedText high_cost_agreed;  ///< OQSCD001
    WipedText identifier;        ///< ArbitraryIdentifier

    bool operator==(const OqsSearch&) const = default;
};

/// What stands of one item of consent (§1.4).
struct OqsConsent {
    domain::ConsentState state = domain::ConsentState::none;
    base::WallTime at{};  ///< …ConsTime, of one that is given; …AvailableTime is 24 hours later

    [[nodiscard]] bool given() const { return state == domain::ConsentState::given; }
    bool operator==(const OqsConsent&) const = default;
};

/// Of all items. Their times may differ: what is not asked anew stands from an earlier visit.
struct OqsConsents {
    OqsConsent checkups, medication, diagnosis, surgery, specific_disease;

    /// Of items that were answered at one time; `other`: what stands of those that are not given.
    static OqsConsents of(const domain::Consents& given, base::WallTime at,
                          domain::ConsentState other = domain::ConsentState::none) {
        const auto one = [&](bool agreed) {
            return agreed ? OqsConsent{domain::ConsentState::given, at} : OqsConsent{other, {}};
        };
        return {one(given.checkups), one(given.medication), one(given.diagnosis), one(given.surgery),
                one(given.specific_disease)};
    }
    [[nodiscard]] domain::Consents given() const {
        return {checkups.given(), medication.given(), diagnosis.given(), surgery.given(), specific_disease.given()};
    }
    bool operator==(const OqsConsents&) const = default;
};

/// ResultOfQualificationConfirmation (§3.5), with what was agreed to for it: a document may hold several. Empty texts
/// are left out of the document; those marked ! must be there.
struct OqsInsured {
    WipedText card_classification = "01";  ///< ! OQSCD010
    /// The first one eight characters: a shorter number has blanks before it.
    WipedText insurer_number, symbol, number, branch;
    WipedText name;  ///< !
    WipedText name_kana;
    WipedText other_name, other_kana;  ///< 通称等
    int sex = 3;                       ///< ! OQSCD007: 1 male, 2 female, 3 not told
    WipedText sex_2;                   ///< OQSCD007; where another sex is printed than the registered one
    base::Date birth;                  ///< ! month or day 0: not known
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

    OqsConsents consents;
    OqsHighCost high_cost;
    std::vector<OqsSpecificDisease> diseases;  ///< none on record when empty; written only with the consent
    std::vector<OqsMedicalTicket, WipingAllocator<OqsMedicalTicket>> tickets;

    WipedText reference_number;  ///< 照会番号: the facility's own number of the patient
    /// Instead of it where the facility has registered none, as real files have it; its form is not public.
    WipedText confirmation_key;
    WipedText identifier;  ///< ArbitraryIdentifier

    bool operator==(const OqsInsured&) const = default;
};

/// 医療費助成の受給者証 of a municipality (PMH). Their real layout is not public: the block and its words are ours, and
/// it says so.
struct OqsSubsidy {
    WipedText id;                                       ///< ! the service's handle
    base::Date issued;                                  ///< !
    WipedText kind, issuer;                             ///< ! the service's word, the municipality
    WipedText public_expense_number, recipient_number;  ///< 公費負担者番号, 受給者番号

    bool operator==(const OqsSubsidy&) const = default;
};

struct OqsDocument {
    base::WallTime executed;    ///< ProcessExecutionTime; its date in Japan is QualificationConfirmationDate
    std::string facility_code;  ///< MedicalInstitutionCode, ten digits
    std::string identifier;     ///< ArbitraryFileIdentifier: the visit that asked
    int reference = 1;          ///< OQSCD002: by card, by the data of a 資格確認書, and two of one maker
    WipedText result_code;      ///< ProcessingResultCode: a remark on a check that went well
    WipedText result_message;   ///< its words
    domain::Validity validity = domain::Validity::none_found;
    std::optional<domain::PrescriptionForm> form;  ///< PrescriptionIssueSelect; empty = not asked
    std::optional<OqsSearch> search;
    std::vector<OqsInsured, WipingAllocator<OqsInsured>> insured;    ///< none when nothing was found
    std::vector<OqsSubsidy, WipingAllocator<OqsSubsidy>> subsidies;  ///< those that the patient agreed to use

    bool operator==(const OqsDocument&) const = default;
};

/// What a clinic's program asks in OQSsiimm01req: that the facility's own number of a patient, who is told by the
/// insurance, be kept and told in later results. Names and lengths: one author's reading of the official paper.
struct OqsNumber {
    WipedText reference_number;  ///< ! at most 50 letters
    WipedText insurer_number;    ///< ! eight characters, as in a result
    WipedText symbol;            ///< at most 20 letters
    WipedText number;            ///< ! likewise
    WipedText branch;            ///< two digits

    bool operator==(const OqsNumber&) const = default;
};

/// Eight characters of an insurer's number, with blanks before the six digits of a 国保 (as public code that has seen
/// the official paper writes it); a longer text without its blanks.
WipedText padded_insurer(std::string_view number);

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
    /// For the log: elements that we do not know, and values that need not be there and are not as the layout says,
    /// each with its name and place. No value.
    std::vector<std::string> noted;
};

/// Reads and judges a document, in UTF-8 or, where it says so, in Shift_JIS (CP932). Elements stand in any order. The
/// copies of its text are wiped.
/// Errors: service_processing (SegmentOfResult 2: the service is still at it); service_refused (SegmentOfResult 9 or
/// ProcessingResultStatus 2); the detail of both is the code and the masked message (masked.hpp);
/// service_garbled (not this kind of document, no XML by the strictest reading, a DTD, an entity of its own, too large,
/// a field missing, doubled, of a wrong form, or where nobody expects it; the detail says at which byte, of the text in
/// UTF-8 where it was none). An empty element is a missing one.
base::Result<ReadDocument> read_document(std::string_view xml);
/// What it tells, alone.
base::Result<OqsDocument> parse_document(std::string_view xml);

/// The same tree in JSON, {"XmlMsg": {"MessageHeader": {…}, …}}, all values texts; results, diseases, tickets and
/// certificates are lists, also where there is one. Nothing is judged. Errors: service_garbled (no XML as we take it;
/// an attribute, or text beside elements). Of eligibility_terminal, as the next one.
base::Result<WipedText> document_as_json(std::string_view xml);
/// Reads and judges such JSON; null is a missing element. Errors: as read_document().
base::Result<ReadDocument> read_json_document(std::string_view json);

}  // namespace uketsuke::eligibility
