// SPDX-License-Identifier: Apache-2.0
#include "oqs_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <pugixml.hpp>
#include <sstream>

#include "strict_xml.hpp"

namespace uketsuke::eligibility {
namespace {

using base::ErrorCode;
using namespace std::chrono_literals;

/// A consent item and the stem of its three elements (§1.4, §3.5).
struct Item {
    const char* stem;
    bool domain::Consents::*given;
};
constexpr std::array kItems{
    Item{"SpecificHealthCheckupsInfo", &domain::Consents::checkups},
    Item{"PharmacistsInfo", &domain::Consents::medication},
    Item{"DiagnosisInfo", &domain::Consents::diagnosis},
    Item{"OperationInfo", &domain::Consents::surgery},
};

/// A text element and where its value lives.
struct Text {
    const char* name;
    WipedText OqsInsured::*value;
    bool required;
};
constexpr std::array kTexts{
    Text{"InsuredCardClassification", &OqsInsured::card_classification, true},
    Text{"InsurerNumber", &OqsInsured::insurer_number, false},
    Text{"InsuredCardSymbol", &OqsInsured::symbol, false},
    Text{"InsuredIdentificationNumber", &OqsInsured::number, false},
    Text{"InsuredBranchNumber", &OqsInsured::branch, false},
    Text{"Name", &OqsInsured::name, true},
    Text{"NameKana", &OqsInsured::name_kana, false},
    Text{"Address", &OqsInsured::address, false},
    Text{"PostNumber", &OqsInsured::postcode, false},
    Text{"InsuredPartialContributionRatio", &OqsInsured::ratio, false},
    Text{"InsurerName", &OqsInsured::insurer_name, false},
    Text{"PublicExpenseNumber", &OqsInsured::public_expense_number, false},
    Text{"BeneficiaryNumber", &OqsInsured::beneficiary_number, false},
    Text{"WelfareOfficeName", &OqsInsured::welfare_office, false},
};

constexpr const char* kHighCost = "LimitApplicationCertificate";
constexpr const char* kDisease = "SpecificDiseasesCertificate";
/// Ours, like its words, as the layout of PMH is not public (domain facts §4.1); whoever reads it can tell by the
/// label.
constexpr const char* kSubsidies = "UketsukeSubsidyCertificates";
constexpr std::string_view kOwnLayout = "Uketsuke 1, not an official layout";

void put(pugi::xml_node parent, const std::string& name, std::string_view value) {
    if (!value.empty()) parent.append_child(name.c_str()).text().set(std::string(value).c_str());
}

const char* flag_of(const OqsDocument& document, bool given) { return given ? "1" : document.difficult ? "3" : "0"; }

void put_high_cost(pugi::xml_node result, const OqsDocument& document) {
    const std::string stem = kHighCost;
    const auto& high_cost = document.high_cost;
    put(result, stem + "RelatedConsFlg", high_cost.agreed ? "1" : "0");
    if (!high_cost.agreed) return;
    put(result, stem + "RelatedConsTime", base::to_yyyymmddhhmmss(document.executed));
    if (high_cost.ceiling.empty()) return;
    auto info = result.append_child((stem + "RelatedInfo").c_str());
    put(info, stem + "Classification", high_cost.classification);
    put(info, stem + "ClassificationFlag", high_cost.ceiling);
}

void put_disease(pugi::xml_node result, const OqsDocument& document) {
    const std::string stem = kDisease;
    const bool given = document.consents.specific_disease && document.consented;
    put(result, stem + "RelatedConsFlg", flag_of(document, given));
    if (!given) return;
    put(result, stem + "RelatedConsTime", base::to_yyyymmddhhmmss(*document.consented));
    auto info = result.append_child((stem + "List").c_str()).append_child((stem + "Info").c_str());
    put(info, "SpecificDiseasesDiseaseCategory", fmt::to_string(document.specific_disease.category));
    put(info, "SpecificDiseasesSelfPay", fmt::to_string(document.specific_disease.self_pay_yen));
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

void put_consents(pugi::xml_node result, const OqsDocument& document) {
    for (const auto& item : kItems) {
        const std::string stem = item.stem;
        const bool given = document.consents.*item.given && document.consented;
        put(result, stem + "ConsFlg", flag_of(document, given));
        if (!given) continue;
        put(result, stem + "ConsTime", base::to_yyyymmddhhmmss(*document.consented));
        put(result, stem + "AvailableTime", base::to_yyyymmddhhmmss(*document.consented + 24h));
    }
}

pugi::xml_node put_header(pugi::xml_document& xml, const OqsDocument& document, const char* segment) {
    auto declaration = xml.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    declaration.append_attribute("standalone") = "no";
    auto root = xml.append_child("XmlMsg");
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

bool read_flag(StrictReader& read, pugi::xml_node result, const std::string& name, OqsDocument& document) {
    const int state = read.number(result, name, 0, 3);
    document.difficult = document.difficult || state == static_cast<int>(domain::ConsentState::difficult);
    return state == static_cast<int>(domain::ConsentState::given);
}

void read_high_cost(StrictReader& read, pugi::xml_node result, OqsHighCost& high_cost) {
    const std::string stem = kHighCost;
    high_cost.agreed = read.number(result, stem + "RelatedConsFlg", 0, 1) == 1;
    if (high_cost.agreed) read.time(result, stem + "RelatedConsTime");
    const auto info = result.child((stem + "RelatedInfo").c_str());
    if (!info) return;
    if (!high_cost.agreed) read.complain(stem + "RelatedInfo", "stands there without consent");
    high_cost.classification = read.digits(info, stem + "Classification", 2);
    high_cost.ceiling = read.required(info, stem + "ClassificationFlag");
}

void read_disease(StrictReader& read, pugi::xml_node result, OqsDocument& document) {
    const std::string stem = kDisease;
    document.consents.specific_disease = read_flag(read, result, stem + "RelatedConsFlg", document);
    if (!document.consents.specific_disease) return;
    document.consented = read.time(result, stem + "RelatedConsTime");
    const auto info = read.child(read.child(result, (stem + "List").c_str()), (stem + "Info").c_str());
    document.specific_disease.category = read.number(info, "SpecificDiseasesDiseaseCategory", 1, 3);
    const std::string yen(read.required(info, "SpecificDiseasesSelfPay"));
    const auto [end, error] =
        std::from_chars(yen.data(), yen.data() + yen.size(), document.specific_disease.self_pay_yen);
    if (error != std::errc{} || *end != '\0') read.complain("SpecificDiseasesSelfPay", "is no amount");
}

void read_consents(StrictReader& read, pugi::xml_node result, OqsDocument& document) {
    for (const auto& item : kItems) {
        const std::string stem = item.stem;
        const bool given = read_flag(read, result, stem + "ConsFlg", document);
        document.consents.*item.given = given;
        if (!given) continue;
        const auto consented = read.time(result, stem + "ConsTime");
        if (read.time(result, stem + "AvailableTime") != consented + 24h)
            read.complain(stem + "AvailableTime", "is not 24 hours after the consent");
        document.consented = consented;
    }
}

void read_insured(StrictReader& read, pugi::xml_node result, OqsInsured& insured) {
    for (const auto& text : kTexts)
        insured.*text.value = text.required ? read.required(result, text.name) : read.optional(result, text.name);
    if (insured.insurer_name.empty() && insured.welfare_office.empty()) read.complain("InsurerName", "is missing");
    insured.sex = read.number(result, "Sex1", 1, 3);
    insured.birth = read.date(result, "Birthdate");
    if (const auto elderly = result.child("ElderlyRecipientCertificateInfo"))
        insured.elderly_ratio = read.digits(elderly, "ElderlyRecipientContributionRatio", 3);
}

void read_subsidies(StrictReader& read, pugi::xml_node body, OqsDocument& document) {
    const auto block = body.child(kSubsidies);
    if (!block) return;
    if (read.required(block, "Layout") != kOwnLayout) read.complain(kSubsidies, "is of another layout");
    for (const auto& certificate : block.children("Certificate")) {
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

void read_body(StrictReader& read, pugi::xml_node body, OqsDocument& document) {
    document.validity = static_cast<domain::Validity>(read.number(body, "QualificationValidity", 1, 6));
    document.result_code = read.optional(body, "ProcessingResultCode");
    if (body.child("PrescriptionIssueSelect"))
        document.form = static_cast<domain::PrescriptionForm>(read.number(body, "PrescriptionIssueSelect", 1, 2));
    for (const auto& result : body.child("ResultList").children("ResultOfQualificationConfirmation")) {
        read_insured(read, result, document.insured.emplace_back());
        read_consents(read, result, document);
        read_high_cost(read, result, document.high_cost);
        read_disease(read, result, document);
    }
    read_subsidies(read, body, document);
    const bool found = document.validity != domain::Validity::none_found;
    if (found == document.insured.empty()) read.complain("ResultList", "does not go with QualificationValidity");
}

}  // namespace

std::string build_document(const OqsDocument& document) {
    pugi::xml_document xml;
    auto body = put_header(xml, document, "1").append_child("MessageBody");
    put(body, "ProcessingResultStatus", "1");
    put(body, "ProcessingResultCode", document.result_code);
    put(body, "QualificationValidity", fmt::to_string(static_cast<int>(document.validity)));
    if (document.form) put(body, "PrescriptionIssueSelect", fmt::to_string(static_cast<int>(*document.form)));
    auto list = body.append_child("ResultList");
    for (const auto& insured : document.insured) {
        auto result = list.append_child("ResultOfQualificationConfirmation");
        for (const auto& text : kTexts) put(result, text.name, insured.*text.value);
        put(result, "Sex1", fmt::to_string(insured.sex));
        put(result, "Birthdate", base::to_yyyymmdd(insured.birth));
        if (!insured.elderly_ratio.empty())
            put(result.append_child("ElderlyRecipientCertificateInfo"), "ElderlyRecipientContributionRatio",
                insured.elderly_ratio);
        put_high_cost(result, document);
        put_disease(result, document);
        put_consents(result, document);
    }
    put_subsidies(body, document);
    return print(xml);
}

domain::ForEachQuestion<domain::Answered> told_in(const OqsDocument& document) {
    using Q = domain::Question;
    domain::ForEachQuestion<domain::Answered> told;
    told[Q::high_cost].chosen = document.high_cost.agreed ? 1 : 0;
    if (document.form) told[Q::prescription_form].chosen = static_cast<int>(*document.form) - 1;
    for (const auto& subsidy : document.subsidies) told[Q::subsidy].items.push_back(subsidy.id);
    return told;
}

base::Result<OqsDocument> parse_document(std::string_view text) {
    const auto garbled = [](std::string why) { return base::fail(ErrorCode::service_garbled, std::move(why)); };
    if (text.size() > kLargestDocument) return garbled("the document is too large");
    WipedText copy(text);  // outlives the DOM, which points into it
    pugi::xml_document xml;
    constexpr unsigned kStrict = pugi::parse_default | pugi::parse_doctype | pugi::parse_pi | pugi::parse_declaration;
    const auto parsed = xml.load_buffer_inplace(copy.data(), copy.size(), kStrict, pugi::encoding_utf8);
    if (!parsed) return garbled(fmt::format("no XML at byte {}", parsed.offset));
    if (!plain_top_level(xml) || !only_known_entities(text)) return garbled("DTD, entity or another root than XmlMsg");

    std::string problem;
    StrictReader read(problem);
    OqsDocument document;
    const auto root = xml.child("XmlMsg");
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
    if (!problem.empty()) return garbled(problem);
    return document;
}

}  // namespace uketsuke::eligibility
