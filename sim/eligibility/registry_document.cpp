// SPDX-License-Identifier: Apache-2.0
// The result document that the simulated service writes for a visit.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "firmware/eligibility/oqs_document.hpp"
#include "registry_state.hpp"

namespace uketsuke::sim {
namespace {

using domain::CertificateState;
using domain::Question;

/// A 後期高齢者医療広域連合's number begins so; its ratio stands in another place than that of the 70 to 74 years old.
constexpr std::string_view kLateElderly = "39";
constexpr std::string_view kOtherFacility = "1319999980";
/// Own pay of a 特定疾病 a month, the common one.
constexpr int kDiseasePay = 10'000;

/// 未就学: to the end of March after the sixth birthday.
bool is_preschool(base::Date birth, base::Date today) {
    const bool early = base::Date{birth.year, birth.month, birth.day} <= base::Date{birth.year, 4, 1};
    return today <= base::Date{birth.year + (early ? 6 : 7), 3, 31};
}

void put_insurer(eligibility::OqsInsured& insured, const Insurance& insurance) {
    insured.insurer_number = insurance.insurer_number;
    insured.symbol = insurance.symbol;
    insured.number = insurance.number;
    insured.branch = insurance.branch;
    insured.insurer_name = insurance.insurer_name;
    insured.family = insurance.family ? "2" : "1";
    insured.insured_name = insurance.insured_name;
    insured.issued = insurance.issued;
    insured.valid_from = insurance.valid_from;
    insured.valid_until = insurance.valid_until;
    if (insurance.insurer_number.starts_with(kLateElderly)) {
        insured.ratio = insurance.ratio;
        return;
    }
    if (insurance.ratio.empty()) return;
    insured.elderly_ratio = insurance.ratio;
    insured.elderly_issued = insurance.issued;
    insured.elderly_from = insurance.valid_from;
    insured.elderly_until = insurance.valid_until;
}

eligibility::OqsInsured insured_from(const Person& person, const Insurance& insurance, base::Date today) {
    eligibility::OqsInsured insured;
    insured.card_classification = person.card_classification;
    insured.name = person.name;
    insured.name_kana = person.name_kana;
    insured.other_name = person.other_name;
    insured.other_kana = person.other_kana;
    if (person.sex_2 != 0) insured.sex_2 = fmt::to_string(person.sex_2);
    insured.sex = person.sex == 1 || person.sex == 2 ? person.sex : 3;
    insured.birth = person.birth;
    insured.address = person.address;
    insured.postcode = person.postcode;
    insured.qualified = insurance.since;
    insured.disqualified = insurance.until;
    insured.loss_reason = insurance.loss_reason;
    if (is_preschool(person.birth, today)) insured.preschool = "1";
    if (person.card_classification != "A1") {
        put_insurer(insured, insurance);
        return insured;
    }
    insured.public_expense_number = insurance.insurer_number;
    insured.beneficiary_number = insurance.number;
    insured.welfare_office = insurance.insurer_name;
    return insured;
}

void put_high_cost(eligibility::OqsInsured& insured, const Person& person, bool agreed) {
    insured.high_cost = {agreed,
                         eligibility::WipedText(person.high_cost_kind),
                         eligibility::WipedText(person.high_cost),
                         insured.issued,
                         insured.valid_from,
                         insured.valid_until,
                         person.long_term,
                         {}};
}

/// Symbol and branch count where they are told.
template <class Asked>
bool is_meant(const Asked& asked, const Insurance& insurance) {
    const auto fits = [](std::string_view told, std::string_view known) { return told.empty() || told == known; };
    const std::string_view number = asked.number;
    const auto insurer = eligibility::padded_insurer(asked.insurer_number);
    return !number.empty() && number == insurance.number && std::string_view(insurer) == insurance.insurer_number &&
           fits(asked.symbol, insurance.symbol) && fits(asked.branch, insurance.branch);
}

/// One or two.
std::vector<const Insurance*> insurances_of(const Person& person) {
    if (!person.other_insurance) return {&person.insurance};
    return {&person.insurance, &*person.other_insurance};
}

/// Those that the patient agreed to use. The numbers are made up.
void put_subsidies(eligibility::OqsDocument& document, const domain::Authentication& who,
                   const std::vector<std::string>& agreed) {
    for (const auto& listed : who.listed[Question::subsidy])
        if (std::ranges::count(agreed, listed.id) != 0)
            document.subsidies.push_back({eligibility::WipedText(listed.id), listed.issued,
                                          eligibility::WipedText(listed.kind), eligibility::WipedText(listed.issuer),
                                          "80139999", "0000017"});
}

/// Of three places, in order.
void put_three(const std::vector<std::string>& texts, std::array<eligibility::WipedText*, 3> places) {
    for (std::size_t i = 0; i < texts.size() && i < places.size(); ++i) *places[i] = texts[i];
}

/// Of this month, for treatment here.
eligibility::OqsMedicalTicket ticket_from(const Ticket& given, const std::string& facility_code, base::Date today) {
    eligibility::OqsMedicalTicket ticket;
    ticket.type = given.type;
    ticket.valid_from = {today.year, today.month, 1};
    ticket.valid_until = base::end_of_month_after(today, 0);
    ticket.issue_number = given.issue_number;
    ticket.month = base::to_yyyymmdd(today).substr(0, 6);
    ticket.facility_code = given.elsewhere ? kOtherFacility : std::string_view(facility_code);
    ticket.facility_mismatch = given.elsewhere ? "1" : "0";
    ticket.facility_name = given.elsewhere ? "仮名医院" : "見本医院";
    ticket.prescriber_code = given.prescriber_code;
    ticket.prescriber_name = given.prescriber_name;
    put_three(given.injuries, {&ticket.injury_1, &ticket.injury_2, &ticket.injury_3});
    ticket.treatment = given.treatment;
    ticket.self_pay_yen = given.self_pay_yen;
    ticket.district_contact = given.district_contact;
    ticket.handling_contact = given.handling_contact;
    ticket.use = given.use;
    ticket.social_insurance = given.social_insurance;
    ticket.inconsistent = given.inconsistent;
    ticket.infection = given.infection;
    ticket.elderly_care = given.elderly_care;
    ticket.prefectural = given.prefectural;
    put_three(given.remarks, {&ticket.remarks_1, &ticket.remarks_2, &ticket.remarks_3});
    return ticket;
}

void put_remark(eligibility::OqsDocument& document, std::string_view code, std::string_view words) {
    document.result_code = code;
    document.result_message = words;
}

base::Date three_months_after(base::Date date) {
    const auto end = base::end_of_month_after(date, 3);
    return {end.year, end.month, std::min(date.day, end.day)};
}

}  // namespace

void Registry::put_agreed(eligibility::OqsInsured& insured, const Visit& visit, const domain::Choices& choices) const {
    const auto& who = visit.authentication;
    const auto& person = visit.holder->person;
    const bool whole = who.certificate == CertificateState::valid;  // in grace: eligibility only
    const bool asked = who.ask_consent || who.asks[Question::specific_disease];
    using S = domain::ConsentState;
    const bool stays = who.consent == S::difficult || (who.consent == S::expired && !asked);
    const auto other = stays ? who.consent : S::none;
    insured.consents = eligibility::OqsConsents::of(whole && asked ? choices.consents : domain::Consents::none(),
                                                    clock_.wall(), other);
    if (whole && who.consent == S::given)
        insured.consents = eligibility::OqsConsents::of(visit.holder->consents, *visit.holder->consented);
    put_high_cost(insured, person, whole && choices.answers[Question::high_cost].chosen.value_or(1) == 1);
    if (person.specific_disease != 0)
        insured.diseases = {
            {person.specific_disease, kDiseasePay, insured.issued, insured.valid_from, insured.valid_until}};
    if (person.other_disease != 0)
        insured.diseases.push_back(
            {person.other_disease, kDiseasePay, insured.issued, insured.valid_from, insured.valid_until});
}

std::string Registry::document_for(const Visit& visit, const std::string& id, const std::string& facility_code,
                                   const domain::Choices& choices) const {
    const auto& who = visit.authentication;
    const auto& person = visit.holder->person;
    const bool whole = who.certificate == CertificateState::valid;  // in grace: eligibility only
    eligibility::OqsDocument document;
    document.executed = clock_.wall();
    document.facility_code = facility_code;
    document.identifier = id;
    document.validity = person.validity;
    if (const auto form = choices.answers[Question::prescription_form].chosen)
        document.form = static_cast<domain::PrescriptionForm>(*form + 1);
    if (whole && visit.holder->certificate_until <= three_months_after(today()))
        put_remark(document, eligibility::kCertificateEndsSoon, "電子証明書の有効期限まで３か月以内です。");
    put_subsidies(document, who, choices.answers[Question::subsidy].items);
    if (document.validity == domain::Validity::none_found) return eligibility::build_document(document);
    document.insured.push_back(insured_from(person, person.insurance, today()));
    if (person.other_insurance) document.insured.push_back(insured_from(person, *person.other_insurance, today()));
    for (auto& insured : document.insured) {
        put_agreed(insured, visit, choices);
        // Not entrusted to this facility: it has no ticket yet (domain facts §1.4).
        if (person.validity == domain::Validity::valid)
            for (const auto& ticket : person.tickets)
                insured.tickets.push_back(ticket_from(ticket, facility_code, today()));
        insured.reference_number = visit.holder->number_for(facility_code);
        // As real files of a patient have it whose number the facility has not registered. Its form is not public: this
        // one is made up.
        if (insured.reference_number.empty())
            insured.confirmation_key = eligibility::WipedText("simulated-") + eligibility::WipedText(id);
    }
    return eligibility::build_document(document);
}

base::Result<void> Registry::register_number(const std::string& facility_code, const eligibility::OqsNumber& number) {
    const auto refuse = [](const char* why) { return base::fail(base::ErrorCode::service_refused, why); };
    const std::scoped_lock lock(mutex_);
    Holder* patient = nullptr;
    for (auto& [_, holder] : holders_) {
        const auto here = holder.confirmed.find(facility_code);
        const bool lately = here != holder.confirmed.end() && clock_.wall() - here->second <= kNumberWithin;
        const auto meant = [&](const Insurance* insurance) { return is_meant(number, *insurance); };
        if (!lately || !std::ranges::any_of(insurances_of(holder.person), meant)) continue;
        if (patient != nullptr) return refuse("several patients fit");
        patient = &holder;
    }
    if (patient == nullptr) return refuse("no such patient has checked in");
    const std::string told(number.reference_number);
    if (patient->number_for(facility_code) == told) return {};
    patient->numbers[facility_code] = told;
    ++acts_;
    return {};
}

std::string Registry::look_up(const eligibility::OqsSearch& search, int reference,
                              const std::string& facility_code) const {
    const std::scoped_lock lock(mutex_);
    eligibility::OqsDocument document;
    document.executed = clock_.wall();
    document.facility_code = facility_code;
    document.reference = reference;
    document.identifier = search.identifier;
    document.search = search;
    for (const auto& [_, holder] : holders_) {
        const auto& person = holder.person;
        for (const auto* insurance : insurances_of(person)) {
            if (search.birth != person.birth || !is_meant(search, *insurance)) continue;
            document.validity = person.validity;
            auto& insured = document.insured.emplace_back(insured_from(person, *insurance, today()));
            put_high_cost(insured, person, search.high_cost_agreed == "1");
            insured.reference_number = holder.number_for(facility_code);
            insured.identifier = search.identifier;
        }
    }
    if (document.validity == domain::Validity::none_found) document.insured.clear();
    return eligibility::build_document(document);
}

}  // namespace uketsuke::sim
