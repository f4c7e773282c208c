// SPDX-License-Identifier: Apache-2.0
// The elements of an XmlMsg, each once: reader, writer, the printed page docs/result_documents.md and the tests go by
// this table. Sources: domain facts §1.4, §3.2–3.5. Internal to eligibility.
#pragma once

#include <array>
#include <string>
#include <variant>
#include <vector>

#include "oqs_codes.hpp"
#include "oqs_document.hpp"

namespace uketsuke::eligibility::oqs {

/// Read and written by a function of its own, since it decides something or hangs together with others.
struct ByHand {};
/// A date whose month or day may be 00: not known.
template <class Block>
struct PartialDay {
    base::Date Block::*day;
};
template <class Block>
PartialDay(base::Date Block::*) -> PartialDay<Block>;  // clang 14 finds none by itself
/// Where a value lives, and by its type how it is written: a text as it is, yyyyMMdd, a number, yyyyMMddHHmmss.
template <class Block>
using Value = std::variant<WipedText Block::*, base::Date Block::*, PartialDay<Block>, int Block::*,
                           std::optional<int> Block::*, std::optional<base::WallTime> Block::*, ByHand>;

enum class Need {
    must,   ///< without it, or in another form, there is no document
    right,  ///< may be missing; in another form there is no document
    may,    ///< may be missing; in another form it is noted, and goes on as it came
};

template <class Block>
struct Element {
    const char* name;
    Need need;
    const char* japanese;
    const char* model;  ///< the member's name
    Value<Block> value;
    const CodeList* codes = nullptr;  ///< a text that is not on the list is noted, a number is none
    std::size_t digits = 0;           ///< exactly so many; 0: any text
};

#define UKETSUKE_MODEL(block, member) #block "::" #member, &block::member

inline constexpr const char* kRoot = "XmlMsg";
inline constexpr const char* kHeaderName = "MessageHeader";
inline constexpr const char* kBodyName = "MessageBody";
inline constexpr const char* kList = "ResultList";
inline constexpr const char* kResult = "ResultOfQualificationConfirmation";

inline constexpr Element<OqsDocument> kExecuted{
    "ProcessExecutionTime", Need::must, "処理実行日時", "OqsDocument::executed", ByHand{}, nullptr, 14};
inline constexpr Element<OqsDocument> kConfirmed{
    "QualificationConfirmationDate", Need::must, "資格確認日", "the day of executed", ByHand{}, nullptr, 8};
inline constexpr Element<OqsDocument> kFacility{
    "MedicalInstitutionCode", Need::must, "医療機関コード", "OqsDocument::facility_code", ByHand{}, nullptr, 10};
inline constexpr Element<OqsDocument> kIdentifier{"ArbitraryFileIdentifier", Need::may, "任意のファイル識別子",
                                                  "OqsDocument::identifier", ByHand{}};
inline constexpr Element<OqsDocument> kReference{"ReferenceClassification", Need::must, "照会区分",
                                                 UKETSUKE_MODEL(OqsDocument, reference), &kReferenceCodes};
inline constexpr Element<OqsDocument> kSegment{"SegmentOfResult",  Need::must, "処理結果区分",
                                               "1; else an Error", ByHand{},   &kSegmentCodes};
inline constexpr Element<OqsDocument> kErrorCode{"ErrorCode", Need::may, "エラーコード", "an Error's detail", ByHand{}};
inline constexpr Element<OqsDocument> kErrorMessage{"ErrorMessage", Need::may, "メッセージ",
                                                    "an Error's detail, masked", ByHand{}};
inline constexpr Element<OqsDocument> kCharacters{
    "CharacterCodeIdentifier", Need::must, "文字コード識別", "of the text", ByHand{}, &kCharacterCodes};
inline constexpr std::array kHeader{kExecuted, kConfirmed, kFacility,     kIdentifier, kReference,
                                    kSegment,  kErrorCode, kErrorMessage, kCharacters};

inline constexpr Element<OqsDocument> kStatus{"ProcessingResultStatus", Need::must, "処理結果状況",
                                              "1; else an Error",       ByHand{},   &kStatusCodes};
inline constexpr Element<OqsDocument> kResultCode{"ProcessingResultCode", Need::may, "処理結果コード",
                                                  UKETSUKE_MODEL(OqsDocument, result_code)};
inline constexpr Element<OqsDocument> kResultMessage{"ProcessingResultMessage", Need::may, "処理結果メッセージ",
                                                     UKETSUKE_MODEL(OqsDocument, result_message)};
inline constexpr Element<OqsDocument> kValidity{"QualificationValidity", Need::must, "資格有効性",
                                                "OqsDocument::validity", ByHand{},   &kValidityCodes};
/// In the body by some, in each result by others (domain facts §3.4).
inline constexpr Element<OqsDocument> kForm{"PrescriptionIssueSelect", Need::right, "処方箋発行形態",
                                            "OqsDocument::form",       ByHand{},    &kFormCodes};
inline constexpr std::array kBody{kStatus, kResultCode, kResultMessage, kValidity, kForm};

inline constexpr const char* kHighCostInfo = "LimitApplicationCertificateRelatedInfo";
inline constexpr Element<OqsInsured> kHighCostFlag{"LimitApplicationCertificateRelatedConsFlg",
                                                   Need::must,
                                                   "限度額適用認定証提供同意フラグ",
                                                   "OqsHighCost::agreed",
                                                   ByHand{},
                                                   &kAgreedCodes};
/// Where it was agreed to.
inline constexpr Element<OqsInsured> kHighCostTime{"LimitApplicationCertificateRelatedConsTime",
                                                   Need::right,
                                                   "限度額適用認定証提供同意日時",
                                                   "OqsHighCost::consented",
                                                   ByHand{},
                                                   nullptr,
                                                   14};

inline constexpr const char* kSearchName = "QualificationConfirmSearchInfo";
inline constexpr std::array kSearch{
    Element<OqsSearch>{"InsurerNumber", Need::may, "保険者番号", UKETSUKE_MODEL(OqsSearch, insurer_number)},
    Element<OqsSearch>{"InsuredCardSymbol", Need::may, "記号", UKETSUKE_MODEL(OqsSearch, symbol)},
    Element<OqsSearch>{"InsuredIdentificationNumber", Need::may, "番号", UKETSUKE_MODEL(OqsSearch, number)},
    Element<OqsSearch>{"InsuredBranchNumber", Need::may, "枝番", UKETSUKE_MODEL(OqsSearch, branch), nullptr, 2},
    Element<OqsSearch>{"Birthdate", Need::may, "生年月日", UKETSUKE_MODEL(OqsSearch, birth)},
    Element<OqsSearch>{"LimitApplicationCertificateRelatedConsFlg", Need::may, "限度額適用認定証提供同意フラグ",
                       UKETSUKE_MODEL(OqsSearch, high_cost_agreed), &kAgreedCodes},
    Element<OqsSearch>{"ArbitraryIdentifier", Need::may, "任意の識別子", UKETSUKE_MODEL(OqsSearch, identifier)},
};

/// InsurerName must be there unless WelfareOfficeName is.
inline constexpr std::array kInsured{
    Element<OqsInsured>{"InsuredCardClassification", Need::must, "被保険者証区分",
                        UKETSUKE_MODEL(OqsInsured, card_classification), &kCardCodes},
    Element<OqsInsured>{"InsurerNumber", Need::may, "保険者番号", UKETSUKE_MODEL(OqsInsured, insurer_number)},
    Element<OqsInsured>{"InsuredCardSymbol", Need::may, "記号", UKETSUKE_MODEL(OqsInsured, symbol)},
    Element<OqsInsured>{"InsuredIdentificationNumber", Need::may, "番号", UKETSUKE_MODEL(OqsInsured, number)},
    Element<OqsInsured>{"InsuredBranchNumber", Need::may, "枝番", UKETSUKE_MODEL(OqsInsured, branch), nullptr, 2},
    Element<OqsInsured>{"PublicExpenseNumber", Need::may, "公費負担者番号",
                        UKETSUKE_MODEL(OqsInsured, public_expense_number)},
    Element<OqsInsured>{"BeneficiaryNumber", Need::may, "受給者番号", UKETSUKE_MODEL(OqsInsured, beneficiary_number)},
    Element<OqsInsured>{"WelfareOfficeName", Need::may, "福祉事務所名", UKETSUKE_MODEL(OqsInsured, welfare_office)},
    Element<OqsInsured>{"PersonalFamilyClassification", Need::may, "本人・家族の別", UKETSUKE_MODEL(OqsInsured, family),
                        &kFamilyCodes},
    Element<OqsInsured>{"InsuredName", Need::may, "被保険者（世帯主）氏名", UKETSUKE_MODEL(OqsInsured, insured_name)},
    Element<OqsInsured>{"Name", Need::must, "氏名", UKETSUKE_MODEL(OqsInsured, name)},
    Element<OqsInsured>{"NameOfOther", Need::may, "通称等", UKETSUKE_MODEL(OqsInsured, other_name)},
    Element<OqsInsured>{"NameKana", Need::may, "氏名カナ", UKETSUKE_MODEL(OqsInsured, name_kana)},
    Element<OqsInsured>{"NameOfOtherKana", Need::may, "通称等カナ", UKETSUKE_MODEL(OqsInsured, other_kana)},
    Element<OqsInsured>{"Sex1", Need::must, "性別", UKETSUKE_MODEL(OqsInsured, sex), &kSexCodes},
    Element<OqsInsured>{"Sex2", Need::may, "性別（別の表示）", UKETSUKE_MODEL(OqsInsured, sex_2), &kSexCodes},
    Element<OqsInsured>{"Birthdate", Need::must, "生年月日", "OqsInsured::birth", PartialDay{&OqsInsured::birth}},
    Element<OqsInsured>{"Address", Need::may, "住所", UKETSUKE_MODEL(OqsInsured, address)},
    Element<OqsInsured>{"PostNumber", Need::may, "郵便番号", UKETSUKE_MODEL(OqsInsured, postcode)},
    Element<OqsInsured>{"QualificationDate", Need::may, "資格取得年月日", UKETSUKE_MODEL(OqsInsured, qualified)},
    Element<OqsInsured>{"DisqualificationDate", Need::may, "資格喪失年月日", UKETSUKE_MODEL(OqsInsured, disqualified)},
    Element<OqsInsured>{"InsuredCertificateIssuanceDate", Need::may, "交付年月日", UKETSUKE_MODEL(OqsInsured, issued)},
    Element<OqsInsured>{"InsuredCardValidDate", Need::may, "有効開始年月日", UKETSUKE_MODEL(OqsInsured, valid_from)},
    Element<OqsInsured>{"InsuredCardExpirationDate", Need::may, "有効終了年月日",
                        UKETSUKE_MODEL(OqsInsured, valid_until)},
    Element<OqsInsured>{"InsuredPartialContributionRatio", Need::may, "一部負担金割合（後期高齢）",
                        UKETSUKE_MODEL(OqsInsured, ratio), nullptr, 3},
    Element<OqsInsured>{"PreschoolClassification", Need::may, "未就学区分", UKETSUKE_MODEL(OqsInsured, preschool),
                        &kPreschoolCodes},
    Element<OqsInsured>{"ReasonOfLoss", Need::may, "資格喪失事由", UKETSUKE_MODEL(OqsInsured, loss_reason),
                        &kLossCodes},
    Element<OqsInsured>{"InsurerName", Need::may, "保険者名称", UKETSUKE_MODEL(OqsInsured, insurer_name)},
    Element<OqsInsured>{"ReferenceNumber", Need::may, "照会番号", UKETSUKE_MODEL(OqsInsured, reference_number)},
    Element<OqsInsured>{"QualificationConfirmationKey", Need::may, "資格確認キー（公開の仕様なし）",
                        UKETSUKE_MODEL(OqsInsured, confirmation_key)},
    Element<OqsInsured>{"ArbitraryIdentifier", Need::may, "任意の識別子", UKETSUKE_MODEL(OqsInsured, identifier)},
};

inline constexpr const char* kElderlyName = "ElderlyRecipientCertificateInfo";
inline constexpr std::array kElderly{
    Element<OqsInsured>{"ElderlyRecipientCertificateDate", Need::may, "高齢受給者証交付年月日",
                        UKETSUKE_MODEL(OqsInsured, elderly_issued)},
    Element<OqsInsured>{"ElderlyRecipientValidStartDate", Need::may, "高齢受給者証有効開始年月日",
                        UKETSUKE_MODEL(OqsInsured, elderly_from)},
    Element<OqsInsured>{"ElderlyRecipientValidEndDate", Need::may, "高齢受給者証有効終了年月日",
                        UKETSUKE_MODEL(OqsInsured, elderly_until)},
    Element<OqsInsured>{"ElderlyRecipientContributionRatio", Need::right, "高齢受給者証一部負担金割合",
                        UKETSUKE_MODEL(OqsInsured, elderly_ratio), nullptr, 3},
};

inline constexpr std::array kHighCostElements{
    Element<OqsHighCost>{"LimitApplicationCertificateClassification", Need::must, "限度額適用認定証区分",
                         UKETSUKE_MODEL(OqsHighCost, classification), &kLimitKindCodes, 2},
    Element<OqsHighCost>{"LimitApplicationCertificateClassificationFlag", Need::must, "限度額適用認定証適用区分",
                         UKETSUKE_MODEL(OqsHighCost, ceiling), &kLimitCodes},
    Element<OqsHighCost>{"LimitApplicationCertificateDate", Need::may, "限度額適用認定証交付年月日",
                         UKETSUKE_MODEL(OqsHighCost, issued)},
    Element<OqsHighCost>{"LimitApplicationCertificateValidStartDate", Need::may, "限度額適用認定証有効開始年月日",
                         UKETSUKE_MODEL(OqsHighCost, valid_from)},
    Element<OqsHighCost>{"LimitApplicationCertificateValidEndDate", Need::may, "限度額適用認定証有効終了年月日",
                         UKETSUKE_MODEL(OqsHighCost, valid_until)},
    Element<OqsHighCost>{"LimitApplicationCertificateLongTermDate", Need::may, "限度額適用認定証長期入院該当年月日",
                         UKETSUKE_MODEL(OqsHighCost, long_term)},
};

inline constexpr Element<OqsInsured> kDiseaseFlag{
    "SpecificDiseasesCertificateRelatedConsFlg",   Need::must, "特定疾病療養受療証提供同意フラグ",
    "OqsInsured::consents.specific_disease.state", ByHand{},   &kConsentCodes};
/// Where it was agreed to, as kDiseaseList then must be.
inline constexpr Element<OqsInsured> kDiseaseTime{"SpecificDiseasesCertificateRelatedConsTime",
                                                  Need::right,
                                                  "特定疾病療養受療証提供同意日時",
                                                  "OqsInsured::consents.specific_disease.at",
                                                  ByHand{},
                                                  nullptr,
                                                  14};
inline constexpr const char* kDiseaseList = "SpecificDiseasesCertificateList";
inline constexpr const char* kDiseaseInfo = "SpecificDiseasesCertificateInfo";
inline constexpr std::array kDisease{
    Element<OqsSpecificDisease>{"SpecificDiseasesDiseaseCategory", Need::must, "認定疾病区分",
                                UKETSUKE_MODEL(OqsSpecificDisease, category), &kDiseaseCodes},
    Element<OqsSpecificDisease>{"SpecificDiseasesCertificateDate", Need::may, "特定疾病療養受療証交付年月日",
                                UKETSUKE_MODEL(OqsSpecificDisease, issued)},
    Element<OqsSpecificDisease>{"SpecificDiseasesValidStartDate", Need::may, "特定疾病療養受療証有効開始年月日",
                                UKETSUKE_MODEL(OqsSpecificDisease, valid_from)},
    Element<OqsSpecificDisease>{"SpecificDiseasesValidEndDate", Need::may, "特定疾病療養受療証有効終了年月日",
                                UKETSUKE_MODEL(OqsSpecificDisease, valid_until)},
    Element<OqsSpecificDisease>{"SpecificDiseasesSelfPay", Need::must, "特定疾病療養受療証自己負担限度額（円・月）",
                                UKETSUKE_MODEL(OqsSpecificDisease, self_pay_yen)},
};

inline constexpr const char* kTicketList = "PublicExpenseResultList";
inline constexpr const char* kTicketInfo = "MedicalTicketInfo";
using Ticket = Element<OqsMedicalTicket>;
inline constexpr std::array kTicket{
    Ticket{"TicketType", Need::may, "医療券・調剤券別", UKETSUKE_MODEL(OqsMedicalTicket, type), &kTicketCodes},
    Ticket{"MedicalTicketValidDate", Need::may, "有効開始年月日", UKETSUKE_MODEL(OqsMedicalTicket, valid_from)},
    Ticket{"MedicalTicketExpirationDate", Need::may, "有効終了年月日", UKETSUKE_MODEL(OqsMedicalTicket, valid_until)},
    Ticket{"IssueNumber", Need::may, "交付番号", UKETSUKE_MODEL(OqsMedicalTicket, issue_number)},
    Ticket{"MedicalTreatmentMonth", Need::may, "診療年月", UKETSUKE_MODEL(OqsMedicalTicket, month), nullptr, 6},
    Ticket{"DesignatedMedicalInstitutionCode", Need::may, "指定医療機関コード",
           UKETSUKE_MODEL(OqsMedicalTicket, facility_code)},
    Ticket{"DesignatedMedicalInstitutionFlag", Need::may, "指定医療機関確認フラグ",
           UKETSUKE_MODEL(OqsMedicalTicket, facility_mismatch), &kEntrustedCodes},
    Ticket{"DesignatedMedicalInstitutionName", Need::may, "指定医療機関名",
           UKETSUKE_MODEL(OqsMedicalTicket, facility_name)},
    Ticket{"PrescriptionIssuerMedicalInstitutionCode", Need::may, "処方箋発行元医療機関コード",
           UKETSUKE_MODEL(OqsMedicalTicket, prescriber_code)},
    Ticket{"PrescriptionIssuerMedicalInstitutionName", Need::may, "処方箋発行元医療機関名",
           UKETSUKE_MODEL(OqsMedicalTicket, prescriber_name)},
    Ticket{"InjuryName1", Need::may, "傷病名１", UKETSUKE_MODEL(OqsMedicalTicket, injury_1)},
    Ticket{"InjuryName2", Need::may, "傷病名２", UKETSUKE_MODEL(OqsMedicalTicket, injury_2)},
    Ticket{"InjuryName3", Need::may, "傷病名３", UKETSUKE_MODEL(OqsMedicalTicket, injury_3)},
    Ticket{"MedicalTreatmentType", Need::may, "診療別", UKETSUKE_MODEL(OqsMedicalTicket, treatment), &kTreatmentCodes},
    Ticket{"SelfPayAmount", Need::may, "本人支払額（円）", UKETSUKE_MODEL(OqsMedicalTicket, self_pay_yen)},
    Ticket{"DistrictContactName", Need::may, "地区担当員名", UKETSUKE_MODEL(OqsMedicalTicket, district_contact)},
    Ticket{"HandlingContactName", Need::may, "取扱担当者名", UKETSUKE_MODEL(OqsMedicalTicket, handling_contact)},
    Ticket{"SingleOrCombinedUse", Need::may, "単独・併用別", UKETSUKE_MODEL(OqsMedicalTicket, use), &kUseCodes},
    Ticket{"StatusOfSocialInsurance", Need::may, "社会保険状況", UKETSUKE_MODEL(OqsMedicalTicket, social_insurance),
           &kSocialCodes},
    Ticket{"ConsistencyFlag", Need::may, "社会保険状況の整合性フラグ", UKETSUKE_MODEL(OqsMedicalTicket, inconsistent),
           &kConsistencyCodes},
    // Spelled so in the interface.
    Ticket{"StatusOfInfecton", Need::may, "感染症の該当状況", UKETSUKE_MODEL(OqsMedicalTicket, infection),
           &kInfectionCodes},
    Ticket{"StatusOfElderlyMedicalCare", Need::may, "後期高齢者医療の該当状況",
           UKETSUKE_MODEL(OqsMedicalTicket, elderly_care), &kElderlyCareCodes},
    Ticket{"StatusOfPrefecturalExpenses", Need::may, "都道府県費の該当状況",
           UKETSUKE_MODEL(OqsMedicalTicket, prefectural), &kPrefectureCodes},
    Ticket{"Remarks1", Need::may, "備考１", UKETSUKE_MODEL(OqsMedicalTicket, remarks_1)},
    Ticket{"Remarks2", Need::may, "備考２", UKETSUKE_MODEL(OqsMedicalTicket, remarks_2)},
    Ticket{"Remarks3", Need::may, "備考３", UKETSUKE_MODEL(OqsMedicalTicket, remarks_3)},
};
static_assert(kTicket.size() == 26);

/// A consent item and the stem of its three elements (domain facts §1.4, §3.5).
struct Item {
    const char* stem;
    const char* japanese;
    const char* model;
    OqsConsent OqsConsents::*consent;
};
inline constexpr std::array kItems{
    Item{"SpecificHealthCheckupsInfo", "特定健診情報", "OqsInsured::consents.checkups", &OqsConsents::checkups},
    Item{"PharmacistsInfo", "薬剤情報", "OqsInsured::consents.medication", &OqsConsents::medication},
    Item{"DiagnosisInfo", "診療情報", "OqsInsured::consents.diagnosis", &OqsConsents::diagnosis},
    Item{"OperationInfo", "手術情報", "OqsInsured::consents.surgery", &OqsConsents::surgery},
};
inline constexpr const char* kItemFlag = "ConsFlg";
/// Where it was agreed to; the second is 24 hours after the first.
inline constexpr const char* kItemTime = "ConsTime";
inline constexpr const char* kItemEnd = "AvailableTime";

/// Ours, like its words, as the layout of PMH is not public (domain facts §4.1); whoever reads it can tell by the
/// label.
inline constexpr const char* kSubsidies = "UketsukeSubsidyCertificates";
inline constexpr const char* kSubsidyInfo = "Certificate";
inline constexpr const char* kLayout = "Layout";
inline constexpr std::string_view kOwnLayout = "Uketsuke 1, not an official layout";
inline constexpr std::array kSubsidy{
    Element<OqsSubsidy>{"Id", Need::must, "識別子", UKETSUKE_MODEL(OqsSubsidy, id)},
    Element<OqsSubsidy>{"Kind", Need::must, "種別", UKETSUKE_MODEL(OqsSubsidy, kind)},
    Element<OqsSubsidy>{"IssuerName", Need::must, "発行者名", UKETSUKE_MODEL(OqsSubsidy, issuer)},
    Element<OqsSubsidy>{"IssuedDate", Need::must, "交付年月日", UKETSUKE_MODEL(OqsSubsidy, issued)},
    Element<OqsSubsidy>{"PublicExpenseNumber", Need::may, "公費負担者番号",
                        UKETSUKE_MODEL(OqsSubsidy, public_expense_number)},
    Element<OqsSubsidy>{"RecipientNumber", Need::may, "受給者番号", UKETSUKE_MODEL(OqsSubsidy, recipient_number)},
};

/// OQSsiimm01req (OQS-IF-003), as one public author tells it; domain facts §3.7.
inline constexpr const char* kNumberInfo = "ReferenceNumberRegistrationInfo";
inline constexpr std::array kNumber{
    Element<OqsNumber>{"ReferenceNumber", Need::must, "照会番号", UKETSUKE_MODEL(OqsNumber, reference_number)},
    Element<OqsNumber>{"InsurerNumber", Need::must, "保険者番号", UKETSUKE_MODEL(OqsNumber, insurer_number)},
    Element<OqsNumber>{"InsuredCardSymbol", Need::may, "記号", UKETSUKE_MODEL(OqsNumber, symbol)},
    Element<OqsNumber>{"InsuredIdentificationNumber", Need::must, "番号", UKETSUKE_MODEL(OqsNumber, number)},
    Element<OqsNumber>{"InsuredBranchNumber", Need::may, "枝番", UKETSUKE_MODEL(OqsNumber, branch), nullptr, 2},
};
#undef UKETSUKE_MODEL

/// A row of the table without its types, for whoever prints or looks through all of them.
struct Described {
    std::string parent, name;
    const char* japanese = "";
    std::string model;  ///< empty: holds other elements
    std::string form;   ///< "yyyyMMdd", "OQSCD007", "text", …
    Need need = Need::may;
};
/// All of a result, in the file's order.
const std::vector<Described>& described();
/// All of the two requests, OQSsiquc01req and OQSsiimm01req. What their headers hold is not public: anything of a
/// result's.
const std::vector<Described>& described_requests();

}  // namespace uketsuke::eligibility::oqs
