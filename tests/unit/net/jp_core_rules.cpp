// SPDX-License-Identifier: Apache-2.0
#include "jp_core_rules.hpp"

#include <fmt/format.h>

#include <array>
#include <regex>
#include <set>
#include <stdexcept>

namespace uketsuke::test {
namespace {

constexpr std::string_view kInsurance = "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID";
constexpr std::string_view kPublic = "http://jpfhir.jp/fhir/clins/Idsystem/JP_PublicPayer_memberID";
constexpr std::string_view kFacilityPatient = "urn:oid:1.2.392.100495.20.3.51.";
constexpr std::string_view kInstitution = "http://jpfhir.jp/fhir/core/IdSystem/insurance-medical-institution-no";
constexpr std::string_view kInsurer = "http://jpfhir.jp/fhir/core/mhlw/IdSystem/InsurerNumber";
constexpr std::string_view kRepresentation = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";

std::vector<FhirJson> all_of(const FhirJson& bundle, std::string_view type) {
    std::vector<FhirJson> all;
    for (const auto& entry : bundle.at("entry"))
        if (entry.at("resource").at("resourceType") == type) all.push_back(entry.at("resource"));
    return all;
}

const FhirJson& list(const FhirJson& resource, const char* name) {
    static const auto kNone = FhirJson::array();
    return resource.contains(name) ? resource.at(name) : kNone;
}

int member_ids(const FhirJson& resource) {
    int count = 0;
    for (const auto& identifier : list(resource, "identifier"))
        count += identifier.at("system") == kInsurance || identifier.at("system") == kPublic ? 1 : 0;
    return count;
}

std::string one_member_id(const FhirJson& bundle, std::string_view type) {
    for (const auto& resource : all_of(bundle, type))
        if (member_ids(resource) != 1) return fmt::format("a {} has {} member ids", type, member_ids(resource));
    return {};
}

/// The values of a system, wherever they identify something, must have that form.
std::string values_like(const FhirJson& bundle, std::string_view system, const char* form) {
    const std::regex wanted(form);
    for (const auto* type : {"Patient", "Coverage", "Organization"})
        for (const auto& resource : all_of(bundle, type))
            for (const auto& identifier : list(resource, "identifier"))
                if (identifier.at("system") == system && identifier.contains("value") &&
                    !std::regex_match(identifier.at("value").get<std::string>(), wanted))
                    return identifier.at("value");
    return {};
}

/// A reference that leads to nothing of that type; a text alone, and a logical one, are no references.
std::string leads_elsewhere(const FhirJson& bundle, const FhirJson& from, const std::set<std::string>& types) {
    if (!from.contains("reference")) return {};
    for (const auto& entry : bundle.at("entry"))
        if (entry.at("fullUrl") == from.at("reference"))
            return types.count(entry.at("resource").at("resourceType")) == 1 ? "" : from.at("reference");
    return from.at("reference");
}

std::string first_of(std::initializer_list<std::string> all) {
    for (const auto& one : all)
        if (!one.empty()) return one;
    return {};
}

std::string references_of_coverages(const FhirJson& bundle) {
    for (const auto& coverage : all_of(bundle, "Coverage")) {
        auto wrong = leads_elsewhere(bundle, coverage.at("beneficiary"), {"Patient"});
        if (list(coverage, "payor").empty()) wrong = "a coverage without payor";
        for (const auto& payor : list(coverage, "payor"))
            wrong = first_of({wrong, leads_elsewhere(bundle, payor, {"Organization", "Patient", "RelatedPerson"})});
        if (!wrong.empty()) return wrong;
    }
    return {};
}

std::string references_of_response(const FhirJson& bundle) {
    const auto responses = all_of(bundle, "CoverageEligibilityResponse");
    if (responses.size() != 1) return fmt::format("{} responses", responses.size());
    const auto& response = responses.front();
    auto wrong = first_of({leads_elsewhere(bundle, response.at("patient"), {"Patient"}),
                           leads_elsewhere(bundle, response.at("insurer"), {"Organization"}),
                           leads_elsewhere(bundle, response.at("requestor"), {"Organization"})});
    for (const auto& insurance : list(response, "insurance"))
        wrong = first_of({wrong, leads_elsewhere(bundle, insurance.at("coverage"), {"Coverage"})});
    if (wrong.empty() && list(response, "insurance").size() != all_of(bundle, "Coverage").size())
        wrong = "not one insurance a coverage";
    return wrong;
}

std::string names(const FhirJson& bundle, bool (*right)(const FhirJson& name)) {
    for (const auto& patient : all_of(bundle, "Patient"))
        for (const auto& name : list(patient, "name"))
            if (!right(name)) return name.at("text");
    return {};
}

bool has_representation(const FhirJson& name) {
    for (const auto& extension : list(name, "extension"))
        if (extension.at("url") == kRepresentation && (extension.at("valueCode") == "IDE" ||
                                                       extension.at("valueCode") == "SYL" ||
                                                       extension.at("valueCode") == "ABC"))
            return true;
    return false;
}

bool is_whole_without_wide_blank(const FhirJson& name) {
    return name.at("text").get<std::string>().find("　") == std::string::npos;
}

std::string extensions_of_coverages(const FhirJson& bundle) {
    constexpr std::string_view kStart =
        "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Coverage_InsuredPerson";
    for (const auto& coverage : all_of(bundle, "Coverage"))
        for (const auto& extension : list(coverage, "extension")) {
            const auto url = extension.at("url").get<std::string>();
            const auto name = url.starts_with(kStart) ? url.substr(kStart.size()) : url;
            if ((name != "Symbol" && name != "Number" && name != "SubNumber") || !extension.contains("valueString"))
                return url;
        }
    return {};
}

/// U+FF10 to U+FF19, twice.
bool is_two_wide_digits(std::string_view text) {
    const auto wide = [&](std::size_t at) {
        const auto last = static_cast<unsigned char>(text[at + 2]);
        return text.substr(at, 2) == "\xef\xbc" && last >= 0x90 && last <= 0x99;
    };
    return text.size() == 6 && wide(0) && wide(3);
}

std::string dependents(const FhirJson& bundle) {
    for (const auto& coverage : all_of(bundle, "Coverage")) {
        if (!coverage.contains("dependent")) continue;
        if (!is_two_wide_digits(coverage.at("dependent").get<std::string>())) return coverage.at("dependent");
        std::string of_extension;
        for (const auto& extension : list(coverage, "extension"))
            if (extension.at("url").get<std::string>().ends_with("SubNumber")) of_extension = extension.at("valueString");
        if (of_extension != coverage.at("dependent")) return of_extension;
    }
    return {};
}

std::string consents(const FhirJson& bundle) {
    for (const auto& consent : all_of(bundle, "Consent"))
        if (!consent.contains("policy") && !consent.contains("policyRule")) return "a consent without a policy";
    return {};
}

std::string organizations(const FhirJson& bundle) {
    for (const auto& organization : all_of(bundle, "Organization"))
        if (!organization.contains("name") && list(organization, "identifier").empty()) return "nobody";
    return {};
}

std::string full_urls(const FhirJson& bundle) {
    static const std::regex kUuid("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    std::set<std::string> seen;
    for (const auto& entry : bundle.at("entry")) {
        const auto url = entry.at("fullUrl").get<std::string>();
        if (!std::regex_match(url, kUuid) || !seen.insert(url).second) return url;
    }
    return {};
}

std::string profiles(const FhirJson& bundle) {
    for (const auto* type : {"Patient", "Coverage", "Organization"})
        for (const auto& resource : all_of(bundle, type))
            if (resource.at("meta").at("profile") !=
                FhirJson::array({fmt::format("http://jpfhir.jp/fhir/core/StructureDefinition/JP_{}", type)}))
                return type;
    return {};
}

FhirJson& first_identifier(FhirJson& bundle, std::string_view type) {
    return resource_in(bundle, type).at("identifier").at(0);
}

constexpr std::string_view kClins = "jpfhir.jp clins, invariants of JP_Patient_eCS";

constexpr std::array kRules{
    FhirRule{"R1010", "The facility's own number of a patient stands under urn:oid:1.2.392.100495.20.3.51.1 and the facility's ten digits.",
             kClins,
             [](const FhirJson& b) -> std::string {
                 static const std::regex kSystem("urn:oid:1\\.2\\.392\\.100495\\.20\\.3\\.51\\.1[0-4][0-9][1-3][0-9]{7}");
                 for (const auto& patient : all_of(b, "Patient"))
                     for (const auto& identifier : list(patient, "identifier")) {
                         const auto system = identifier.at("system").get<std::string>();
                         if (system.starts_with(kFacilityPatient) && !std::regex_match(system, kSystem)) return system;
                     }
                 return {};
             },
             [](FhirJson& b) {
                 resource_in(b, "Patient")["identifier"].push_back(
                     {{"system", std::string(kFacilityPatient) + "1319999999"}, {"value", "1"}});
             }},
    FhirRule{"R1012", "A patient has exactly one member id: of an insurer or of a public payer.", kClins,
             [](const FhirJson& b) { return one_member_id(b, "Patient"); },
             [](FhirJson& b) {
                 resource_in(b, "Patient")["identifier"].push_back({{"system", kPublic}, {"value", "12345678::1234567:"}});
             }},
    FhirRule{"R1012 of each coverage", "A coverage has exactly one member id, by the kind of its payer.",
             "the same rule, held for Coverage by this project",
             [](const FhirJson& b) { return one_member_id(b, "Coverage"); },
             [](FhirJson& b) { resource_in(b, "Coverage").erase("identifier"); }},
    FhirRule{"R1013, insurer", "The member id of an insurer: eight digits, 記号, 番号, 枝番 of two digits or none, joined by colons, no blank.",
             kClins,
             [](const FhirJson& b) { return values_like(b, kInsurance, "[0-9]{8}:[^: ]*:[^: ]*:([0-9][0-9])?"); },
             [](FhirJson& b) { first_identifier(b, "Coverage")["value"] = "1234:あ い:5:1"; }},
    FhirRule{"R1013, public payer", "The member id of a public payer: eight digits, two colons, seven characters, a colon.",
             kClins, [](const FhirJson& b) { return values_like(b, kPublic, "[0-9]{8}::[^: ]{7}:"); },
             [](FhirJson& b) {
                 auto& identifier = first_identifier(b, "Coverage");
                 identifier["system"] = kPublic;
                 identifier["value"] = "12345678:1234567";
             }},
    FhirRule{"R1112", "A patient's name stands in kanji or in kana.", kClins,
             [](const FhirJson& b) -> std::string {
                 for (const auto& patient : all_of(b, "Patient"))
                     if (list(patient, "name").empty()) return "a patient without a name";
                 return {};
             },
             [](FhirJson& b) { resource_in(b, "Patient").erase("name"); }},
    FhirRule{"R1113", "Family and given name are divided by no full-width blank.", kClins,
             [](const FhirJson& b) { return names(b, is_whole_without_wide_blank); },
             [](FhirJson& b) { resource_in(b, "Patient")["name"][0]["text"] = "架空　花子"; }},
    FhirRule{"JP_HumanName", "Each name says whether it is written in kanji (IDE), in kana (SYL) or in Latin letters (ABC).",
             "JP Core 1.2, JP_HumanName: extension NameRepresentationUse 1..*",
             [](const FhirJson& b) { return names(b, has_representation); },
             [](FhirJson& b) { resource_in(b, "Patient")["name"][0].erase("extension"); }},
    FhirRule{"JP_Patient.identifier", "A patient has an identifier.", "JP Core 1.2, JP_Patient: identifier 1..",
             [](const FhirJson& b) -> std::string {
                 for (const auto& patient : all_of(b, "Patient"))
                     if (list(patient, "identifier").empty()) return "none";
                 return {};
             },
             [](FhirJson& b) { resource_in(b, "Patient")["identifier"] = FhirJson::array(); }},
    FhirRule{"JP_Coverage.extension", "記号, 番号 and 枝番 stand in the extensions of JP_Coverage, as texts.",
             "JP Core 1.2, JP_Coverage: extension", extensions_of_coverages,
             [](FhirJson& b) {
                 resource_in(b, "Coverage")["extension"].push_back({{"url", "http://jpfhir.jp/x"}, {"valueString", "1"}});
             }},
    FhirRule{"JP_Coverage.dependent", "枝番 stands in two full-width digits, the same as in its extension.",
             "JP Core 1.2, JP_Coverage: dependent", dependents,
             [](FhirJson& b) { resource_in(b, "Coverage")["dependent"] = "1"; }},
    FhirRule{"JP_Coverage.beneficiary, .payor", "Who benefits is a Patient, who pays an Organization, Patient or RelatedPerson; both are in the bundle.",
             "JP Core 1.2, JP_Coverage: beneficiary, payor; R4: payor 1..*", references_of_coverages,
             [](FhirJson& b) {
                 auto& coverage = resource_in(b, "Coverage");
                 coverage["beneficiary"] = coverage["payor"][0];
             }},
    FhirRule{"JP_Organization.identifier, facility", "A facility is known by its ten digits.",
             "JP Core 1.2, JP_Organization: medicalInstitutionCode; R1021",
             [](const FhirJson& b) { return values_like(b, kInstitution, "[0-4][0-9][1-3][0-9]{7}"); },
             [](FhirJson& b) { first_identifier(b, "Organization")["value"] = "131999999"; }},
    FhirRule{"JP_Organization.identifier, payer", "A payer is known by its eight digits, with zeros in front.",
             "JP Core 1.2, JP_Organization: insurerNumber",
             [](const FhirJson& b) { return values_like(b, kInsurer, "[0-9]{8}"); },
             [](FhirJson& b) {
                 first_identifier(b, "Organization") = {{"system", kInsurer}, {"value", "  139999"}};
             }},
    FhirRule{"meta.profile", "Patient, Coverage and Organization name their JP Core profile.", "JP Core 1.2, guidance",
             profiles, [](FhirJson& b) { resource_in(b, "Coverage")["meta"]["profile"] = FhirJson::array({"x"}); }},
    FhirRule{"CoverageEligibilityResponse", "One response; what it refers to is in the bundle; one insurance a coverage.",
             "R4, CoverageEligibilityResponse", references_of_response,
             [](FhirJson& b) {
                 resource_in(b, "CoverageEligibilityResponse")["insurance"][0]["coverage"]["reference"] =
                     "urn:uuid:00000000-0000-4000-8000-000000000000";
             }},
    FhirRule{"ppc-1", "A consent has a policy or a policyRule.", "R4, Consent", consents,
             [](FhirJson& b) { resource_in(b, "Consent").erase("policyRule"); }},
    FhirRule{"org-1", "An organization has a name or an identifier.", "R4, Organization", organizations,
             [](FhirJson& b) {
                 auto& organization = resource_in(b, "Organization");
                 organization.erase("name");
                 organization.erase("identifier");
             }},
    FhirRule{"bdl-7", "Each entry has a URL of its own, here a UUID.", "R4, Bundle", full_urls,
             [](FhirJson& b) { b["entry"][0]["fullUrl"] = b["entry"][1]["fullUrl"]; }},
};

}  // namespace

std::span<const FhirRule> fhir_rules() { return kRules; }

std::string broken_rules(const FhirJson& bundle) {
    std::string all;
    for (const auto& rule : kRules)
        if (const auto what = rule.broken(bundle); !what.empty())
            all += fmt::format("{}{}: {}", all.empty() ? "" : "; ", rule.id, what);
    return all;
}

FhirJson& resource_in(FhirJson& bundle, std::string_view type) {
    for (auto& entry : bundle.at("entry"))
        if (entry.at("resource").at("resourceType") == type) return entry.at("resource");
    throw std::out_of_range(std::string(type));
}

}  // namespace uketsuke::test
