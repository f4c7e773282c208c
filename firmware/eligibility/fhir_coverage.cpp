// SPDX-License-Identifier: Apache-2.0
// Coverage: one for each result and each subsidy, with who pays for it.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "fhir_values.hpp"
#include "oqs_codes.hpp"

namespace uketsuke::eligibility::fhir {
namespace {

constexpr std::size_t kInsurerDigits = 8;

std::string_view meaning_of(const oqs::CodeList& list, std::string_view value) {
    for (const auto& code : list.codes)
        if (code.value == value) return code.meaning;
    return {};
}

/// So many digits, with zeros in front where the files have blanks or nothing; empty: not told, or no such number.
WipedText padded(std::string_view number, std::size_t count) {
    auto digits = without_blanks(number);
    if (digits.empty() || digits.size() > count || digits.find_first_not_of("0123456789") != WipedText::npos) return {};
    return digits.insert(0, count - digits.size(), '0');
}
WipedText eight_digits(std::string_view number) { return padded(number, kInsurerDigits); }
WipedText branch_of(const OqsInsured& insured) { return padded(insured.branch, 2); }

/// A member id of which a part is not told stands without a value, and says why.
Json member(std::string_view system, bool known, const WipedText& value) {
    if (known) return identifier(system, value);
    const auto absent = joined({kStandardExtensions, "data-absent-reason"});
    return {{"system", system},
            {"_value", {{"extension", Json::array({{{"url", absent}, {"valueCode", "unknown"}}})}}}};
}

Json public_member(std::string_view payer, std::string_view recipient) {
    constexpr std::size_t kRecipientLetters = 7;
    const auto number = eight_digits(payer), letters = without_blanks(recipient);
    const bool known = !number.empty() && letters.size() == kRecipientLetters &&
                       std::ranges::all_of(letters, [](char c) { return c > ' ' && c < '\x7f' && c != ':'; });
    return member(kPublicMember, known, joined({number, "::", letters, ":"}));
}

Json insurer_member(const OqsInsured& insured) {
    const auto number = eight_digits(insured.insurer_number);
    return member(
        kInsuranceMember, !number.empty(),
        joined({number, ":", full_width(insured.symbol), ":", full_width(insured.number), ":", branch_of(insured)}));
}

Json public_payer() { return coding(kMajorCategory, "8", "公費"); }

/// 別表11 of the electronic prescription's CDA specification, by the law number that the insurer's number begins with:
/// six digits are 国保 (67 the same for the retired), 39 is 後期高齢者医療.
Json kind_of_insurer(const OqsInsured& insured) {
    const auto number = without_blanks(insured.insurer_number);
    if (number.size() == kInsurerDigits && number.starts_with("39")) return coding(kMajorCategory, "7", "後期高齢者");
    if (number.starts_with("67") || number.size() == 6) return coding(kMajorCategory, "2", "国保");
    return coding(kMajorCategory, "1", "医保");
}

void add_extension(Json& coverage, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    coverage["extension"].push_back({{"url", joined({kExtensions, name})}, {"valueString", full_width(value)}});
}

/// Of those who are 70 to 74 the certificate of their age decides.
void add_ratio(Json& coverage, const OqsInsured& insured) {
    const auto& told = insured.elderly_ratio.empty() ? insured.ratio : insured.elderly_ratio;
    int percent = 0;
    if (told.empty() || std::from_chars(told.data(), told.data() + told.size(), percent).ec != std::errc()) return;
    coverage["costToBeneficiary"] =
        Json::array({{{"type", concept_of(coding(joined({kTerminology, "coverage-copay-type"}), "copaypct"))},
                      {"valueQuantity",
                       {{"value", percent}, {"unit", "%"}, {"system", "http://unitsofmeasure.org"}, {"code", "%"}}}}});
}

void add_insured_person(Json& coverage, const OqsInsured& insured) {
    const auto branch = branch_of(insured);
    add_extension(coverage, "JP_Coverage_InsuredPersonSymbol", insured.symbol);
    add_extension(coverage, "JP_Coverage_InsuredPersonNumber", insured.number);
    add_extension(coverage, "JP_Coverage_InsuredPersonSubNumber", branch);
    if (!insured.number.empty())
        coverage["subscriberId"] =
            joined({"\"", full_width(insured.symbol), "\",\"", full_width(insured.number), "\""});
    if (!branch.empty()) coverage["dependent"] = full_width(branch);
    if (insured.family == "1" || insured.family == "2")
        coverage["relationship"] =
            concept_of(coding(kInsuredCategory, insured.family, insured.family == "1" ? "被保険者" : "被扶養者"));
}

Json payer_of(std::string_view name, std::string_view number) {
    auto payer = profiled("Organization");
    payer["type"] = Json::array({concept_of(coding(joined({kTerminology, "organization-type"}), "ins"))});
    if (!name.empty()) payer["name"] = name;
    if (const auto digits = eight_digits(number); !digits.empty())
        payer["identifier"] = Json::array({identifier(kInsurerNumber, digits)});
    if (name.empty() && !payer.contains("identifier")) payer["name"] = "不明";  // org-1: a name or an identifier
    return payer;
}

/// `status` is that of the record: whether the insurance counts is in the response (insurance.inforce).
Json coverage_of(Json member, Json kind, std::string_view patient, std::string_view payer) {
    auto coverage = profiled("Coverage");
    coverage["status"] = "active";
    coverage["identifier"] = Json::array({std::move(member)});
    coverage["type"] = concept_of(std::move(kind));
    coverage["beneficiary"] = reference(patient);
    coverage["payor"] = Json::array({reference(payer)});
    return coverage;
}

Json insurer_coverage(const OqsInsured& insured, std::string_view patient, std::string_view payer) {
    auto coverage = coverage_of(insurer_member(insured), kind_of_insurer(insured), patient, payer);
    add_insured_person(coverage, insured);
    return coverage;
}

Json benefit(std::string_view kind, std::string_view value_name, Json value) {
    return {{"type", text_concept(kind)}, {std::string(value_name), std::move(value)}};
}
Json yen(int amount) { return {{"value", amount}, {"currency", "JPY"}}; }

Json item(std::string_view what, std::string_view name) {
    Json out{{"category", text_concept(what)}};
    if (!name.empty()) out["name"] = name;
    return out;
}

Json ticket_item(const OqsMedicalTicket& ticket) {
    auto out = item(ticket.type == "02" ? "調剤券" : "医療券", ticket.issue_number);
    if (!ticket.month.empty()) out["description"] = joined({"診療年月 ", ticket.month});
    if (ticket.self_pay_yen)
        out["benefit"] = Json::array({benefit("本人支払額", "allowedMoney", yen(*ticket.self_pay_yen))});
    return out;
}

}  // namespace

Json member_id(const OqsInsured& insured) {
    if (is_public_assistance(insured)) return public_member(insured.public_expense_number, insured.beneficiary_number);
    return insurer_member(insured);
}

Covered add_coverage(Entries& entries, const OqsInsured& insured, std::string_view patient) {
    const bool assistance = is_public_assistance(insured);
    const auto payer = entries.add(payer_of(assistance ? insured.welfare_office : insured.insurer_name,
                                            assistance ? insured.public_expense_number : insured.insurer_number));
    auto coverage = assistance ? coverage_of(member_id(insured), public_payer(), patient, payer)
                               : insurer_coverage(insured, patient, payer);
    if (auto counts = period(insured.qualified, insured.disqualified)) coverage["period"] = std::move(*counts);
    add_ratio(coverage, insured);
    return {entries.add(std::move(coverage)), payer};
}

std::optional<Covered> add_insurer_beside(Entries& entries, const OqsInsured& insured, std::string_view patient) {
    if (!is_public_assistance(insured) || insured.insurer_number.empty()) return std::nullopt;
    const auto payer = entries.add(payer_of(insured.insurer_name, insured.insurer_number));
    return Covered{entries.add(insurer_coverage(insured, patient, payer)), payer};
}

Covered add_coverage(Entries& entries, const OqsSubsidy& subsidy, std::string_view patient) {
    const auto payer = entries.add(payer_of(subsidy.issuer, subsidy.public_expense_number));
    auto coverage = coverage_of(public_member(subsidy.public_expense_number, subsidy.recipient_number), public_payer(),
                                patient, payer);
    coverage["type"]["text"] = subsidy.kind;
    return {entries.add(std::move(coverage)), payer};
}

Json items_of(const OqsInsured& insured) {
    auto items = Json::array();
    if (const auto& limit = insured.high_cost; limit.agreed && !limit.classification.empty()) {
        items.push_back(item("限度額適用認定証", meaning_of(oqs::kLimitKindCodes, limit.classification)));
        const auto meaning = meaning_of(oqs::kLimitCodes, limit.ceiling);
        items.back()["benefit"] = Json::array(
            {benefit("適用区分", "allowedString", joined({limit.ceiling, meaning.empty() ? "" : " ", meaning}))});
    }
    for (const auto& disease : insured.diseases) {
        items.push_back(item("特定疾病療養受療証", meaning_of(oqs::kDiseaseCodes, fmt::to_string(disease.category))));
        items.back()["benefit"] =
            Json::array({benefit("自己負担限度額（月）", "allowedMoney", yen(disease.self_pay_yen))});
    }
    for (const auto& ticket : insured.tickets) items.push_back(ticket_item(ticket));
    return items;
}

}  // namespace uketsuke::eligibility::fhir
