// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>

#include "oqs_names.hpp"
#include "strict_xml.hpp"

namespace uketsuke::eligibility {
namespace {

using base::ErrorCode;
using namespace oqs;
using namespace std::chrono_literals;

void read_header(StrictReader& read, pugi::xml_node header, OqsDocument& document) {
    document.executed = read.time(header, "ProcessExecutionTime");
    if (read.date(header, "QualificationConfirmationDate") != base::date_in_japan(document.executed))
        read.complain("QualificationConfirmationDate", "is not the day of ProcessExecutionTime");
    document.facility_code = read.digits(header, "MedicalInstitutionCode", 10);
    document.identifier = read.optional(header, "ArbitraryFileIdentifier");
    if (read.number(header, "ReferenceClassification", 1, 2) != 1)
        read.complain("ReferenceClassification", "is not 1 (My Number Card)");
    if (read.number(header, "CharacterCodeIdentifier", 0, 2) != 0)
        read.complain("CharacterCodeIdentifier", "is not 0 (UTF-8)");
}

bool read_flag(StrictReader& read, pugi::xml_node result, const std::string& name, OqsInsured& insured) {
    const int state = read.number(result, name, 0, 3);
    insured.difficult = insured.difficult || state == static_cast<int>(domain::ConsentState::difficult);
    return state == static_cast<int>(domain::ConsentState::given);
}

void read_high_cost(StrictReader& read, pugi::xml_node result, OqsHighCost& high_cost) {
    const std::string stem = kHighCost;
    high_cost.agreed = read.number(result, stem + kFlag, 0, 1) == 1;
    if (high_cost.agreed) read.time(result, stem + "RelatedConsTime");
    const auto info = read.optional_child(result, stem + "RelatedInfo");
    if (!info) return;
    if (!high_cost.agreed) read.complain(stem + "RelatedInfo", "stands there without consent");
    high_cost.classification = read.digits(info, stem + "Classification", 2);
    high_cost.ceiling = read.required(info, stem + "ClassificationFlag");
}

OqsSpecificDisease read_disease(StrictReader& read, pugi::xml_node info) {
    OqsSpecificDisease disease;
    disease.category = read.number(info, "SpecificDiseasesDiseaseCategory", 1, 3);
    const auto yen = read.required(info, "SpecificDiseasesSelfPay");
    const auto [end, error] = std::from_chars(yen.data(), yen.data() + yen.size(), disease.self_pay_yen);
    if (error != std::errc{} || end != yen.data() + yen.size())
        read.complain("SpecificDiseasesSelfPay", "is no amount");
    return disease;
}

void read_diseases(StrictReader& read, pugi::xml_node result, OqsInsured& insured) {
    const std::string stem = kDisease;
    insured.consents.specific_disease = read_flag(read, result, stem + kFlag, insured);
    const auto list = read.optional_child(result, stem + "List");
    if (!insured.consents.specific_disease) {
        if (list) read.complain(stem + "List", "stands there without consent");
        return;
    }
    insured.consented = read.time(result, stem + "RelatedConsTime");
    for (const auto info : read.children(list, (stem + "Info").c_str()))
        insured.diseases.push_back(read_disease(read, info));
    if (insured.diseases.empty()) read.complain(stem + "List", "holds nothing");
}

void read_consents(StrictReader& read, pugi::xml_node result, OqsInsured& insured) {
    for (const auto& item : kItems) {
        const std::string stem = item.stem;
        const bool given = read_flag(read, result, stem + "ConsFlg", insured);
        insured.consents.*item.given = given;
        if (!given) continue;
        const auto consented = read.time(result, stem + "ConsTime");
        if (read.time(result, stem + "AvailableTime") != consented + 24h)
            read.complain(stem + "AvailableTime", "is not 24 hours after the consent");
        insured.consented = consented;
    }
}

/// Nothing but DisqualificationDate is judged by: what is no date here (99999999, for no end) is no reason to refuse.
template <std::size_t N>
void read_days(StrictReader& read, pugi::xml_node parent, const std::array<Day, N>& days, OqsInsured& insured) {
    for (const auto& day : days)
        insured.*day.value = base::parse_date(read.optional(parent, day.name)).value_or(base::Date{});
}

void read_insured(StrictReader& read, pugi::xml_node result, OqsInsured& insured) {
    for (const auto& text : kTexts)
        insured.*text.value = text.required ? read.required(result, text.name) : read.optional(result, text.name);
    if (insured.insurer_name.empty() && insured.welfare_office.empty()) read.complain("InsurerName", "is missing");
    insured.sex = read.number(result, "Sex1", 1, 3);
    insured.birth = read.partial_date(result, "Birthdate");
    read_days(read, result, kDays, insured);
    const auto elderly = read.optional_child(result, kElderly);
    read_days(read, elderly, kElderlyDays, insured);
    insured.elderly_ratio = read.optional(elderly, kElderlyRatio);
    if (!insured.elderly_ratio.empty()) read.digits(elderly, kElderlyRatio, 3);
}

void read_subsidies(StrictReader& read, pugi::xml_node body, OqsDocument& document) {
    const auto block = read.optional_child(body, kSubsidies);
    if (!block) return;
    if (read.required(block, "Layout") != kOwnLayout) read.complain(kSubsidies, "is of another layout");
    for (const auto certificate : read.children(block, "Certificate")) {
        auto& subsidy = document.subsidies.emplace_back();
        subsidy.id = read.required(certificate, "Id");
        subsidy.kind = read.required(certificate, "Kind");
        subsidy.issuer = read.required(certificate, "IssuerName");
        subsidy.issued = read.date(certificate, "IssuedDate");
        subsidy.public_expense_number = read.optional(certificate, "PublicExpenseNumber");
        subsidy.recipient_number = read.optional(certificate, "RecipientNumber");
    }
    if (document.subsidies.empty()) read.complain(kSubsidies, "holds nothing");
}

bool says_valid(const OqsDocument& document) {
    using V = domain::Validity;
    return document.validity == V::valid || document.validity == V::valid_unregistered;
}

bool has_ended(const OqsInsured& insured, const OqsDocument& document) {
    return insured.disqualified.year != 0 && insured.disqualified < base::date_in_japan(document.executed);
}

/// In the body by some, in each result by others (§3.4).
void read_form(StrictReader& read, pugi::xml_node parent, OqsDocument& document) {
    if (!read.optional_child(parent, kForm)) return;
    const auto form = static_cast<domain::PrescriptionForm>(read.number(parent, kForm, 1, 2));
    if (document.form && *document.form != form) read.complain(kForm, "is told in two ways");
    document.form = form;
}

void read_body(StrictReader& read, pugi::xml_node body, OqsDocument& document) {
    document.validity = static_cast<domain::Validity>(read.number(body, "QualificationValidity", 1, 6));
    document.result_code = read.optional(body, "ProcessingResultCode");
    read_form(read, body, document);
    // The question of a look-up, which a card's check does not have, and nothing is judged by.
    read.optional(read.optional_child(body, "QualificationConfirmSearchInfo"), std::string(kHighCost) + kFlag);
    const auto list = read.optional_child(body, "ResultList");
    for (const auto result : read.children(list, "ResultOfQualificationConfirmation")) {
        read_form(read, result, document);
        auto& insured = document.insured.emplace_back();
        read_insured(read, result, insured);
        read_consents(read, result, insured);
        read_high_cost(read, result, insured.high_cost);
        read_diseases(read, result, insured);
    }
    for (const auto& insured : document.insured)
        if (says_valid(document) && has_ended(insured, document))
            read.complain("DisqualificationDate", "does not go with QualificationValidity");
    read_subsidies(read, body, document);
    const bool found = document.validity != domain::Validity::none_found;
    if (found == document.insured.empty()) read.complain("ResultList", "does not go with QualificationValidity");
}

/// Which decide what the clinic may see and what it is told.
std::vector<std::string> decisive_names() {
    const std::string high_cost = kHighCost, disease = kDisease;
    std::vector<std::string> names{"MessageHeader",
                                   "MessageBody",
                                   "ResultList",
                                   "ResultOfQualificationConfirmation",
                                   "SegmentOfResult",
                                   "ProcessingResultStatus",
                                   "QualificationValidity",
                                   "MedicalInstitutionCode",
                                   "ArbitraryFileIdentifier",
                                   kForm,
                                   kSubsidies,
                                   high_cost + kFlag,
                                   high_cost + "RelatedInfo",
                                   disease + kFlag,
                                   disease + "List"};
    for (const auto& item : kItems) names.push_back(std::string(item.stem) + "ConsFlg");
    return names;
}

base::Result<OqsDocument> read_tree(const XmlTree& tree) {
    const auto garbled = [](std::string why) { return base::fail(ErrorCode::service_garbled, std::move(why)); };
    std::string problem;
    StrictReader read(problem);
    OqsDocument document;
    const auto root = tree.root();
    const auto header = read.child(root, "MessageHeader");
    const int segment = read.number(header, "SegmentOfResult", 1, 9);
    if (problem.empty() && segment == 9)
        return base::fail(ErrorCode::service_refused, fmt::format("code {:.8}", read.optional(header, "ErrorCode")));
    if (segment != 1) read.complain("SegmentOfResult", "is neither 1 nor 9");
    const auto body = read.child(root, "MessageBody");
    const int status = read.number(body, "ProcessingResultStatus", 1, 2);
    if (problem.empty() && status == 2)
        return base::fail(ErrorCode::service_refused,
                          fmt::format("code {:.8}", read.optional(body, "ProcessingResultCode")));
    read_header(read, header, document);
    read_body(read, body, document);
    read.nowhere_else(root, decisive_names());
    if (!problem.empty()) return garbled(problem);
    return document;
}

}  // namespace

base::Result<ReadDocument> read_document(std::string_view text) {
    const auto too_large = base::fail(ErrorCode::service_garbled, "the document is too large");
    if (text.size() > kLargestDocument) return too_large;
    const auto tree = XmlTree::read(text, kRoot);
    if (!tree) return base::fail(tree.error());
    auto told = read_tree(*tree);
    if (!told) return base::fail(told.error());
    auto written = tree->written();
    if (written.size() > kLargestDocument) return too_large;
    return ReadDocument{std::move(*told), std::move(written)};
}

base::Result<OqsDocument> parse_document(std::string_view text) {
    auto read = read_document(text);
    if (!read) return base::fail(read.error());
    return std::move(read->told);
}

}  // namespace uketsuke::eligibility
