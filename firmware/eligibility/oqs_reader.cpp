// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "masked.hpp"
#include "oqs_elements.hpp"
#include "strict_xml.hpp"
#include "table_reader.hpp"
#include "xml_writer.hpp"

namespace uketsuke::eligibility {
namespace {

using base::ErrorCode;
using namespace oqs;
using namespace std::chrono_literals;

/// SegmentOfResult, OQSCD003.
constexpr int kStillWorking = 2, kFailed = 9;

/// Of the two public readings of the code (0 and 1, or 1 and 2) either one goes with its encoding.
void read_characters(StrictReader& read, pugi::xml_node header, bool shift_jis) {
    const int code = read.number(header, kCharacters.name, 0, 2);
    if (code == (shift_jis ? 0 : 2))
        read.complain(header, kCharacters.name, shift_jis ? "is not Shift_JIS" : "is not UTF-8");
}

void read_header(StrictReader& read, pugi::xml_node header, bool shift_jis, OqsDocument& document) {
    document.executed = read.time(header, kExecuted.name);
    if (read.date(header, kConfirmed.name) != base::date_in_japan(document.executed))
        read.complain(header, kConfirmed.name, "is not the day of ProcessExecutionTime");
    document.facility_code = read.digits(header, kFacility.name, kFacility.digits);
    document.identifier = read.optional(header, kIdentifier.name);
    read_all(read, header, kHeader, document);
    read_characters(read, header, shift_jis);
}

/// One item: its time stands there where it is given.
OqsConsent read_consent(StrictReader& read, pugi::xml_node result, const std::string& flag, const std::string& time) {
    OqsConsent consent{static_cast<domain::ConsentState>(read.number(result, flag, 0, 3)), {}};
    if (consent.given()) consent.at = read.time(result, time);
    return consent;
}

void read_high_cost(StrictReader& read, pugi::xml_node result, OqsHighCost& high_cost) {
    high_cost.agreed = read.number(result, kHighCostFlag.name, 0, 1) == 1;
    if (high_cost.agreed) high_cost.consented = read.time(result, kHighCostTime.name);
    const auto info = read.optional_child(result, kHighCostInfo);
    if (!info) return;
    if (!high_cost.agreed) read.complain(info, kHighCostInfo, "stands there without consent");
    read_all(read, info, kHighCostElements, high_cost);
}

void read_diseases(StrictReader& read, pugi::xml_node result, OqsInsured& insured) {
    auto& consent = insured.consents.specific_disease;
    consent = read_consent(read, result, kDiseaseFlag.name, kDiseaseTime.name);
    const auto list = read.optional_child(result, kDiseaseList);
    if (!consent.given()) {
        if (list) read.complain(list, kDiseaseList, "stands there without consent");
        return;
    }
    for (const auto info : read.children(list, kDiseaseInfo))
        read_all(read, info, kDisease, insured.diseases.emplace_back());
    if (insured.diseases.empty()) read.complain(result, kDiseaseList, "holds nothing");
}

void read_tickets(StrictReader& read, pugi::xml_node result, OqsInsured& insured) {
    for (const auto info : read.children(read.optional_child(result, kTicketList), kTicketInfo))
        read_all(read, info, kTicket, insured.tickets.emplace_back());
}

void read_consents(StrictReader& read, pugi::xml_node result, OqsInsured& insured) {
    for (const auto& item : kItems) {
        const std::string stem = item.stem;
        const auto consent = read_consent(read, result, stem + kItemFlag, stem + kItemTime);
        insured.consents.*item.consent = consent;
        if (consent.given() && read.time(result, stem + kItemEnd) != consent.at + 24h)
            read.complain(result.child((stem + kItemEnd).c_str()), stem + kItemEnd,
                          "is not 24 hours after the consent");
    }
}

void read_insured(StrictReader& read, pugi::xml_node result, OqsInsured& insured) {
    read_all(read, result, kInsured, insured);
    insured.insurer_number = padded_insurer(insured.insurer_number);
    if (insured.insurer_name.empty() && insured.welfare_office.empty())
        read.complain(result, "InsurerName", "is missing");
    read_all(read, read.optional_child(result, kElderlyName), kElderly, insured);
    read_consents(read, result, insured);
    read_high_cost(read, result, insured.high_cost);
    read_diseases(read, result, insured);
    read_tickets(read, result, insured);
}

void read_subsidies(StrictReader& read, pugi::xml_node body, OqsDocument& document) {
    const auto block = read.optional_child(body, kSubsidies);
    if (!block) return;
    if (read.required(block, kLayout) != kOwnLayout) read.complain(block, kSubsidies, "is of another layout");
    for (const auto certificate : read.children(block, kSubsidyInfo))
        read_all(read, certificate, kSubsidy, document.subsidies.emplace_back());
    if (document.subsidies.empty()) read.complain(block, kSubsidies, "holds nothing");
}

bool says_valid(const OqsDocument& document) {
    using V = domain::Validity;
    return document.validity == V::valid || document.validity == V::valid_unregistered;
}

bool has_ended(const OqsInsured& insured, const OqsDocument& document) {
    return insured.disqualified.year != 0 && insured.disqualified < base::date_in_japan(document.executed);
}

void read_form(StrictReader& read, pugi::xml_node parent, OqsDocument& document) {
    if (!read.optional_child(parent, kForm.name)) return;
    const auto form = static_cast<domain::PrescriptionForm>(read.number(parent, kForm.name, 1, 2));
    if (document.form && *document.form != form) read.complain(parent, kForm.name, "is told in two ways");
    document.form = form;
}

void read_search(StrictReader& read, pugi::xml_node body, OqsDocument& document) {
    const auto search = read.optional_child(body, kSearchName);
    if (!search) return;
    auto& asked = document.search.emplace();
    read_all(read, search, kSearch, asked);
    asked.insurer_number = padded_insurer(asked.insurer_number);
}

void read_body(StrictReader& read, pugi::xml_node body, OqsDocument& document) {
    document.validity = static_cast<domain::Validity>(read.number(body, kValidity.name, 1, 6));
    read_all(read, body, kBody, document);
    read_form(read, body, document);
    read_search(read, body, document);
    for (const auto result : read.children(read.optional_child(body, kList), kResult)) {
        read_form(read, result, document);
        read_insured(read, result, document.insured.emplace_back());
    }
    for (const auto& insured : document.insured)
        if (says_valid(document) && has_ended(insured, document))
            read.complain(body, "DisqualificationDate", "does not go with QualificationValidity");
    read_subsidies(read, body, document);
    const bool found = document.validity != domain::Validity::none_found;
    if (found == document.insured.empty()) read.complain(body, kList, "does not go with QualificationValidity");
}

/// Which decide what the clinic may see and what it is told.
std::vector<std::string> decisive_names() {
    std::vector<std::string> names{kHeaderName,  kBodyName,          kList,          kResult,           kSegment.name,
                                   kStatus.name, kValidity.name,     kFacility.name, kIdentifier.name,  kForm.name,
                                   kSubsidies,   kHighCostFlag.name, kHighCostInfo,  kDiseaseFlag.name, kDiseaseList};
    for (const auto& item : kItems) names.push_back(std::string(item.stem) + kItemFlag);
    return names;
}

/// What the service says of a document without a result.
std::string reason(std::string_view code, std::string_view message) {
    const auto words = masked(message);
    return fmt::format("code {}{}{}", masked_code(code), words.empty() ? "" : ": ", words);
}

base::Result<OqsDocument> read_tree(const XmlTree& tree, std::vector<std::string>& noted) {
    const auto garbled = [](std::string why) { return base::fail(ErrorCode::service_garbled, std::move(why)); };
    std::string problem;
    StrictReader read(problem, noted);
    OqsDocument document;
    const auto root = tree.root();
    const auto header = read.child(root, kHeaderName);
    const int segment = read.number(header, kSegment.name, 1, 9);
    if (problem.empty() && (segment == kStillWorking || segment == kFailed))
        return base::fail(segment == kFailed ? ErrorCode::service_refused : ErrorCode::service_processing,
                          reason(read.optional(header, kErrorCode.name), read.optional(header, kErrorMessage.name)));
    if (segment != 1) read.complain(header, kSegment.name, "is none of 1, 2 and 9");
    const auto body = read.child(root, kBodyName);
    const int status = read.number(body, kStatus.name, 1, 2);
    if (problem.empty() && status == 2)
        return base::fail(ErrorCode::service_refused,
                          reason(read.optional(body, kResultCode.name), read.optional(body, kResultMessage.name)));
    read_header(read, header, tree.was_shift_jis(), document);
    read_body(read, body, document);
    read.nowhere_else(root, decisive_names());
    if (!problem.empty()) return garbled(problem);
    note_unknown(read, root, described());
    return document;
}

}  // namespace

base::Result<ReadDocument> read_document(std::string_view text) {
    const auto tree = XmlTree::read(text, kRoot);
    if (!tree) return base::fail(tree.error());
    std::vector<std::string> noted;
    auto told = read_tree(*tree, noted);
    if (!told) return base::fail(told.error());
    // Its text is in UTF-8 from here on.
    if (tree->was_shift_jis()) tree->root().child(kHeaderName).child(kCharacters.name).text().set("0");
    auto written = write_xml(tree->root());
    if (const auto small = check_size(written); !small) return base::fail(small.error());
    return ReadDocument{std::move(*told), std::move(written), std::move(noted)};
}

base::Result<OqsDocument> parse_document(std::string_view text) {
    auto read = read_document(text);
    if (!read) return base::fail(read.error());
    return std::move(read->told);
}

}  // namespace uketsuke::eligibility
