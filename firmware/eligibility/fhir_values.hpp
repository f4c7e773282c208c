// SPDX-License-Identifier: Apache-2.0
// The small things that FHIR resources are made of. Internal to eligibility.
#pragma once

#include <initializer_list>
#include <optional>

#include "fhir_bundle.hpp"
#include "wire_json.hpp"

namespace uketsuke::eligibility::fhir {

using wire::Json;

// Names of systems and profiles: JP Core 1.2 (jami-fhir-jp-wg/jp-core-v1x) and HL7.
inline constexpr std::string_view kProfiles = "http://jpfhir.jp/fhir/core/StructureDefinition/";
inline constexpr std::string_view kExtensions = "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/";
inline constexpr std::string_view kInsuranceMember = "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID";
inline constexpr std::string_view kPublicMember = "http://jpfhir.jp/fhir/clins/Idsystem/JP_PublicPayer_memberID";
inline constexpr std::string_view kInsurerNumber = "http://jpfhir.jp/fhir/core/mhlw/IdSystem/InsurerNumber";
inline constexpr std::string_view kInstitution = "http://jpfhir.jp/fhir/core/IdSystem/insurance-medical-institution-no";
inline constexpr std::string_view kMajorCategory = "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/InsuranceMajorCategory";
inline constexpr std::string_view kInsuredCategory = "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/InsuredPersonCategory";
inline constexpr std::string_view kTerminology = "http://terminology.hl7.org/CodeSystem/";
inline constexpr std::string_view kStandardExtensions = "http://hl7.org/fhir/StructureDefinition/";

inline WipedText joined(std::initializer_list<std::string_view> parts) {
    WipedText all;
    for (const auto part : parts) all += part;
    return all;
}

/// A resource of a JP Core profile.
Json profiled(std::string_view type);
Json coding(std::string_view system, std::string_view code, std::string_view display = {});
Json concept_of(Json coding);
Json text_concept(std::string_view text);
Json identifier(std::string_view system, std::string_view value);
Json reference(std::string_view url);
/// "2026-01-05"; "2026-01" or "2026" where the rest is not known.
WipedText date(base::Date day);
/// Start and end where they are known; nullopt without either.
std::optional<Json> period(base::Date from, base::Date until);
/// ASCII letters in their full-width form; blanks are left out. For 記号, 番号 and 枝番, which JP Core wants so.
WipedText full_width(std::string_view text);
/// Without blanks, half or full width.
WipedText without_blanks(std::string_view text);

/// One after another under a URL of its own, which depends on the document's time, facility and visit alone.
class Entries {
public:
    explicit Entries(const OqsDocument& document);
    /// Returns the URL under which others refer to it.
    WipedText add(Json resource);
    Json take() { return std::move(entries_); }

private:
    const WipedText of_document_;
    Json entries_ = Json::array();
};

/// A coverage with who pays.
struct Covered {
    WipedText coverage, payer;  ///< their URLs
};
Covered add_coverage(Entries& entries, const OqsInsured& insured, std::string_view patient);
/// Of the insurer that pays beside a 医療扶助; nothing where none is told. What the result says of its period, ratio
/// and items is told with the 医療扶助.
std::optional<Covered> add_insurer_beside(Entries& entries, const OqsInsured& insured, std::string_view patient);
Covered add_coverage(Entries& entries, const OqsSubsidy& certificate, std::string_view patient);
/// The patient's member id in this coverage: R1012 and R1013 of JP Core's member of clins.
Json member_id(const OqsInsured& insured);
/// What the insurance pays beyond the ratio: 限度額, 特定疾病, 医療券.
Json items_of(const OqsInsured& insured);

/// 医療扶助: OQSCD010.
inline bool is_public_assistance(const OqsInsured& insured) { return insured.card_classification == "A1"; }

}  // namespace uketsuke::eligibility::fhir
