// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "fhir_bundle.hpp"

namespace uketsuke::eligibility {

std::span<const FhirPlace> fhir_places() {
    static constexpr std::string_view kHeader = "MessageHeader", kBody = "MessageBody",
                                      kResult = "ResultOfQualificationConfirmation",
                                      kLimit = "LimitApplicationCertificateRelatedInfo",
                                      kDisease = "SpecificDiseasesCertificateInfo", kTicket = "MedicalTicketInfo",
                                      kSubsidy = "Certificate";
    static constexpr std::array kPlaces{
        FhirPlace{kHeader, "ProcessExecutionTime", "Bundle.timestamp, CoverageEligibilityResponse.created"},
        FhirPlace{kHeader, "QualificationConfirmationDate", "CoverageEligibilityResponse.servicedDate"},
        FhirPlace{kHeader, "MedicalInstitutionCode", "Organization.identifier (facility)"},
        FhirPlace{kHeader, "ArbitraryFileIdentifier", "CoverageEligibilityResponse.request.identifier"},
        FhirPlace{kHeader, "SegmentOfResult", "CoverageEligibilityResponse.outcome"},
        FhirPlace{kBody, "ProcessingResultMessage", "CoverageEligibilityResponse.disposition"},
        FhirPlace{kBody, "QualificationValidity", "CoverageEligibilityResponse.insurance.inforce, .disposition"},
        FhirPlace{kResult, "InsuredCardClassification", "A1: Coverage.type 8 and the public payer's member id"},
        FhirPlace{kResult, "InsurerNumber", "Coverage.identifier, .type, Organization.identifier (payer)"},
        FhirPlace{kResult, "InsuredCardSymbol", "Coverage.identifier, .extension, .subscriberId"},
        FhirPlace{kResult, "InsuredIdentificationNumber", "Coverage.identifier, .extension, .subscriberId"},
        FhirPlace{kResult, "InsuredBranchNumber", "Coverage.identifier, .extension, .dependent"},
        FhirPlace{kResult, "PublicExpenseNumber", "Coverage.identifier, Organization.identifier (payer)"},
        FhirPlace{kResult, "BeneficiaryNumber", "Coverage.identifier"},
        FhirPlace{kResult, "WelfareOfficeName", "Organization.name (payer)"},
        FhirPlace{kResult, "PersonalFamilyClassification", "Coverage.relationship"},
        FhirPlace{kResult, "Name", "Patient.name (IDE, official)"},
        FhirPlace{kResult, "NameOfOther", "Patient.name (IDE, usual)"},
        FhirPlace{kResult, "NameKana", "Patient.name (SYL, official)"},
        FhirPlace{kResult, "NameOfOtherKana", "Patient.name (SYL, usual)"},
        FhirPlace{kResult, "Sex1", "Patient.gender"},
        FhirPlace{kResult, "Birthdate", "Patient.birthDate"},
        FhirPlace{kResult, "Address", "Patient.address.text"},
        FhirPlace{kResult, "PostNumber", "Patient.address.postalCode"},
        FhirPlace{kResult, "QualificationDate", "Coverage.period.start"},
        FhirPlace{kResult, "DisqualificationDate", "Coverage.period.end"},
        FhirPlace{kResult, "InsuredCardValidDate", "CoverageEligibilityResponse.insurance.benefitPeriod.start"},
        FhirPlace{kResult, "InsuredCardExpirationDate", "CoverageEligibilityResponse.insurance.benefitPeriod.end"},
        FhirPlace{kResult, "InsuredPartialContributionRatio", "Coverage.costToBeneficiary"},
        FhirPlace{kResult, "InsurerName", "Organization.name (payer)"},
        FhirPlace{kResult, "ReferenceNumber", "Patient.identifier"},
        FhirPlace{"ElderlyRecipientCertificateInfo", "ElderlyRecipientContributionRatio", "Coverage.costToBeneficiary"},
        FhirPlace{kLimit, "LimitApplicationCertificateClassification", "CoverageEligibilityResponse.insurance.item.name"},
        FhirPlace{kLimit, "LimitApplicationCertificateClassificationFlag",
                  "CoverageEligibilityResponse.insurance.item.benefit"},
        FhirPlace{kDisease, "SpecificDiseasesDiseaseCategory", "CoverageEligibilityResponse.insurance.item.name"},
        FhirPlace{kDisease, "SpecificDiseasesSelfPay", "CoverageEligibilityResponse.insurance.item.benefit"},
        FhirPlace{kTicket, "TicketType", "CoverageEligibilityResponse.insurance.item.category"},
        FhirPlace{kTicket, "IssueNumber", "CoverageEligibilityResponse.insurance.item.name"},
        FhirPlace{kTicket, "MedicalTreatmentMonth", "CoverageEligibilityResponse.insurance.item.description"},
        FhirPlace{kTicket, "SelfPayAmount", "CoverageEligibilityResponse.insurance.item.benefit"},
        FhirPlace{kResult, "SpecificHealthCheckupsInfoConsFlg", "Consent"},
        FhirPlace{kResult, "SpecificHealthCheckupsInfoConsTime", "Consent.dateTime, .provision.period.start"},
        FhirPlace{kResult, "SpecificHealthCheckupsInfoAvailableTime", "Consent.provision.period.end"},
        FhirPlace{kResult, "PharmacistsInfoConsFlg", "Consent"},
        FhirPlace{kResult, "PharmacistsInfoConsTime", "Consent.dateTime, .provision.period.start"},
        FhirPlace{kResult, "PharmacistsInfoAvailableTime", "Consent.provision.period.end"},
        FhirPlace{kResult, "DiagnosisInfoConsFlg", "Consent"},
        FhirPlace{kResult, "DiagnosisInfoConsTime", "Consent.dateTime, .provision.period.start"},
        FhirPlace{kResult, "DiagnosisInfoAvailableTime", "Consent.provision.period.end"},
        FhirPlace{kResult, "OperationInfoConsFlg", "Consent"},
        FhirPlace{kResult, "OperationInfoConsTime", "Consent.dateTime, .provision.period.start"},
        FhirPlace{kResult, "OperationInfoAvailableTime", "Consent.provision.period.end"},
        FhirPlace{kSubsidy, "Kind", "Coverage.type.text"},
        FhirPlace{kSubsidy, "IssuerName", "Organization.name (payer)"},
        FhirPlace{kSubsidy, "PublicExpenseNumber", "Coverage.identifier, Organization.identifier (payer)"},
        FhirPlace{kSubsidy, "RecipientNumber", "Coverage.identifier"},
    };
    return kPlaces;
}

}  // namespace uketsuke::eligibility
