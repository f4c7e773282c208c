// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "oqs_elements.hpp"
#include "table_writer.hpp"

namespace uketsuke::eligibility {
namespace {

using namespace oqs;
using namespace std::chrono_literals;

void put_consent(pugi::xml_node result, const OqsConsent& consent, const std::string& flag, const std::string& time) {
    put(result, flag, fmt::to_string(static_cast<int>(consent.state)));
    if (consent.given()) put(result, time, base::to_yyyymmddhhmmss(consent.at));
}

void put_high_cost(pugi::xml_node result, const OqsHighCost& high_cost, base::WallTime executed) {
    put(result, kHighCostFlag.name, high_cost.agreed ? "1" : "0");
    if (!high_cost.agreed) return;
    put(result, kHighCostTime.name, base::to_yyyymmddhhmmss(high_cost.consented.value_or(executed)));
    if (!high_cost.ceiling.empty()) put_block(result, kHighCostInfo, kHighCostElements, high_cost);
}

void put_diseases(pugi::xml_node result, const OqsInsured& insured) {
    const auto& consent = insured.consents.specific_disease;
    put_consent(result, consent, kDiseaseFlag.name, kDiseaseTime.name);
    if (!consent.given()) return;
    auto list = result.append_child(kDiseaseList);
    for (const auto& disease : insured.diseases) put_block(list, kDiseaseInfo, kDisease, disease);
}

void put_tickets(pugi::xml_node result, const OqsInsured& insured) {
    if (insured.tickets.empty()) return;
    auto list = result.append_child(kTicketList);
    for (const auto& ticket : insured.tickets) put_block(list, kTicketInfo, kTicket, ticket);
}

void put_subsidies(pugi::xml_node body, const OqsDocument& document) {
    if (document.subsidies.empty()) return;
    auto block = body.append_child(kSubsidies);
    put(block, kLayout, kOwnLayout);
    for (const auto& subsidy : document.subsidies) put_block(block, kSubsidyInfo, kSubsidy, subsidy);
}

void put_consents(pugi::xml_node result, const OqsInsured& insured) {
    for (const auto& item : kItems) {
        const std::string stem = item.stem;
        const auto& consent = insured.consents.*item.consent;
        put_consent(result, consent, stem + kItemFlag, stem + kItemTime);
        if (consent.given()) put(result, stem + kItemEnd, base::to_yyyymmddhhmmss(consent.at + 24h));
    }
}

void put_result(pugi::xml_node list, const OqsInsured& insured, base::WallTime executed) {
    auto result = list.append_child(kResult);
    put_all(result, kInsured, insured);
    put_block(result, kElderlyName, kElderly, insured);
    put_high_cost(result, insured.high_cost, executed);
    put_diseases(result, insured);
    put_tickets(result, insured);
    put_consents(result, insured);
}

pugi::xml_node put_header(pugi::xml_document& xml, const OqsDocument& document, const char* segment) {
    auto root = xml.append_child(kRoot);
    auto header = root.append_child(kHeaderName);
    put(header, kExecuted.name, base::to_yyyymmddhhmmss(document.executed));
    put(header, kConfirmed.name, base::to_yyyymmdd(base::date_in_japan(document.executed)));
    put(header, kFacility.name, document.facility_code);
    put(header, kIdentifier.name, document.identifier);
    put(header, kReference, document);
    put(header, kSegment.name, segment);
    put(header, kCharacters.name, "0");
    return root;
}

}  // namespace

WipedText padded_insurer(std::string_view number) {
    constexpr std::size_t kLength = 8;
    const auto first = number.find_first_not_of(' ');
    const auto digits = first == std::string_view::npos ? std::string_view() : number.substr(first);
    if (digits.empty() || digits.size() >= kLength) return WipedText(digits);
    return WipedText(kLength - digits.size(), ' ') + WipedText(digits);
}

std::string build_document(const OqsDocument& document) {
    pugi::xml_document xml;
    auto body = put_header(xml, document, "1").append_child(kBodyName);
    put(body, kStatus.name, "1");
    put_all(body, kBody, document);
    put(body, kValidity.name, fmt::to_string(static_cast<int>(document.validity)));
    if (document.form) put(body, kForm.name, fmt::to_string(static_cast<int>(*document.form)));
    if (document.search) put_block(body, kSearchName, kSearch, *document.search);
    auto list = body.append_child(kList);
    for (const auto& insured : document.insured) put_result(list, insured, document.executed);
    put_subsidies(body, document);
    return std::string(written(xml));
}

domain::ForEachQuestion<domain::Answered> told_in(const OqsDocument& document) {
    using Q = domain::Question;
    domain::ForEachQuestion<domain::Answered> told;
    const auto agreed = [](const OqsInsured& insured) { return insured.high_cost.agreed; };
    told[Q::high_cost].chosen = std::ranges::any_of(document.insured, agreed) ? 1 : 0;
    if (document.form) told[Q::prescription_form].chosen = static_cast<int>(*document.form) - 1;
    for (const auto& subsidy : document.subsidies) told[Q::subsidy].items.emplace_back(subsidy.id);
    return told;
}

}  // namespace uketsuke::eligibility
