// SPDX-License-Identifier: Apache-2.0
// A document with several results: each is held against what was asked, and nothing may stand where it is not read.
#include <catch2/catch.hpp>

#include "firmware/eligibility/judge_answer.hpp"
#include "sample_document.hpp"

using namespace uketsuke;
using namespace eligibility;
using namespace test;
using base::ErrorCode;
using domain::Consents;
using Q = domain::Question;

namespace {

/// Two insurers know the patient; nothing was agreed to.
OqsDocument two() {
    auto document = sample();
    document.validity = domain::Validity::several;
    document.insured[0].consents = {};
    document.insured.push_back(document.insured[0]);
    document.insured[1].insurer_number = "06139999";
    document.insured[1].insurer_name = "見本健康保険組合";
    return document;
}

struct Visit {
    domain::Authentication who{domain::Registration::registered, domain::CertificateState::valid, true};
    domain::Choices choices;

    std::optional<ErrorCode> judge(const std::string& xml) const {
        const std::string visit = "visit-1", facility = "1319999999";
        const auto answer = judge_answer(xml, {visit, facility, who, choices, two().executed});
        return answer ? std::nullopt : std::optional{answer.error().code};
    }
    std::optional<ErrorCode> judge(const OqsDocument& document) const { return judge(build_document(document)); }
};

std::string last_changed(std::string xml, std::string_view from, std::string_view to) {
    const auto at = xml.rfind(from);
    REQUIRE(at != std::string::npos);
    return xml.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a consent that was not given is found in whichever result it stands") {
    const auto at = GENERATE(0U, 1U);
    Visit visit;
    auto document = two();
    REQUIRE_FALSE(visit.judge(document));
    document.insured[at].consents = OqsConsents::of(Consents::all(), agreed());
    CHECK(visit.judge(document) == ErrorCode::service_mismatch);
    document.insured[at].consents = OqsConsents::of({.surgery = true}, agreed());
    CHECK(visit.judge(document) == ErrorCode::service_mismatch);
    document.insured[at].consents = OqsConsents::of({.specific_disease = true}, agreed());
    document.insured[at].diseases = {{1, 10000}};
    CHECK(visit.judge(document) == ErrorCode::service_mismatch);
    visit.choices.consents = Consents::all();
    document = two();
    document.insured[at].consents = OqsConsents::of(Consents::all(), agreed());
    CHECK(visit.judge(document) == ErrorCode::service_mismatch);  // given, and not told in the other
    document.insured[1 - at].consents = OqsConsents::of(Consents::all(), agreed());
    CHECK_FALSE(visit.judge(document));
}

TEST_CASE("the facility's number of the patient comes from whichever result carries it") {
    const auto number_in = [](const OqsDocument& document) {
        const std::string visit = "visit-1", facility = "1319999999";
        const Visit asked;
        const auto answer =
            judge_answer(build_document(document), {visit, facility, asked.who, asked.choices, document.executed});
        REQUIRE(answer);
        return answer->answer.reference_number;
    };
    auto document = two();
    for (auto& insured : document.insured) insured.reference_number.clear();
    CHECK(number_in(document).empty());
    const auto at = GENERATE(0U, 1U);
    document.insured[at].reference_number = "0012345";
    CHECK(number_in(document) == "0012345");
}

TEST_CASE("a disease may be on record with one of the insurers alone") {
    Visit visit;
    visit.who.asks[Q::specific_disease] = true;
    visit.choices.consents.specific_disease = true;
    auto document = two();
    CHECK(visit.judge(document) == ErrorCode::service_mismatch);
    const auto at = GENERATE(0U, 1U);
    document.insured[at].consents.specific_disease = {domain::ConsentState::given, agreed()};
    document.insured[at].diseases = {{1, 10000}, {3, 10000}};
    CHECK_FALSE(visit.judge(document));
}

TEST_CASE("a ceiling that was refused is found in whichever result it stands") {
    const auto at = GENERATE(0U, 1U);
    Visit visit;
    auto document = two();
    document.insured[at].high_cost = {true, "01", "B10"};
    CHECK_FALSE(visit.judge(document));  // not asked: the law lets it be told
    visit.choices.answers[Q::high_cost].chosen = 0;
    CHECK(visit.judge(document) == ErrorCode::service_mismatch);
}

TEST_CASE("the prescription form is found in the body and in whichever result it stands") {
    Visit visit;
    const auto xml = build_document(two());
    const std::string form = "<PrescriptionIssueSelect>2</PrescriptionIssueSelect>", name = "<Name>";
    const auto result = GENERATE(true, false);
    const auto told = result ? last_changed(xml, name, form + name) : changed(xml, name, form + name);
    CHECK(visit.judge(told) == ErrorCode::service_mismatch);
    visit.choices.answers[Q::prescription_form].chosen = 1;
    CHECK_FALSE(visit.judge(told));
    check_garbled(changed(told, "<ResultList>", "<PrescriptionIssueSelect>1</PrescriptionIssueSelect><ResultList>"));
}

TEST_CASE("results of different people are refused") {
    const Visit visit;
    auto document = two();
    auto& other = document.insured[1];
    const auto as = [&](const char* name) {
        other.name = name;
        return visit.judge(document);
    };
    document.insured[0].name = "架空　花子";
    CHECK_FALSE(as("架空 花子"));
    CHECK_FALSE(as("架空花子"));
    CHECK_FALSE(as("●空　花●"));
    CHECK_FALSE(as("〓空　■\xee\x80\x80"));  // the last one is a private code
    CHECK(as("架空　太郎") == ErrorCode::service_mismatch);
    CHECK(as("架空　花子子") == ErrorCode::service_mismatch);
    CHECK(as("架空") == ErrorCode::service_mismatch);
    document.insured[0].name = "ＳＭＩＴＨ　ＪＯＨＮ";
    CHECK_FALSE(as("Smith John"));
    CHECK(as("Smith Joan") == ErrorCode::service_mismatch);
    other = document.insured[0];
    CHECK_FALSE(visit.judge(document));
    for (const auto birth : {base::Date{1948, 3, 13}, base::Date{1949, 3, 12}, base::Date{1948, 4, 0}}) {
        other.birth = birth;
        CHECK(visit.judge(document) == ErrorCode::service_mismatch);
    }
    for (const auto birth : {base::Date{1948, 3, 0}, base::Date{1948, 0, 0}}) {
        other.birth = birth;
        CHECK_FALSE(visit.judge(document));
    }
    other.birth = document.insured[0].birth;
    other.sex = 1;
    CHECK(visit.judge(document) == ErrorCode::service_mismatch);
    other.sex = 3;
    CHECK_FALSE(visit.judge(document));
}

TEST_CASE("a valid answer with a result that has ended is garbled, wherever it stands") {
    const auto at = GENERATE(0U, 1U);
    auto document = two();
    document.insured[at].disqualified = {2026, 1, 4};
    CHECK(parse_document(build_document(document)).has_value());
    for (const auto validity : {domain::Validity::valid, domain::Validity::valid_unregistered}) {
        document.validity = validity;
        check_garbled(build_document(document));
        auto ends_today = document;
        ends_today.insured[at].disqualified = {2026, 1, 5};
        CHECK(parse_document(build_document(ends_today)).has_value());
    }
    document.validity = domain::Validity::invalid;
    CHECK(parse_document(build_document(document)).has_value());
}

TEST_CASE("a disease that stands there without its consent is garbled, as a ceiling is") {
    const auto xml = build_document(two());
    const std::string name = "<Name>";
    for (const std::string block :
         {"<SpecificDiseasesCertificateList><SpecificDiseasesCertificateInfo><SpecificDiseasesDiseaseCategory>1"
          "</SpecificDiseasesDiseaseCategory></SpecificDiseasesCertificateInfo></SpecificDiseasesCertificateList>",
          "<LimitApplicationCertificateRelatedInfo><LimitApplicationCertificateClassificationFlag>B10"
          "</LimitApplicationCertificateClassificationFlag></LimitApplicationCertificateRelatedInfo>"}) {
        check_garbled(changed(xml, name, block + name));
        check_garbled(last_changed(xml, name, block + name));
    }
}

TEST_CASE("what decides stands nowhere but where it was read") {
    const auto xml = build_document(two());
    REQUIRE(parse_document(xml).has_value());
    const std::string consent = "<PharmacistsInfoConsFlg>1</PharmacistsInfoConsFlg>";
    const std::string spaced = "<x:PharmacistsInfoConsFlg xmlns:x='urn:x'>1</x:PharmacistsInfoConsFlg>";
    for (const auto& element : {consent, spaced, "<Other><Deep>" + consent + "</Deep></Other>"})
        for (const auto* before : {"<MessageHeader>", "<MessageBody>", "<ResultList>", "<Name>"})
            check_garbled(changed(xml, before, element + before));
    const auto from = xml.find("<ResultList>"), to = xml.find("</ResultList>") + 13;
    const auto list = xml.substr(from, to - from);
    check_garbled(changed(xml, "</ResultList>", "</ResultList>" + list));
    check_garbled(changed(xml, "</ResultList>", "</ResultList><Other>" + list + "</Other>"));
    check_garbled(changed(xml, "<MessageBody>", "<QualificationValidity>1</QualificationValidity><MessageBody>"));
    check_garbled(changed(xml, "<Name>", "<QualificationValidity>1</QualificationValidity><Name>"));
    // The question of a look-up is told with a flag of the same name: that is no answer.
    const std::string echo =
        "<QualificationConfirmSearchInfo><LimitApplicationCertificateRelatedConsFlg>1"
        "</LimitApplicationCertificateRelatedConsFlg></QualificationConfirmSearchInfo>";
    CHECK(parse_document(changed(xml, "<ResultList>", echo + "<ResultList>")).has_value());
    CHECK(parse_document(changed(xml, "<ResultList>", "<PharmacistsInfoConsFlg/><ResultList>")).has_value());
}

TEST_CASE("a field that holds more than one text is garbled") {
    const auto xml = build_document(two());
    for (const auto* more : {"0<!-- -->1", "0<![CDATA[1]]>", "<b>0</b>", "0<b/>"})
        check_garbled(changed(xml, "PharmacistsInfoConsFlg>0", std::string("PharmacistsInfoConsFlg>") + more));
    const auto named = parse_document(changed(xml, "00012345", "<![CDATA[00012345]]>"));
    REQUIRE(named.has_value());
    CHECK(named->insured[0].number == "00012345");
}
