// SPDX-License-Identifier: Apache-2.0
// The two codecs: XmlMsg documents and the JSON of the wire, with hostile input.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <random>

#include "firmware/eligibility/judge_answer.hpp"
#include "firmware/eligibility/masked.hpp"
#include "firmware/eligibility/oqs_document.hpp"
#include "firmware/eligibility/oqs_number.hpp"
#include "firmware/eligibility/service_messages.hpp"
#include "freed.hpp"
#include "sample_document.hpp"
#include "sim/eligibility/service_wire.hpp"
#include "sim/eligibility/unfinished_document.hpp"

using namespace uketsuke;
using base::ErrorCode;
using domain::Consents;
using Q = domain::Question;
using namespace eligibility;
namespace service_wire = sim::service_wire;
using namespace test;

TEST_CASE("a document comes back as it was built") {
    const auto before = sample();
    const auto after = parse_document(build_document(before));
    REQUIRE(after.has_value());
    CHECK(after->executed == before.executed);
    CHECK(after->facility_code == before.facility_code);
    CHECK(after->identifier == before.identifier);
    CHECK(after->validity == before.validity);
    CHECK(after->insured[0].consents == before.insured[0].consents);
    REQUIRE(after->insured.size() == 1);
    CHECK(after->insured[0].name == before.insured[0].name);
    CHECK(after->insured[0].birth == before.insured[0].birth);
    CHECK(after->insured[0].ratio == before.insured[0].ratio);
    CHECK(build_document(*after) == build_document(before));
}

TEST_CASE("consent is open for exactly 24 hours, and only where it was given") {
    const auto xml = build_document(sample());
    CHECK(xml.find("<PharmacistsInfoConsTime>20260105091459<") != std::string::npos);
    CHECK(xml.find("<PharmacistsInfoAvailableTime>20260106091459<") != std::string::npos);
    CHECK(xml.find("<OperationInfoConsFlg>0<") != std::string::npos);
    CHECK(xml.find("OperationInfoConsTime") == std::string::npos);
    check_garbled(changed(xml, "20260106091459", "20260107091459"));
}

TEST_CASE("every validity of OQSCD006 is read, and no other") {
    for (int value = 1; value <= 6; ++value) {
        auto document = sample();
        document.validity = static_cast<domain::Validity>(value);
        if (document.validity == domain::Validity::none_found) document.insured.clear();
        const auto parsed = parse_document(build_document(document));
        REQUIRE(parsed.has_value());
        CHECK(static_cast<int>(parsed->validity) == value);
    }
    const auto xml = build_document(sample());
    for (const auto* value : {"0", "7", "11", "", "-1", "x"})
        check_garbled(changed(xml, "<QualificationValidity>1<", std::string("<QualificationValidity>") + value + "<"));
}

TEST_CASE("prescription form, ceiling, disease and remark come back as they were built") {
    auto before = sample();
    before.form = domain::PrescriptionForm::paper;
    before.result_code = kCertificateEndsSoon;
    before.insured[0].consents.specific_disease = {domain::ConsentState::given, agreed()};
    before.insured[0].diseases = {{1, 10000}, {3, 20000}};
    before.insured[0].high_cost = {true, "01", "B10"};
    before.insured[0].elderly_ratio = "020";
    const auto xml = build_document(before);
    const auto after = parse_document(xml);
    REQUIRE(after.has_value());
    CHECK(after->form == before.form);
    CHECK(after->result_code == before.result_code);
    CHECK(after->insured[0].consents == before.insured[0].consents);
    REQUIRE(after->insured[0].diseases.size() == 2);
    CHECK(after->insured[0].diseases[0].category == 1);
    CHECK(after->insured[0].diseases[0].self_pay_yen == 10000);
    CHECK(after->insured[0].diseases[1].category == 3);
    CHECK(after->insured[0].high_cost.ceiling == "B10");
    CHECK(build_document(*after) == xml);
    check_garbled(changed(xml, "<PrescriptionIssueSelect>2<", "<PrescriptionIssueSelect>3<"));
    check_garbled(changed(xml, "DiseaseCategory>1<", "DiseaseCategory>4<"));
    check_garbled(changed(xml, "SelfPay>10000<", "SelfPay>1 yen<"));
    check_garbled(changed(xml,
                          "Certificate"
                          "RelatedConsFlg>1<",
                          "CertificateRelatedConsFlg>4<"));
    check_garbled(changed(xml, "ContributionRatio>020<", "ContributionRatio>20<"));
}

TEST_CASE("what was not agreed to stands nowhere in a document") {
    auto document = sample();
    document.insured[0].diseases = {{1, 10000}};
    document.insured[0].high_cost = {false, "01", "B10"};
    const auto xml = build_document(document);
    CHECK(xml.find("<SpecificDiseasesCertificateRelatedConsFlg>0<") != std::string::npos);
    CHECK(xml.find("SpecificDiseasesDiseaseCategory") == std::string::npos);
    CHECK(xml.find("B10") == std::string::npos);
    document.insured[0].consents = OqsConsents::of({}, {}, domain::ConsentState::difficult);
    const auto difficult = build_document(document);
    for (const auto* item : {"PharmacistsInfo", "DiagnosisInfo", "OperationInfo", "SpecificHealthCheckupsInfo"})
        CHECK(difficult.find(std::string("<") + item + "ConsFlg>3<") != std::string::npos);
    CHECK(parse_document(difficult).value().insured.at(0).consents == document.insured[0].consents);
}

TEST_CASE("each item of consent has a state and a time of its own") {
    using S = domain::ConsentState;
    auto document = sample();
    auto& consents = document.insured[0].consents;
    consents = {{S::given, agreed() - std::chrono::hours(20)},
                {S::expired, {}},
                {S::none, {}},
                {S::given, agreed() - std::chrono::hours(3)},
                {S::given, agreed()}};
    document.insured[0].diseases = {{1, 10000}};
    const auto xml = build_document(document);
    CHECK(xml.find("<SpecificHealthCheckupsInfoAvailableTime>20260105131459<") != std::string::npos);
    CHECK(xml.find("<PharmacistsInfoConsFlg>2<") != std::string::npos);
    CHECK(parse_document(xml).value().insured.at(0).consents == consents);
}

TEST_CASE("remarks follow from the document and the day") {
    using domain::Remark;
    const auto has = [](const OqsDocument& document, Remark remark, base::Date today = {2026, 11, 24}) {
        return remarks_of(document, today).has(remark);
    };
    auto document = sample();
    CHECK(remarks_of(document, {2026, 11, 24}) == domain::Remarks{});
    document.result_code = kCertificateEndsSoon;
    CHECK(has(document, Remark::certificate_ends_soon));
    document.validity = domain::Validity::invalid;
    CHECK_FALSE(has(document, Remark::certificate_ends_soon));
    document.validity = domain::Validity::valid;

    auto& insured = document.insured[0];
    insured.address = "東京都●区";
    CHECK(has(document, Remark::unreadable_characters));
    insured.address = "";
    insured.name = "●橋　花子";
    CHECK(has(document, Remark::unreadable_characters));
    for (const auto* kana : {"●ハシ　ハナコ", "〓ハシ", "■ハシ", "\uE000ハシ", "\uFFFDハシ", "ハシ\u202E"}) {
        insured.name = "高橋　花子";
        insured.address = "東京都見本区";
        insured.name_kana = "タカハシ　ハナコ";
        CHECK_FALSE(has(document, Remark::unreadable_characters));
        insured.name_kana = kana;
        CHECK(has(document, Remark::unreadable_characters));
    }
    insured.card_classification = "05";
    CHECK(has(document, Remark::special_care_expense));
    insured.card_classification = "A1";
    CHECK(has(document, Remark::public_assistance));
    insured.ratio = "";
    CHECK_FALSE(has(document, Remark::ratio_to_check));  // 医療扶助 has no ratio
}

TEST_CASE("the 70th birthday is told in its month, for those born on the 1st in the month before") {
    using domain::Remark;
    auto document = sample();
    auto& insured = document.insured[0];
    insured.ratio = "";
    const auto told = [&](base::Date birth, base::Date today) {
        insured.birth = birth;
        const auto remarks = remarks_of(document, today);
        CHECK_FALSE((remarks.has(Remark::turning_70) && remarks.has(Remark::ratio_to_check)));
        return remarks.has(Remark::turning_70) ? 't' : remarks.has(Remark::ratio_to_check) ? 'r' : '-';
    };
    CHECK(told({1956, 12, 2}, {2026, 11, 30}) == '-');
    CHECK(told({1956, 12, 2}, {2026, 12, 1}) == 't');
    CHECK(told({1956, 12, 2}, {2026, 12, 31}) == 't');
    CHECK(told({1956, 12, 2}, {2027, 1, 1}) == 'r');
    CHECK(told({1956, 12, 1}, {2026, 10, 31}) == '-');
    CHECK(told({1956, 12, 1}, {2026, 11, 1}) == 't');
    CHECK(told({1956, 12, 1}, {2026, 11, 30}) == 't');
    CHECK(told({1956, 12, 1}, {2026, 12, 1}) == 'r');
    CHECK(told({1957, 1, 1}, {2026, 12, 31}) == 't');
    CHECK(told({1957, 1, 1}, {2027, 1, 1}) == 'r');
    insured.elderly_ratio = "020";
    CHECK(told({1956, 12, 1}, {2026, 12, 1}) == '-');
}

TEST_CASE("a document about another person than the card's holder is refused") {
    const std::string visit = "visit-1", facility = "1319999999";
    const domain::Authentication who{domain::Registration::registered, domain::CertificateState::valid, true};
    const domain::Choices choices{{true, true, true, false}, {}};
    auto document = sample();
    const auto& insured = document.insured.front();
    domain::HolderProof holder;
    const auto digits = base::to_yyyymmdd(insured.birth);
    std::copy(digits.begin(), digits.end(), holder.birth.begin());
    holder.sex = static_cast<char>('0' + insured.sex);
    const auto code = [&]() -> std::optional<ErrorCode> {
        const auto answer =
            judge_answer(build_document(document), {visit, facility, who, choices, document.executed, &holder});
        return answer ? std::nullopt : std::optional{answer.error().code};
    };
    CHECK_FALSE(code());
    document.insured.push_back(insured);
    document.insured.back().birth.year -= 1;  // a second one counts as much as the first
    CHECK(code() == ErrorCode::service_mismatch);
    document.insured.pop_back();
    holder.sex = holder.sex == '1' ? '2' : '1';
    CHECK(code() == ErrorCode::service_mismatch);
}

TEST_CASE("a document must hold the choices that were sent, and no more") {
    const std::string visit = "visit-1", facility = "1319999999";
    domain::Authentication who{domain::Registration::registered, domain::CertificateState::valid, true};
    domain::Choices choices{{true, true, true, false}, {}};
    auto document = sample();
    const auto code = [&]() -> std::optional<ErrorCode> {
        const auto answer = judge_answer(build_document(document), {visit, facility, who, choices, document.executed});
        return answer ? std::nullopt : std::optional{answer.error().code};
    };
    CHECK_FALSE(code());
    choices.consents.surgery = true;
    CHECK(code() == ErrorCode::service_mismatch);  // given, not told
    choices.consents = {true, true, false, false};
    CHECK(code() == ErrorCode::service_mismatch);  // told, not given
    choices.consents = {};
    CHECK(code() == ErrorCode::service_mismatch);
    who.ask_consent = false;
    CHECK(code() == ErrorCode::service_mismatch);
    who.consent = domain::ConsentState::given;
    CHECK_FALSE(code());  // stands from an earlier visit
    who.certificate = domain::CertificateState::in_grace;
    CHECK(code() == ErrorCode::service_mismatch);  // in grace nothing stands
    document.insured[0].consents = {};
    CHECK_FALSE(code());
    document.form = domain::PrescriptionForm::paper;
    CHECK(code() == ErrorCode::service_mismatch);
    choices.answers[Q::prescription_form].chosen = 0;
    CHECK(code() == ErrorCode::service_mismatch);
    choices.answers[Q::prescription_form].chosen = 1;
    CHECK_FALSE(code());
    document.insured[0].high_cost = {true, "01", "B10"};
    CHECK_FALSE(code());
    choices.answers[Q::high_cost].chosen = 0;
    CHECK(code() == ErrorCode::service_mismatch);
    document.insured[0].high_cost = {};
    document.reference = 2;
    CHECK(code() == ErrorCode::service_mismatch);  // asked by something else than the card
    document.reference = 1;
    CHECK_FALSE(code());
    document.identifier = "visit-2";
    CHECK(code() == ErrorCode::service_mismatch);
}

TEST_CASE("the block of certificates comes back as it was built, and another one is garbled") {
    auto before = sample();
    before.subsidies.push_back({"c1", {2026, 4, 1}, "child", "見本市", "80139999", "0000017"});
    before.subsidies.push_back({"c2", {2026, 10, 1}, "kind_of_tomorrow", "見本県", {}, {}});
    const auto xml = build_document(before);
    const auto after = parse_document(xml);
    REQUIRE(after.has_value());
    REQUIRE(after->subsidies.size() == 2);
    CHECK(after->subsidies[0].recipient_number == "0000017");
    CHECK(after->subsidies[1].kind == "kind_of_tomorrow");
    CHECK(build_document(*after) == xml);
    check_garbled(changed(xml, "<Layout>Uketsuke 1", "<Layout>Uketsuke 2"));
    check_garbled(changed(xml, "<Kind>child</Kind>", ""));
    check_garbled(changed(xml, "<IssuedDate>20260401", "<IssuedDate>20260431"));
    CHECK(build_document(sample()).find("Uketsuke") == std::string::npos);
}

TEST_CASE("exactly the certificates that were agreed to may come back") {
    const std::string visit = "visit-1", facility = "1319999999";
    const domain::Authentication who{domain::Registration::registered, domain::CertificateState::valid, true};
    domain::Choices choices{{true, true, true, false}, {}};
    auto document = sample();
    const auto holds = [&] {
        const auto answer = judge_answer(build_document(document), {visit, facility, who, choices, document.executed});
        return answer.has_value() || answer.error().code != ErrorCode::service_mismatch;
    };
    const auto with = [](const char* id) { return OqsSubsidy{id, {2026, 4, 1}, "child", "見本市", {}, {}}; };
    CHECK(holds());
    choices.answers[Q::subsidy] = {0, {}};
    CHECK(holds());  // all refused
    document.subsidies.push_back(with("c1"));
    CHECK_FALSE(holds());  // told, not agreed
    choices.answers[Q::subsidy] = {1, {"c1"}};
    CHECK(holds());
    choices.answers[Q::subsidy] = {2, {"c1", "c2"}};
    CHECK_FALSE(holds());  // agreed, not told
    document.subsidies.push_back(with("c3"));
    CHECK_FALSE(holds());
}

TEST_CASE("no consent may leave that was not asked for") {
    domain::Authentication who{domain::Registration::registered, domain::CertificateState::valid, true};
    CHECK(may_carry(who, Consents::all()));
    CHECK_FALSE(may_carry(who, {true, true, true, true, true}));
    who.asks[Q::specific_disease] = true;
    CHECK(may_carry(who, {true, true, true, true, true}));
    who.ask_consent = false;
    CHECK_FALSE(may_carry(who, {false, true, false, false, true}));
    CHECK(may_carry(who, {false, false, false, false, true}));
    CHECK(may_carry(who, Consents::none()));
}

TEST_CASE("a failed check is a refusal with its code") {
    const auto failed = parse_document(changed(build_document(sample()), "<SegmentOfResult>1</SegmentOfResult>",
                                               "<SegmentOfResult>9</SegmentOfResult><ErrorCode>E0042</ErrorCode>"));
    REQUIRE_FALSE(failed.has_value());
    CHECK(failed.error() == base::Error{ErrorCode::service_refused, "code E0042"});
    const auto status = changed(build_document(sample()), "<ProcessingResultStatus>1<", "<ProcessingResultStatus>2<");
    CHECK(parse_document(status).error().code == ErrorCode::service_refused);
    for (const auto* segment : {"0", "3", "8", "10", "x"})
        check_garbled(
            changed(build_document(sample()), "<SegmentOfResult>1<", fmt::format("<SegmentOfResult>{}<", segment)));
}

TEST_CASE("a check that the service is still at is to be asked for again, and no result") {
    const auto pending = [](std::string_view more) {
        return parse_document(changed(build_document(sample()), "<SegmentOfResult>1</SegmentOfResult>",
                                      fmt::format("<SegmentOfResult>2</SegmentOfResult>{}", more)));
    };
    CHECK(pending("").error().code == ErrorCode::service_processing);
    CHECK(pending("<ErrorCode>E1</ErrorCode><ErrorMessage>処理中です。</ErrorMessage>").error() ==
          base::Error{ErrorCode::service_processing, "code E1: 処理中です。"});
    check_garbled(
        without(changed(build_document(sample()), "<SegmentOfResult>1<", "<SegmentOfResult>2<"), "SegmentOfResult"));
    const auto at = base::parse_iso8601("2026-01-05T09:15:00+09:00").value();
    CHECK(parse_document(sim::pending_document(at, "v", "1319999999")).error().code == ErrorCode::service_processing);
    CHECK(parse_document(sim::failed_document(at, "v", "1319999999")).error() ==
          base::Error{ErrorCode::service_refused, "code UKT0009: システムでエラーが発生しました。"});
}

TEST_CASE("a message goes to the log without what may be a person's") {
    CHECK(masked("対象者が存在しません。") == "対象者が存在しません。");
    CHECK(masked("番号12345678-01は、記号１２・番号３４と重複") == "番号*、記号*・番号*重複");
    CHECK(masked("「架空　花子」様（ｶｸｳ ﾊﾅｺ）の資格") == "*　* *資格");
    CHECK(masked("ｶｸｳ ﾊﾅｺ, MIHON ALEX, ＭＩＨＯＮ") == "* *, * *, *");
    for (const auto* name :
         {"架空太郎", "かくうのはな", "カクウハナ", "kakuu", "noriko", "のと", "やまだ", "やました", "nonce1", "髙"}) {
        INFO(name);
        CHECK(masked(name) == "*");
        CHECK(masked(name + std::string("様の資格がありません")) == "*資格がありません");
    }
    CHECK(masked("registered\nno\xff"
                 "no") == "registered*no");                       // no UTF-8 from there on
    CHECK(masked("資格の架空の資格のの花") == "資格の*資格の*");  // a particle is told behind a word alone
    std::string long_one;
    for (int i = 0; i < 100; ++i) long_one += "資格、";
    CHECK(masked(long_one).size() == 60 * std::string("資").size());
    CHECK(masked("").empty());
    const auto failed = [](const std::string& code) {
        return parse_document(changed(build_document(sample()), "<SegmentOfResult>1<",
                                      "<ErrorCode>" + code + "</ErrorCode><SegmentOfResult>9<"))
            .error()
            .detail;
    };
    CHECK(failed("UKT0002") == "code UKT0002");
    for (const auto* code : {"架空", "KAKUU", "00012345", "E1架", "E12 3"}) CHECK(failed(code) == "code *");
}

TEST_CASE("a document without a field it must have is refused") {
    const auto xml = build_document(sample());
    const auto element =
        GENERATE(as<std::string>(), "ProcessExecutionTime", "QualificationConfirmationDate", "MedicalInstitutionCode",
                 "ReferenceClassification", "SegmentOfResult", "CharacterCodeIdentifier", "ProcessingResultStatus",
                 "QualificationValidity", "Name", "Sex1", "Birthdate", "InsurerName", "InsuredCardClassification",
                 "ResultList", "MessageBody", "MessageHeader", "DiagnosisInfoConsFlg", "DiagnosisInfoConsTime");
    check_garbled(without(xml, element));
}

TEST_CASE("an empty element is a missing element") {
    const auto xml = build_document(sample());
    const auto same = [&](const std::string& with_empty) {
        const auto parsed = parse_document(with_empty);
        REQUIRE(parsed.has_value());
        CHECK(build_document(*parsed) == xml);
    };
    const std::string name = "<Name>";
    for (const std::string element : {"NameOfOther", "PrescriptionIssueSelect", "ElderlyRecipientCertificateInfo",
                                      "LimitApplicationCertificateRelatedInfo", "SpecificDiseasesCertificateList",
                                      "QualificationDate", "PersonalFamilyClassification"}) {
        same(changed(xml, name, "<" + element + "/>" + name));
        same(changed(xml, name, "<" + element + "> \n </" + element + ">" + name));
    }
    same(changed(xml, name,
                 "<ElderlyRecipientCertificateInfo><ElderlyRecipientContributionRatio/>"
                 "</ElderlyRecipientCertificateInfo>" +
                     name));
    same(changed(xml, name,
                 "<LimitApplicationCertificateRelatedInfo><LimitApplicationCertificateClassification/>"
                 "<LimitApplicationCertificateClassificationFlag></LimitApplicationCertificateClassificationFlag>"
                 "</LimitApplicationCertificateRelatedInfo>" +
                     name));
    same(changed(xml, "</ResultList>", "<ResultOfQualificationConfirmation/></ResultList>"));
    same(changed(xml, "</MessageBody>", "<UketsukeSubsidyCertificates/></MessageBody>"));
    same(changed(xml, "</MessageBody>", "<ProcessingResultCode/></MessageBody>"));
    for (const std::string element : {"Name", "Sex1", "Birthdate", "InsurerName", "DiagnosisInfoConsFlg",
                                      "DiagnosisInfoConsTime", "ResultList", "MessageBody", "QualificationValidity"}) {
        const auto from = xml.find("<" + element + ">"), to = xml.find("</" + element + ">");
        check_garbled(xml.substr(0, from) + "<" + element + "/>" + xml.substr(to + element.size() + 3));
        check_garbled(xml.substr(0, from) + "<" + element + "> " + xml.substr(to));
    }
}

TEST_CASE("a birth date whose day or month is not known is taken and told") {
    using domain::Remark;
    const auto xml = build_document(sample());
    const auto read = [&](const char* birth) { return parse_document(changed(xml, "19480312", birth)); };
    for (const auto& [text, date] : {std::pair{"19480300", base::Date{1948, 3, 0}},
                                     {"19480000", base::Date{1948, 0, 0}},
                                     {"19480012", base::Date{1948, 0, 12}}}) {
        const auto document = read(text);
        REQUIRE(document.has_value());
        CHECK(document->insured.at(0).birth == date);
        CHECK(remarks_of(*document, {2026, 11, 24}).has(Remark::birth_to_check));
        CHECK(build_document(*document) == changed(xml, "19480312", text));
    }
    CHECK_FALSE(remarks_of(sample(), {2026, 11, 24}).has(Remark::birth_to_check));
    for (const auto* none : {"00000000", "00000312", "19481300", "19480032", "19480230", "194803 0", "1948030"})
        check_garbled(changed(xml, "19480312", none));

    // Who may be 70 already is not told of a certificate that comes; who surely is, is asked for the ratio.
    auto document = sample();
    document.insured[0].ratio = "";
    document.insured[0].birth = {1956, 0, 0};
    for (const auto today : {base::Date{2025, 12, 1}, base::Date{2026, 1, 1}, base::Date{2026, 12, 31}})
        CHECK_FALSE((remarks_of(document, today).has(Remark::turning_70) ||
                     remarks_of(document, today).has(Remark::ratio_to_check)));
    CHECK(remarks_of(document, {2027, 1, 1}).has(Remark::ratio_to_check));
}

TEST_CASE("hostile documents are refused") {
    const auto xml = build_document(sample());
    const auto with_dtd = [&](const std::string& dtd) { return changed(xml, "<XmlMsg>", dtd + "<XmlMsg>"); };
    check_garbled(with_dtd("<!DOCTYPE XmlMsg>"));
    check_garbled(with_dtd("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"));
    check_garbled(with_dtd("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>"));
    check_garbled(changed(xml, "00012345", "&secret;"));
    check_garbled(with_dtd("<?xml-stylesheet href=\"x\"?>"));
    check_garbled("");
    check_garbled("<html/>");
    check_garbled("<XmlMsg/><XmlMsg/>");
    check_garbled(xml + xml);
    check_garbled(xml.substr(0, xml.size() / 2));
    check_garbled(changed(xml, "<CharacterCodeIdentifier>0", "<CharacterCodeIdentifier>2"));
    check_garbled(changed(xml, "1319999999", "13199x9999"));
    check_garbled(changed(xml, "19480312", "19480231"));
    check_garbled(changed(xml, "<QualificationConfirmationDate>20260105", "<QualificationConfirmationDate>20260106"));
    check_garbled(changed(xml, "<QualificationValidity>",
                          "<QualificationValidity>2</QualificationValidity><QualificationValidity>"));
    check_garbled(changed(xml, "00012345", std::string(kLargestDocument, '1')));
    std::string deep;
    for (int i = 0; i < 60000; ++i) deep += "<a>";
    check_garbled(deep);
}

TEST_CASE("a document damaged anywhere is refused or says the same as before") {
    const auto xml = build_document(sample());
    std::mt19937 random(20261122);
    int refused = 0;
    for (int i = 0; i < 3000; ++i) {
        auto damaged = xml;
        damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
        const auto parsed = parse_document(damaged);
        if (!parsed) ++refused;
        if (parsed) CHECK(parsed->insured.size() == 1);
    }
    CHECK(refused > 1000);
}

namespace {
const wire::Envelope kAsked{"r1", "v1"};
const base::Error kNo{ErrorCode::service_refused, "no"};
}  // namespace

TEST_CASE("the wire's messages come back as they were written") {
    domain::Nonce nonce{};
    for (std::size_t i = 0; i < nonce.size(); ++i) nonce[i] = static_cast<std::uint8_t>(i * 7);
    CHECK(service_wire::read_envelope(wire::challenge_request(kAsked)).value() == kAsked);
    CHECK(wire::read_challenge_answer(service_wire::challenge_answer(kAsked, nonce), kAsked).value() == nonce);

    const domain::Assertion assertion{{1, 2, 255}, {9, 0}, domain::Assertion::Way::simulated_terminal};
    const auto request = service_wire::read_authenticate_request(wire::authenticate_request(kAsked, nonce, assertion));
    REQUIRE(request.has_value());
    CHECK(request->nonce == nonce);
    CHECK(request->assertion.certificate == assertion.certificate);
    CHECK(request->assertion.signature == assertion.signature);
    CHECK(request->assertion.way == assertion.way);

    for (const auto state : {domain::CertificateState::valid, domain::CertificateState::in_grace,
                             domain::CertificateState::expired, domain::CertificateState::revoked}) {
        domain::Authentication answer{domain::Registration::ending, state, state == domain::CertificateState::valid};
        answer.consent = domain::ConsentState::expired;
        answer.public_assistance = true;
        answer.listed[Q::prescription_choice] = {{"rx-1", {2026, 11, 20}, "見本医院", {}},
                                                 {"rx-2", {2026, 11, 21}, "架空クリニック", {}}};
        answer.listed[Q::subsidy] = {{"c1", {2026, 4, 1}, "見本市", "child"}};
        CHECK(wire::read_authenticate_answer(service_wire::authenticate_answer(kAsked, answer), kAsked).value() ==
              answer);
    }
    CHECK(service_wire::read_register_request(wire::register_request(kAsked)).has_value());
    CHECK_FALSE(service_wire::read_register_request(wire::challenge_request(kAsked)).has_value());
    CHECK_FALSE(service_wire::read_register_request(R"({"request_id":"r","visit":"v","agreed":false})").has_value());
    const auto confirm =
        service_wire::read_confirm_request(wire::confirm_request(kAsked, {"123", {{true, false, true, false}, {}}}));
    REQUIRE(confirm.has_value());
    CHECK(confirm->facility_code == "123");
    CHECK(confirm->choices == domain::Choices{{true, false, true, false}, {}});
    domain::Choices all{{true, true, true, true, true}, {}};
    all.answers[Q::high_cost].chosen = 0;
    all.answers[Q::prescription_form].chosen = 1;
    all.answers[Q::prescription_choice] = {2, {"rx-1", "rx-2"}};
    CHECK(service_wire::read_confirm_request(wire::confirm_request(kAsked, {"123", all})).value().choices == all);
    CHECK(wire::read_confirm_answer(service_wire::confirm_answer(kAsked, "<架空/>"), kAsked).value() == "<架空/>");
}

TEST_CASE("an answer to another request or visit is a mismatch, a refusal is a refusal") {
    const auto answer = [](std::string_view json) { return wire::read_confirm_answer(json, kAsked).error(); };
    CHECK(answer(service_wire::confirm_answer({"r2", "v1"}, "x")).code == ErrorCode::service_mismatch);
    CHECK(answer(service_wire::confirm_answer({"r1", "v2"}, "x")).code == ErrorCode::service_mismatch);
    CHECK(answer(service_wire::refusal({"r2", "v1"}, kNo)).code == ErrorCode::service_mismatch);
    CHECK(answer(service_wire::refusal(kAsked, kNo)) == base::Error{ErrorCode::service_refused, "no"});
}

TEST_CASE("JSON that is no answer is garbled") {
    const auto garbled = [](const std::string& json) {
        INFO(json.substr(0, 100));
        CHECK(wire::read_authenticate_answer(json, kAsked).error().code == ErrorCode::service_garbled);
    };
    for (const auto* json : {"", "{", "[]", "null", "7", "\"x\"", "{}", "{\"request_id\":\"r1\"}",
                             "{\"request_id\":1,\"visit\":\"v1\"}", "{\"request_id\":\"r1\",\"visit\":\"v1\"}"})
        garbled(json);
    const std::string head = R"({"request_id":"r1","visit":"v1",)";
    const std::string whole =
        head + R"("registration":"registered","certificate":"valid","ask_consent":true,"ask_specific_disease":false,)"
               R"("consent":"none","public_assistance":false,"prescriptions":[{"id":"1","issued":"20261120",)"
               R"("issuer":"x"}],"subsidies":[]})";
    REQUIRE(wire::read_authenticate_answer(whole, kAsked).has_value());
    for (const auto& [from, to] : {std::pair{"\"registered\"", "true"},
                                   {"\"registered\"", "\"perhaps\""},
                                   {"\"registered\"", "\"none\""},  // asks somebody who is not registered
                                   {"\"valid\"", "\"fine\""},
                                   {"\"valid\"", "\"in_grace\""},  // asks in grace
                                   {"\"ask_consent\":true,", ""},
                                   {"\"consent\":\"none\"", "\"consent\":1"},
                                   {"\"consent\":\"none\"", "\"consent\":\"given\",\"consent\":\"none\""},
                                   {"\"public_assistance\":false", "\"public_assistance\":0"},
                                   {"20261120", "20261131"},
                                   {"\"id\":\"1\"", "\"id\":\"\""},
                                   {"\"issuer\":\"x\"", "\"issuer\":\"\xff\""},
                                   {"[{", "[7,{"},
                                   {"[{\"id\"", "{\"list\":[{\"id\""}})
        garbled(changed(whole, from, to));
    std::string many = "[7";
    for (std::size_t i = 0; i < wire::kMostListed; ++i) many += R"(,{"id":"1","issued":"20261120","issuer":"x"})";
    garbled(changed(whole, "[{\"id\":\"1\",\"issued\":\"20261120\",\"issuer\":\"x\"}]", many + "]"));
    garbled(std::string(100000, '['));
    garbled(head + "\"refused\":1}");
    CHECK(wire::read_challenge_answer(head + R"("nonce":"00"})", kAsked).error().code == ErrorCode::service_garbled);
    CHECK(wire::read_challenge_answer(head + R"("nonce":"zz"})", kAsked).error().code == ErrorCode::service_garbled);
}

TEST_CASE("maintenance and a certificate that cannot be confirmed are refusals of their own") {
    for (const auto code : {ErrorCode::service_maintenance, ErrorCode::certificate_unconfirmed}) {
        const auto json = service_wire::refusal(kAsked, {code, "x"});
        CHECK(wire::read_confirm_answer(json, kAsked).error().code == code);
        CHECK(wire::read_refusal(json, kAsked).code == code);
        CHECK(wire::read_refusal(service_wire::refusal({"r2", "v1"}, {code, "x"}), kAsked).code ==
              ErrorCode::service_garbled);
    }
}

TEST_CASE("a refusal is read from an answer that is no 200, and nothing else") {
    const auto error = [](std::string_view json) { return wire::read_refusal(json, kAsked); };
    CHECK(error(service_wire::refusal(kAsked, kNo)) == base::Error{ErrorCode::service_refused, "no"});
    CHECK(error(service_wire::refusal({"r2", "v1"}, kNo)).code == ErrorCode::service_garbled);
    CHECK(error(service_wire::confirm_answer(kAsked, "<架空/>")).code == ErrorCode::service_garbled);
    CHECK(error("").code == ErrorCode::service_garbled);
    CHECK(error("<html/>").code == ErrorCode::service_garbled);
    CHECK(error(R"({"request_id":"r1","visit":"v1","refused":1})").code == ErrorCode::service_garbled);
}

TEST_CASE("nothing of a person stands in memory that a codec gave back") {
    const auto xml = build_document(sample());
    const auto parse = [](std::string_view text) { return [text] { (void)parse_document(text); }; };
    CHECK(test::freed_with("東京都見本区見本町１－１", parse(xml)) == 0);
    CHECK(test::freed_with("架空　花子", parse(xml)) == 0);  // so short that a string keeps it within itself
    const std::string visit = "visit-1", facility = "1319999999";
    const domain::Authentication who{domain::Registration::registered, domain::CertificateState::valid, true};
    const domain::Choices choices{{true, true, true, false}, {}};
    const auto judge = [&] {
        auto answer = judge_answer(xml, {visit, facility, who, choices, sample().executed});
        base::wipe(answer->document.data(), answer->document.size());  // who took the result wipes it
    };
    CHECK(test::freed_with("東京都見本区見本町１－１", judge) == 0);
    const auto wrong = changed(xml, "19480312", "19480231");
    CHECK(test::freed_with("架空　花子", parse(wrong)) == 0);
    auto family = sample();
    family.insured.resize(5, family.insured.front());
    const auto five = build_document(family);
    CHECK(test::freed_with("架空　花子", parse(five)) == 0);

    for (const bool shift_jis : {false, true}) {
        const OqsNumberRequest number{
            facility, visit, {"P-0000000000000017", "39139999", {}, "0001234567890123", {}}, shift_jis};
        const auto asked = build_number_request(number).value();
        for (const auto& text : {number.what.reference_number, number.what.number}) {
            CHECK(test::freed_with(std::string(text), [&] { (void)read_number_request(asked); }) == 0);
            CHECK(test::freed_with(std::string(text), [&] { (void)build_number_answer(number, {}, {}); }) == 0);
        }
    }

    // With a real line end, which stands in the document only: nlohmann keeps JSON's own spelling of it (wire.hpp).
    const auto json = service_wire::confirm_answer(kAsked, xml);
    const auto name = "花子 &lt;&amp;\"'&gt;</Name>\n";
    REQUIRE(xml.find(name) != std::string::npos);
    CHECK(test::freed_with(name, [&] { (void)wire::read_confirm_answer(json, kAsked); }) == 0);

    const domain::Assertion assertion{base::Bytes(1500, 0xc5), base::Bytes(256, 0x5c), {}};
    const auto ask = [&] { (void)wire::authenticate_request(kAsked, {}, assertion); };
    CHECK(test::freed_with("c5c5c5c5c5c5c5c5", ask) == 0);
    CHECK(test::freed_with("5c5c5c5c5c5c5c5c", ask) == 0);
    CHECK(test::freed_with("\xc5\xc5\xc5\xc5\xc5\xc5\xc5\xc5", ask) == 0);
}
