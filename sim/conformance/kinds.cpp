// SPDX-License-Identifier: Apache-2.0
#include "kinds.hpp"

#include <algorithm>

#include "firmware/eligibility/result_file.hpp"

namespace uketsuke::sim {
namespace {

using namespace eligibility;
using base::Date;
using domain::Validity;

const auto kNow = base::parse_iso8601("2026-01-05T09:15:00+09:00").value();
const auto kAgreed = base::parse_iso8601("2026-01-05T09:14:59+09:00").value();
constexpr const char* kVisit = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

/// An employee, of whom most is told.
OqsDocument employee() {
    OqsDocument document;
    document.executed = kNow;
    document.facility_code = "1319999999";
    document.identifier = kVisit;
    document.validity = Validity::valid;
    auto& one = document.insured.emplace_back();
    one.insurer_number = "06139999";
    one.symbol = "１２３";
    one.number = "４５６７";
    one.branch = "00";
    one.family = "1";
    one.name = "架空　太郎";
    one.name_kana = "ｶｸｳ ﾀﾛｳ";
    one.sex = 1;
    one.birth = {1980, 4, 1};
    one.address = "東京都見本区見本町１－１";
    one.postcode = "100-0000";
    one.qualified = {2015, 4, 1};
    one.issued = {2015, 4, 10};
    one.valid_from = {2015, 4, 1};
    one.insurer_name = "見本健康保険組合";
    one.reference_number = "0004567";
    return document;
}

OqsInsured& person(OqsDocument& document) { return document.insured.front(); }

/// 75 or older.
OqsDocument elder() {
    auto document = employee();
    auto& one = person(document);
    one.insurer_number = "39139999";
    one.symbol = one.branch = "";
    one.number = "00012345";
    one.name = "架空　花子";
    one.name_kana = "ｶｸｳ ﾊﾅｺ";
    one.sex = 2;
    one.birth = {1948, 3, 12};
    one.ratio = "010";
    one.valid_from = {2025, 8, 1};
    one.valid_until = {2026, 7, 31};
    one.insurer_name = "見本県後期高齢者医療広域連合";
    return document;
}

OqsMedicalTicket ticket() {
    OqsMedicalTicket all;
    all.type = "01";
    all.valid_from = {2026, 1, 1};
    all.valid_until = {2026, 1, 31};
    all.issue_number = "0000000001";
    all.month = "202601";
    all.facility_code = "1319999999";
    all.facility_mismatch = "0";
    all.facility_name = "見本医院";
    all.prescriber_code = "1318888888";
    all.prescriber_name = "見本内科";
    all.injury_1 = "本態性高血圧症";
    all.injury_2 = "２型糖尿病";
    all.injury_3 = "腰痛症";
    all.treatment = "02";
    all.self_pay_yen = 0;
    all.district_contact = "見本　次郎";
    all.handling_contact = "見本　三郎";
    all.use = "01";
    all.social_insurance = "02";
    all.inconsistent = "1";
    all.infection = "02";
    all.elderly_care = "02";
    all.prefectural = "02";
    all.remarks_1 = "備考一";
    all.remarks_2 = "備考二";
    all.remarks_3 = "備考三";
    return all;
}

OqsDocument welfare() {
    auto document = employee();
    auto& one = person(document);
    one.card_classification = "A1";
    one.insurer_number = one.symbol = one.number = one.branch = one.family = one.insurer_name = "";
    one.public_expense_number = "12130000";
    one.beneficiary_number = "0000001";
    one.welfare_office = "見本福祉事務所";
    one.tickets = {ticket()};
    return document;
}

void agree(OqsInsured& one, const domain::Consents& consents) { one.consents = OqsConsents::of(consents, kAgreed); }
void none_agreed(OqsInsured& one, domain::ConsentState why) { one.consents = OqsConsents::of({}, {}, why); }

/// Of whom, and what is other with them.
struct Row {
    const char* file;
    const char* name;
    OqsDocument (*of)();
    void (*person)(OqsInsured& one) = nullptr;
    void (*document)(OqsDocument& document) = nullptr;
};
constexpr Row kRows[] = {
    {"employee", "an employee", employee},
    {"child", "an employee's child below school age", employee,
     [](OqsInsured& one) {
         one.family = "2";
         one.branch = "02";
         one.insured_name = "架空　太郎";
         one.name = "架空　一";
         one.name_kana = "ｶｸｳ ﾊｼﾞﾒ";
         one.birth = {2021, 6, 1};
         one.preschool = "1";
     }},
    {"municipality", "of a municipality (国保), six digits", employee,
     [](OqsInsured& one) {
         one.insurer_number = "139999";
         one.insurer_name = "見本区";
         one.valid_until = {2026, 7, 31};
     }},
    {"elderly_certificate", "70 to 74, with 高齢受給者証", employee,
     [](OqsInsured& one) {
         one.birth = {1953, 2, 3};
         one.elderly_ratio = "020";
         one.elderly_issued = {2025, 8, 1};
         one.elderly_from = {2025, 8, 1};
         one.elderly_until = {2026, 7, 31};
     }},
    {"elder", "75 or older", elder},
    {"first_visit", "first visit: no 照会番号", employee,
     [](OqsInsured& one) {
         one.reference_number = "";
         one.confirmation_key = "K0000000000000000001";
     }},
    {"lapsed", "lapsed (資格喪失)", employee, nullptr,
     [](OqsDocument& document) {
         document.validity = Validity::invalid;
         person(document).disqualified = {2025, 12, 31};
         person(document).loss_reason = "03";
     }},
    {"lapsed_newer_exists", "lapsed, and a newer one exists", employee, nullptr,
     [](OqsDocument& document) {
         document.validity = Validity::invalid_newer_exists;
         person(document).disqualified = {2025, 12, 31};
         person(document).loss_reason = "99";
     }},
    {"none_found", "none found", employee, nullptr,
     [](OqsDocument& document) {
         document.validity = Validity::none_found;
         document.insured.clear();
     }},
    {"several", "several", employee, nullptr,
     [](OqsDocument& document) {
         document.validity = Validity::several;
         auto other = person(document);
         other.insurer_number = "138888";
         other.insurer_name = "見本区";
         document.insured.push_back(other);
     }},
    {"welfare_ticket", "医療扶助, with 医療券", welfare},
    {"welfare_not_entrusted", "医療扶助, this facility not entrusted yet", welfare, nullptr,
     [](OqsDocument& document) {
         document.validity = Validity::valid_unregistered;
         person(document).tickets.clear();
     }},
    {"welfare_and_insurer", "医療扶助 beside an insurer", welfare,
     [](OqsInsured& one) {
         one.insurer_name = "見本健康保険組合";
         one.insurer_number = "06139999";
         one.tickets.front().use = "02";
     }},
    {"subsidies", "医療費助成 (our own block)", employee, nullptr,
     [](OqsDocument& document) {
         document.subsidies = {{"c1", {2026, 4, 1}, "child", "見本市", "81130000", "1234567"},
                               {"c2", {2025, 10, 1}, "disability", "見本市", "", ""}};
     }},
    {"all_consents", "all consents given", elder,
     [](OqsInsured& one) {
         agree(one, {true, true, true, true, false});
     }},
    {"some_consents", "some consents given", elder,
     [](OqsInsured& one) {
         agree(one, {false, true, false, false, false});
     }},
    {"consents_ended", "consents of an earlier visit have ended", elder,
     [](OqsInsured& one) { none_agreed(one, domain::ConsentState::expired); }},
    {"consent_difficult", "consent could not be obtained", elder,
     [](OqsInsured& one) { none_agreed(one, domain::ConsentState::difficult); }},
    {"high_cost", "限度額, with a long stay", elder,
     [](OqsInsured& one) {
         one.high_cost = {true, "02", "B05", {2025, 8, 1}, {2025, 8, 1}, {2026, 7, 31}, {2025, 9, 1}, kAgreed};
     }},
    {"high_cost_none", "限度額 agreed to, none on record", employee,
     [](OqsInsured& one) { one.high_cost.agreed = true; }},
    {"disease", "特定疾病, one", employee,
     [](OqsInsured& one) {
         agree(one, {false, false, false, false, true});
         one.diseases = {{1, 10000, {2025, 4, 1}, {2025, 4, 1}, {2026, 3, 31}}};
     }},
    {"two_diseases", "特定疾病, two", employee,
     [](OqsInsured& one) {
         agree(one, {true, true, true, true, true});
         one.diseases = {{1, 10000, {2025, 4, 1}, {2025, 4, 1}, {2026, 3, 31}},
                         {3, 20000, {2025, 4, 1}, {2025, 4, 1}, {2026, 3, 31}}};
     }},
    {"electronic_prescription", "an electronic prescription was chosen", employee, nullptr,
     [](OqsDocument& document) { document.form = domain::PrescriptionForm::electronic; }},
    {"paper_prescription", "a paper prescription was chosen", employee, nullptr,
     [](OqsDocument& document) { document.form = domain::PrescriptionForm::paper; }},
    {"certificate_ends_soon", "the certificate ends soon", employee, nullptr,
     [](OqsDocument& document) {
         document.result_code = kCertificateEndsSoon;
         document.result_message = "電子証明書の有効期限が近づいています。";
     }},
    {"unwritable_letter", "a letter that the insurer cannot write (●)", employee,
     [](OqsInsured& one) {
         one.name = "●橋　太郎";
         one.address = "東京都●区";
     }},
    {"letters_beyond_cp932", "letters that CP932 does not have", employee,
     [](OqsInsured& one) {
         one.name = "𠮷野　ｱﾝﾄﾞﾚé";
         one.address = "見本〜１";
     }},
    {"letters_beyond_jis", "letters of CP932 beyond JIS X 0208", employee,
     [](OqsInsured& one) {
         one.name = "髙橋　太郎";
         one.address = "見本区①";
     }},
    {"birth_day_unknown", "day of birth not known", employee, [](OqsInsured& one) { one.birth.day = 0; }},
    {"special_care", "特別療養費 (05)", employee, [](OqsInsured& one) { one.card_classification = "05"; }},
    {"other_name", "another name, another sex shown", employee,
     [](OqsInsured& one) {
         one.other_name = "見本　花";
         one.other_kana = "ﾐﾎﾝ ﾊﾅ";
         one.sex_2 = "2";
     }},
};

}  // namespace

std::vector<Kind> kinds() {
    std::vector<Kind> all;
    for (const auto& row : kRows) {
        all.push_back({row.file, row.name, row.of()});
        auto& document = all.back().document;
        if (row.person != nullptr) row.person(person(document));
        if (row.document != nullptr) row.document(document);
    }
    return all;
}

Kind kind_of(std::string_view file) {
    const auto all = kinds();
    return *std::ranges::find(all, file, &Kind::file);
}

std::string file_of_xml(std::string_view xml, const Form& form) {
    const auto file = ResultFile::create({form.shift_jis, form.crlf, "{kiosk}-{visit}", "kiosk1"}).value();
    return std::string(file->bytes(read_document(xml).value().text, {kVisit, {}}).value());
}

std::string file_of(const OqsDocument& document, const Form& form) {
    return file_of_xml(build_document(document), form);
}

}  // namespace uketsuke::sim
