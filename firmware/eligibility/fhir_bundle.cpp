// SPDX-License-Identifier: Apache-2.0
#include "fhir_bundle.hpp"

#include "fhir_values.hpp"
#include "oqs_codes.hpp"

namespace uketsuke::eligibility {
namespace {

using namespace fhir;

constexpr std::chrono::hours kMayBeSeen{24};  ///< domain facts §1.4

/// By name parts where two stand there, since a text alone leaves the family name to be guessed (JP Core, name). R1113:
/// no full-width blank.
Json name_of(std::string_view told, std::string_view representation, std::string_view use) {
    WipedText text(told);
    constexpr std::string_view kWide = "　";
    for (auto at = text.find(kWide); at != WipedText::npos; at = text.find(kWide)) text.replace(at, kWide.size(), " ");
    Json name{{"use", use},
              {"text", text},
              {"extension", Json::array({{{"url", joined({kStandardExtensions, "iso21090-EN-representation"})},
                                          {"valueCode", representation}}})}};
    const auto blank = text.find(' ');
    if (blank == WipedText::npos || blank == 0 || text.find(' ', blank + 1) != WipedText::npos ||
        blank + 1 == text.size())
        return name;
    name["family"] = text.substr(0, blank);
    name["given"] = Json::array({text.substr(blank + 1)});
    return name;
}

Json names_of(const OqsInsured& insured) {
    auto names = Json::array({name_of(insured.name, "IDE", "official")});
    if (!insured.name_kana.empty()) names.push_back(name_of(insured.name_kana, "SYL", "official"));
    if (!insured.other_name.empty()) names.push_back(name_of(insured.other_name, "IDE", "usual"));
    if (!insured.other_kana.empty()) names.push_back(name_of(insured.other_kana, "SYL", "usual"));
    return names;
}

std::string_view gender_of(int sex) { return sex == 1 ? "male" : sex == 2 ? "female" : "unknown"; }

/// One person: an answer about two is refused (judge_answer.hpp). The facility's own number is R1010's.
Json patient_of(const OqsDocument& document, const OqsInsured& insured) {
    auto patient = profiled("Patient");
    patient["identifier"] = Json::array({member_id(insured)});
    if (!insured.reference_number.empty())
        patient["identifier"].push_back(
            identifier(joined({"urn:oid:1.2.392.100495.20.3.51.1", document.facility_code}), insured.reference_number));
    patient["active"] = true;
    patient["name"] = names_of(insured);
    patient["gender"] = gender_of(insured.sex);
    if (insured.birth.year != 0) patient["birthDate"] = date(insured.birth);
    if (insured.address.empty() && insured.postcode.empty()) return patient;
    auto address = Json::object();
    if (!insured.address.empty()) address["text"] = insured.address;
    if (!insured.postcode.empty()) address["postalCode"] = insured.postcode;
    patient["address"] = Json::array({std::move(address)});
    return patient;
}

Json facility_of(const OqsDocument& document) {
    auto facility = profiled("Organization");
    facility["identifier"] = Json::array({identifier(kInstitution, document.facility_code)});
    facility["type"] = Json::array({concept_of(coding(joined({kTerminology, "organization-type"}), "prov"))});
    return facility;
}

/// What of it counts today; nothing where several were found, since the answer does not say which.
std::optional<bool> in_force(domain::Validity validity) {
    using V = domain::Validity;
    if (validity == V::several) return std::nullopt;
    return validity == V::valid || validity == V::valid_unregistered;
}

WipedText disposition_of(const OqsDocument& document) {
    const auto code = static_cast<std::size_t>(document.validity) - 1;
    auto text = joined({oqs::kValidityCodes.codes[code].meaning});
    if (!document.result_message.empty()) text += "：" + document.result_message;
    return text;
}

Json insurance_of(const OqsDocument& document, std::string_view coverage) {
    Json insurance{{"coverage", reference(coverage)}};
    if (const auto counts = in_force(document.validity)) insurance["inforce"] = *counts;
    return insurance;
}

Json insurance_of(const OqsDocument& document, const OqsInsured& insured, std::string_view coverage) {
    auto insurance = insurance_of(document, coverage);
    if (auto counts = period(insured.valid_from, insured.valid_until)) insurance["benefitPeriod"] = std::move(*counts);
    if (auto items = items_of(insured); !items.empty()) insurance["item"] = std::move(items);
    return insurance;
}

/// A document that can be read has ended well (SegmentOfResult 1): the others are errors, and give no bundle.
Json response_of(const OqsDocument& document) {
    return {{"resourceType", "CoverageEligibilityResponse"},
            {"status", "active"},
            {"purpose", Json::array({"validation"})},
            {"servicedDate", date(base::date_in_japan(document.executed))},
            {"created", base::to_iso8601(document.executed)},
            {"request", {{"type", "CoverageEligibilityRequest"}, {"identifier", {{"value", document.identifier}}}}},
            {"outcome", "complete"},
            {"disposition", disposition_of(document)}};
}

struct Record {
    std::string_view code, display;  ///< OQSCD036
    OqsConsent OqsConsents::*consent;
};
constexpr std::array kRecords{
    Record{"TKK", "特定健診情報", &OqsConsents::checkups}, Record{"YZK", "薬剤情報", &OqsConsents::medication},
    Record{"SRJ", "診療情報", &OqsConsents::diagnosis}, Record{"SHJ", "手術情報", &OqsConsents::surgery}};

Json consent_of(const Record& record, base::WallTime given, std::string_view patient, std::string_view facility) {
    const auto treatment = coding(joined({kTerminology, "v3-ActReason"}), "TREAT");
    return {{"resourceType", "Consent"},
            {"status", "active"},
            {"scope", concept_of(coding(joined({kTerminology, "consentscope"}), "patient-privacy"))},
            {"category", Json::array({concept_of(coding("http://loinc.org", "59284-0", "Consent Document"))})},
            {"patient", reference(patient)},
            {"dateTime", base::to_iso8601(given)},
            {"performer", Json::array({reference(patient)})},
            {"organization", Json::array({reference(facility)})},
            {"policyRule", text_concept("オンライン資格確認における閲覧同意")},
            {"provision",
             {{"type", "permit"},
              {"period", {{"start", base::to_iso8601(given)}, {"end", base::to_iso8601(given + kMayBeSeen)}}},
              {"purpose", Json::array({treatment})},
              {"code", Json::array({{{"coding", Json::array({coding("", record.code, record.display)})}}})}}}};
}

/// Of the first result that tells of it: consent is asked once.
void add_consents(Entries& entries, const OqsDocument& document, std::string_view patient, std::string_view facility) {
    for (const auto& record : kRecords)
        for (const auto& insured : document.insured) {
            const auto& consent = insured.consents.*record.consent;
            if (!consent.given()) continue;
            entries.add(consent_of(record, consent.at, patient, facility));
            break;
        }
}

Json bundle_of(const OqsDocument& document) {
    Entries entries(document);
    const bool found = !document.insured.empty();
    WipedText patient;
    if (found) patient = entries.add(patient_of(document, document.insured.front()));
    const auto facility = entries.add(facility_of(document));
    auto response = response_of(document);
    response["requestor"] = reference(facility);
    response["patient"] = found ? reference(patient) : Json{{"display", "該当なし"}};
    response["insurer"] = Json{{"display", "オンライン資格確認等システム"}};
    auto insurances = Json::array();
    for (const auto& insured : document.insured) {
        const auto covered = add_coverage(entries, insured, patient);
        if (insurances.empty()) response["insurer"] = reference(covered.payer);
        insurances.push_back(insurance_of(document, insured, covered.coverage));
        if (const auto beside = add_insurer_beside(entries, insured, patient))
            insurances.push_back(insurance_of(document, beside->coverage));
    }
    // What pays beside an insurance, without one, has nobody to belong to.
    for (const auto& certificate : document.subsidies)
        if (found) insurances.push_back(insurance_of(document, add_coverage(entries, certificate, patient).coverage));
    if (!insurances.empty()) response["insurance"] = std::move(insurances);
    entries.add(std::move(response));
    if (found) add_consents(entries, document, patient, facility);
    return {{"resourceType", "Bundle"},
            {"type", "collection"},
            {"timestamp", base::to_iso8601(document.executed)},
            {"entry", entries.take()}};
}

}  // namespace

WipedText fhir_bundle(const OqsDocument& document) { return bundle_of(document).dump(1, ' ') + "\n"; }

}  // namespace uketsuke::eligibility
