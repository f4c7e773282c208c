// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "oqs_names.hpp"

namespace uketsuke::eligibility {
namespace {

using namespace oqs;
using namespace std::chrono_literals;

void put(pugi::xml_node parent, const std::string& name, std::string_view value) {
    if (!value.empty()) parent.append_child(name.c_str()).text().set(std::string(value).c_str());
}

template <std::size_t N>
void put_days(pugi::xml_node parent, const std::array<Day, N>& days, const OqsInsured& insured) {
    for (const auto& day : days)
        if ((insured.*day.value).year != 0) put(parent, day.name, base::to_yyyymmdd(insured.*day.value));
}

void put_elderly(pugi::xml_node result, const OqsInsured& insured) {
    if (insured.elderly_ratio.empty()) return;
    auto elderly = result.append_child(kElderly);
    put_days(elderly, kElderlyDays, insured);
    put(elderly, kElderlyRatio, insured.elderly_ratio);
}

const char* flag_of(const OqsInsured& insured, bool given) { return given ? "1" : insured.difficult ? "3" : "0"; }

void put_high_cost(pugi::xml_node result, const OqsHighCost& high_cost, base::WallTime executed) {
    const std::string stem = kHighCost;
    put(result, stem + kFlag, high_cost.agreed ? "1" : "0");
    if (!high_cost.agreed) return;
    put(result, stem + "RelatedConsTime", base::to_yyyymmddhhmmss(executed));
    if (high_cost.ceiling.empty()) return;
    auto info = result.append_child((stem + "RelatedInfo").c_str());
    put(info, stem + "Classification", high_cost.classification);
    put(info, stem + "ClassificationFlag", high_cost.ceiling);
}

void put_diseases(pugi::xml_node result, const OqsInsured& insured) {
    const std::string stem = kDisease;
    const bool given = insured.consents.specific_disease && insured.consented;
    put(result, stem + kFlag, flag_of(insured, given));
    if (!given) return;
    put(result, stem + "RelatedConsTime", base::to_yyyymmddhhmmss(*insured.consented));
    auto list = result.append_child((stem + "List").c_str());
    for (const auto& disease : insured.diseases) {
        auto info = list.append_child((stem + "Info").c_str());
        put(info, "SpecificDiseasesDiseaseCategory", fmt::to_string(disease.category));
        put(info, "SpecificDiseasesSelfPay", fmt::to_string(disease.self_pay_yen));
    }
}

void put_subsidies(pugi::xml_node body, const OqsDocument& document) {
    if (document.subsidies.empty()) return;
    auto block = body.append_child(kSubsidies);
    put(block, "Layout", kOwnLayout);
    for (const auto& subsidy : document.subsidies) {
        auto certificate = block.append_child("Certificate");
        put(certificate, "Id", subsidy.id);
        put(certificate, "Kind", subsidy.kind);
        put(certificate, "IssuerName", subsidy.issuer);
        put(certificate, "IssuedDate", base::to_yyyymmdd(subsidy.issued));
        put(certificate, "PublicExpenseNumber", subsidy.public_expense_number);
        put(certificate, "RecipientNumber", subsidy.recipient_number);
    }
}

void put_consents(pugi::xml_node result, const OqsInsured& insured) {
    for (const auto& item : kItems) {
        const std::string stem = item.stem;
        const bool given = insured.consents.*item.given && insured.consented;
        put(result, stem + "ConsFlg", flag_of(insured, given));
        if (!given) continue;
        put(result, stem + "ConsTime", base::to_yyyymmddhhmmss(*insured.consented));
        put(result, stem + "AvailableTime", base::to_yyyymmddhhmmss(*insured.consented + 24h));
    }
}

pugi::xml_node put_header(pugi::xml_document& xml, const OqsDocument& document, const char* segment) {
    auto declaration = xml.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    declaration.append_attribute("standalone") = "no";
    auto root = xml.append_child(kRoot);
    auto header = root.append_child("MessageHeader");
    put(header, "ProcessExecutionTime", base::to_yyyymmddhhmmss(document.executed));
    put(header, "QualificationConfirmationDate", base::to_yyyymmdd(base::date_in_japan(document.executed)));
    put(header, "MedicalInstitutionCode", document.facility_code);
    put(header, "ArbitraryFileIdentifier", document.identifier);
    put(header, "ReferenceClassification", "1");
    put(header, "SegmentOfResult", segment);
    put(header, "CharacterCodeIdentifier", "0");
    return root;
}

std::string print(const pugi::xml_document& xml) {
    std::ostringstream out;
    xml.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
}

}  // namespace

std::string build_document(const OqsDocument& document) {
    pugi::xml_document xml;
    auto body = put_header(xml, document, "1").append_child("MessageBody");
    put(body, "ProcessingResultStatus", "1");
    put(body, "ProcessingResultCode", document.result_code);
    put(body, "QualificationValidity", fmt::to_string(static_cast<int>(document.validity)));
    if (document.form) put(body, kForm, fmt::to_string(static_cast<int>(*document.form)));
    auto list = body.append_child("ResultList");
    for (const auto& insured : document.insured) {
        auto result = list.append_child("ResultOfQualificationConfirmation");
        for (const auto& text : kTexts) put(result, text.name, insured.*text.value);
        put(result, "Sex1", fmt::to_string(insured.sex));
        put(result, "Birthdate", base::to_yyyymmdd(insured.birth));
        put_days(result, kDays, insured);
        put_elderly(result, insured);
        put_high_cost(result, insured.high_cost, document.executed);
        put_diseases(result, insured);
        put_consents(result, insured);
    }
    put_subsidies(body, document);
    return print(xml);
}

domain::ForEachQuestion<domain::Answered> told_in(const OqsDocument& document) {
    using Q = domain::Question;
    domain::ForEachQuestion<domain::Answered> told;
    const auto agreed = [](const OqsInsured& insured) { return insured.high_cost.agreed; };
    told[Q::high_cost].chosen = std::ranges::any_of(document.insured, agreed) ? 1 : 0;
    if (document.form) told[Q::prescription_form].chosen = static_cast<int>(*document.form) - 1;
    for (const auto& subsidy : document.subsidies) told[Q::subsidy].items.push_back(subsidy.id);
    return told;
}

}  // namespace uketsuke::eligibility
