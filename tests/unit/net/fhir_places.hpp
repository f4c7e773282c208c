// SPDX-License-Identifier: Apache-2.0
// Where an element's value stands in the FHIR file: for the printed page, and held against what the writer does. What
// is not listed is not carried over: the XmlMsg remains the result.
#pragma once

#include <string_view>

namespace uketsuke::test {

struct FhirPlace {
    std::string_view parent, element;  ///< as in oqs::described()
    std::string_view path;
};

inline constexpr std::string_view kInHeader = "MessageHeader", kInBody = "MessageBody",
                                  kInResult = "ResultOfQualificationConfirmation",
                                  kInLimit = "LimitApplicationCertificateRelatedInfo",
                                  kInDisease = "SpecificDiseasesCertificateInfo", kInTicket = "MedicalTicketInfo",
                                  kInSubsidy = "Certificate";
inline constexpr FhirPlace kFhirPlaces[] = {
    {kInHeader, "ProcessExecutionTime", "Bundle.timestamp, CoverageEligibilityResponse.created"},
    {kInHeader, "QualificationConfirmationDate", "CoverageEligibilityResponse.servicedDate"},
    {kInHeader, "MedicalInstitutionCode", "Organization.identifier (facility)"},
    {kInHeader, "ArbitraryFileIdentifier", "CoverageEligibilityResponse.request.identifier"},
    {kInHeader, "SegmentOfResult", "CoverageEligibilityResponse.outcome"},
    {kInBody, "ProcessingResultMessage", "CoverageEligibilityResponse.disposition"},
    {kInBody, "QualificationValidity", "CoverageEligibilityResponse.insurance.inforce, .disposition"},
    {kInResult, "InsuredCardClassification", "A1: Coverage.type 8 and the public payer's member id"},
    {kInResult, "InsurerNumber", "Coverage.identifier, .type, Organization.identifier (payer)"},
    {kInResult, "InsuredCardSymbol", "Coverage.identifier, .extension, .subscriberId"},
    {kInResult, "InsuredIdentificationNumber", "Coverage.identifier, .extension, .subscriberId"},
    {kInResult, "InsuredBranchNumber", "Coverage.identifier, .extension, .dependent"},
    {kInResult, "PublicExpenseNumber", "Coverage.identifier, Organization.identifier (payer)"},
    {kInResult, "BeneficiaryNumber", "Coverage.identifier"},
    {kInResult, "WelfareOfficeName", "Organization.name (payer)"},
    {kInResult, "PersonalFamilyClassification", "Coverage.relationship"},
    {kInResult, "Name", "Patient.name (IDE, official)"},
    {kInResult, "NameOfOther", "Patient.name (IDE, usual)"},
    {kInResult, "NameKana", "Patient.name (SYL, official)"},
    {kInResult, "NameOfOtherKana", "Patient.name (SYL, usual)"},
    {kInResult, "Sex1", "Patient.gender"},
    {kInResult, "Birthdate", "Patient.birthDate"},
    {kInResult, "Address", "Patient.address.text"},
    {kInResult, "PostNumber", "Patient.address.postalCode"},
    {kInResult, "QualificationDate", "Coverage.period.start"},
    {kInResult, "DisqualificationDate", "Coverage.period.end"},
    {kInResult, "InsuredCardValidDate", "CoverageEligibilityResponse.insurance.benefitPeriod.start"},
    {kInResult, "InsuredCardExpirationDate", "CoverageEligibilityResponse.insurance.benefitPeriod.end"},
    {kInResult, "InsuredPartialContributionRatio", "Coverage.costToBeneficiary"},
    {kInResult, "InsurerName", "Organization.name (payer)"},
    {kInResult, "ReferenceNumber", "Patient.identifier"},
    {"ElderlyRecipientCertificateInfo", "ElderlyRecipientContributionRatio", "Coverage.costToBeneficiary"},
    {kInLimit, "LimitApplicationCertificateClassification", "CoverageEligibilityResponse.insurance.item.name"},
    {kInLimit, "LimitApplicationCertificateClassificationFlag", "CoverageEligibilityResponse.insurance.item.benefit"},
    {kInDisease, "SpecificDiseasesDiseaseCategory", "CoverageEligibilityResponse.insurance.item.name"},
    {kInDisease, "SpecificDiseasesSelfPay", "CoverageEligibilityResponse.insurance.item.benefit"},
    {kInTicket, "TicketType", "CoverageEligibilityResponse.insurance.item.category"},
    {kInTicket, "IssueNumber", "CoverageEligibilityResponse.insurance.item.name"},
    {kInTicket, "MedicalTreatmentMonth", "CoverageEligibilityResponse.insurance.item.description"},
    {kInTicket, "SelfPayAmount", "CoverageEligibilityResponse.insurance.item.benefit"},
    {kInResult, "SpecificHealthCheckupsInfoConsFlg", "Consent"},
    {kInResult, "SpecificHealthCheckupsInfoConsTime", "Consent.dateTime, .provision.period.start"},
    {kInResult, "SpecificHealthCheckupsInfoAvailableTime", "Consent.provision.period.end"},
    {kInResult, "PharmacistsInfoConsFlg", "Consent"},
    {kInResult, "PharmacistsInfoConsTime", "Consent.dateTime, .provision.period.start"},
    {kInResult, "PharmacistsInfoAvailableTime", "Consent.provision.period.end"},
    {kInResult, "DiagnosisInfoConsFlg", "Consent"},
    {kInResult, "DiagnosisInfoConsTime", "Consent.dateTime, .provision.period.start"},
    {kInResult, "DiagnosisInfoAvailableTime", "Consent.provision.period.end"},
    {kInResult, "OperationInfoConsFlg", "Consent"},
    {kInResult, "OperationInfoConsTime", "Consent.dateTime, .provision.period.start"},
    {kInResult, "OperationInfoAvailableTime", "Consent.provision.period.end"},
    {kInSubsidy, "Kind", "Coverage.type.text"},
    {kInSubsidy, "IssuerName", "Organization.name (payer)"},
    {kInSubsidy, "PublicExpenseNumber", "Coverage.identifier, Organization.identifier (payer)"},
    {kInSubsidy, "RecipientNumber", "Coverage.identifier"},
};

/// Its path; empty: it has no place.
inline std::string_view place_in_fhir(std::string_view parent, std::string_view element) {
    for (const auto& place : kFhirPlaces)
        if (place.parent == parent && place.element == element) return place.path;
    return "";
}

}  // namespace uketsuke::test
