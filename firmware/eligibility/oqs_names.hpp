// SPDX-License-Identifier: Apache-2.0
// The elements of an XmlMsg, for the one who writes them and the one who reads them. Internal to eligibility.
#pragma once

#include <array>
#include <string>

#include "oqs_document.hpp"

namespace uketsuke::eligibility::oqs {

constexpr const char* kRoot = "XmlMsg";

/// A consent item and the stem of its three elements (§1.4, §3.5).
struct Item {
    const char* stem;
    bool domain::Consents::*given;
};
constexpr std::array kItems{
    Item{"SpecificHealthCheckupsInfo", &domain::Consents::checkups},
    Item{"PharmacistsInfo", &domain::Consents::medication},
    Item{"DiagnosisInfo", &domain::Consents::diagnosis},
    Item{"OperationInfo", &domain::Consents::surgery},
};

/// A text element and where its value lives.
struct Text {
    const char* name;
    WipedText OqsInsured::*value;
    bool required;
};
constexpr std::array kTexts{
    Text{"InsuredCardClassification", &OqsInsured::card_classification, true},
    Text{"InsurerNumber", &OqsInsured::insurer_number, false},
    Text{"InsuredCardSymbol", &OqsInsured::symbol, false},
    Text{"InsuredIdentificationNumber", &OqsInsured::number, false},
    Text{"InsuredBranchNumber", &OqsInsured::branch, false},
    Text{"Name", &OqsInsured::name, true},
    Text{"NameKana", &OqsInsured::name_kana, false},
    Text{"Address", &OqsInsured::address, false},
    Text{"PostNumber", &OqsInsured::postcode, false},
    Text{"InsuredPartialContributionRatio", &OqsInsured::ratio, false},
    Text{"InsurerName", &OqsInsured::insurer_name, false},
    Text{"PersonalFamilyClassification", &OqsInsured::family, false},
    Text{"InsuredName", &OqsInsured::insured_name, false},
    Text{"PreschoolClassification", &OqsInsured::preschool, false},
    Text{"ReasonOfLoss", &OqsInsured::loss_reason, false},
    Text{"PublicExpenseNumber", &OqsInsured::public_expense_number, false},
    Text{"BeneficiaryNumber", &OqsInsured::beneficiary_number, false},
    Text{"WelfareOfficeName", &OqsInsured::welfare_office, false},
};

/// A date that may be missing, and where it lives.
struct Day {
    const char* name;
    base::Date OqsInsured::*value;
};
constexpr std::array kDays{
    Day{"QualificationDate", &OqsInsured::qualified},           Day{"DisqualificationDate", &OqsInsured::disqualified},
    Day{"InsuredCertificateIssuanceDate", &OqsInsured::issued}, Day{"InsuredCardValidDate", &OqsInsured::valid_from},
    Day{"InsuredCardExpirationDate", &OqsInsured::valid_until},
};

constexpr const char* kElderly = "ElderlyRecipientCertificateInfo";
constexpr const char* kElderlyRatio = "ElderlyRecipientContributionRatio";
constexpr std::array kElderlyDays{
    Day{"ElderlyRecipientCertificateDate", &OqsInsured::elderly_issued},
    Day{"ElderlyRecipientValidStartDate", &OqsInsured::elderly_from},
    Day{"ElderlyRecipientValidEndDate", &OqsInsured::elderly_until},
};

constexpr const char* kForm = "PrescriptionIssueSelect";
constexpr const char* kHighCost = "LimitApplicationCertificate";
constexpr const char* kFlag = "RelatedConsFlg";
constexpr const char* kDisease = "SpecificDiseasesCertificate";
/// Ours, like its words, as the layout of PMH is not public (domain facts §4.1); whoever reads it can tell by the
/// label.
constexpr const char* kSubsidies = "UketsukeSubsidyCertificates";
constexpr std::string_view kOwnLayout = "Uketsuke 1, not an official layout";

}  // namespace uketsuke::eligibility::oqs
