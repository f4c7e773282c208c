// SPDX-License-Identifier: Apache-2.0
#include "anonymised.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "firmware/eligibility/oqs_elements.hpp"
#include "letters.hpp"

namespace uketsuke::sim {
namespace {

namespace oqs = eligibility::oqs;
using base::Date;
using eligibility::OqsDocument;
using eligibility::OqsInsured;

constexpr int kTries = 40;
constexpr std::size_t kTold = 4;  ///< bytes of a text that can tell of somebody; shorter ones are drawn anew alone

/// First two digits of an insurer's number that are no secret: what kind it is.
constexpr auto kPrefixes = std::to_array<std::string_view>(
    {"01", "02", "03", "04", "06", "07", "12", "31", "32", "33", "34", "39", "63", "67", "72", "73", "74", "75"});
constexpr auto kRatios = std::to_array<std::string_view>({"000", "010", "020", "030"});
/// Ours (docs/result_documents.md).
constexpr auto kSubsidyKinds = std::to_array<std::string_view>(
    {"intractable_disease", "child_chronic_disease", "child", "single_parent", "disability"});

template <class List>
bool is_one_of(const List& list, std::string_view word) {
    return std::ranges::find(list, word) != std::end(list);
}
std::string coded(const oqs::CodeList& codes, std::string_view code, std::string_view otherwise) {
    return std::string(codes.has(code) ? code : otherwise);
}

/// Ages between which nothing that a result tells changes.
struct Band {
    int first, last;
};
constexpr std::array kBands{Band{0, 5}, Band{6, 14}, Band{15, 17}, Band{18, 69}, Band{70, 74}, Band{75, 99}};

Date birth_like(Date birth, Date checked, bool preschool, Draw& draw) {
    const int age =
        preschool ? 3 : std::clamp(checked.year - birth.year - (birth.month > checked.month ? 1 : 0), 0, 99);
    const auto band = std::ranges::find_if(kBands, [&](const Band& each) { return age <= each.last; });
    const int years = preschool ? 3 : draw.between(std::max(band->first, 1), band->last);
    auto day = days_before_today(draw.between(40, 320));
    day.year -= years;
    if (!day.valid()) day.day = 28;
    return day;
}

/// On the same side of the day of the check; none for none.
Date date_like(Date date, Date checked, Draw& draw) {
    if (date.year == 0) return {};
    return days_before_today(date <= checked ? draw.between(1, 900) : -draw.between(1, 700));
}

std::string insurer_like(std::string_view number, Draw& draw) {
    const auto kind = number.substr(0, std::min<std::size_t>(2, number.size()));
    const auto prefix = kind == "  " ? std::string() : std::string(is_one_of(kPrefixes, kind) ? kind : kPrefixes[4]);
    const auto body = prefix + "139" + draw.digits(2);
    const auto whole = body + check_digit(body);
    return whole.size() == 6 ? "  " + whole : whole;
}

/// The six digits of a 国保 have two blanks before them, however the result writes them.
std::string padded(const eligibility::WipedText& number) {
    return std::string(eligibility::padded_insurer(std::string_view(number)));
}

std::string same_ratio(const OqsInsured& told) {
    const std::string_view ratio =
        told.ratio.empty() ? std::string_view(told.elderly_ratio) : std::string_view(told.ratio);
    if (ratio.empty()) return {};
    return std::string(is_one_of(kRatios, ratio) ? ratio : kRatios[1]);
}

/// Draws what is of the shape of one result's values.
class Likeness {
public:
    Likeness(const OqsDocument& document, Draw& draw)
        : document_(document), checked_(base::date_in_japan(document.executed)), draw_(draw) {}

    Person person(const std::string& key) {
        const auto* told = document_.insured.empty() ? nullptr : &document_.insured.front();
        Beginning beginning;
        if (told != nullptr) beginning.birth = birth_like(told->birth, checked_, told->preschool == "1", draw_);
        if (told != nullptr && told->sex != 3) beginning.sex = told->sex;
        auto person = invented_person(key, beginning, draw_);
        person.remark = "Of the shape of a result file; nobody's data.";
        person.validity = document_.validity;
        if (told != nullptr) put(person, *told);
        if (document_.insured.size() > 1) person.other_insurance = insurance(document_.insured[1]);
        for (const auto& one : document_.subsidies) put_subsidy(person, one);
        return person;
    }

private:
    std::string text(const eligibility::WipedText& told) { return other_text(told, draw_); }
    Date date(Date told) { return date_like(told, checked_, draw_); }

    void put(Person& person, const OqsInsured& told) {
        if (told.sex == 3) person.sex = 9;
        person.name = text(told.name);
        person.name_kana = text(told.name_kana);
        person.other_name = text(told.other_name);
        person.other_kana = text(told.other_kana);
        if (oqs::kSexCodes.has(told.sex_2)) person.sex_2 = told.sex_2.front() - '0';
        person.address = text(told.address);
        person.postcode = text(told.postcode);
        person.card_classification = coded(oqs::kCardCodes, told.card_classification, "01");
        person.insurance = insurance(told);
        person.reference_number = text(told.reference_number);
        put_certificates(person, told);
    }

    void put_certificates(Person& person, const OqsInsured& told) {
        if (!told.high_cost.ceiling.empty()) {
            person.high_cost = coded(oqs::kLimitCodes, told.high_cost.ceiling, "B05");
            person.high_cost_kind = coded(oqs::kLimitKindCodes, told.high_cost.classification, "01");
            person.long_term = date(told.high_cost.long_term);
        }
        if (!told.diseases.empty()) person.specific_disease = told.diseases[0].category;
        if (told.diseases.size() > 1) person.other_disease = told.diseases[1].category;
        person.tickets.clear();
        for (const auto& ticket : told.tickets) person.tickets.push_back(ticket_like(ticket));
        using S = domain::ConsentState;
        const auto state = told.consents.medication.state;
        person.consent_difficult = state == S::difficult;
        person.asked_consent = state != S::expired;
        if (state == S::expired) person.consented = base::parse_iso8601("2026-11-20T10:00:00+09:00");
    }

    Insurance insurance(const OqsInsured& told) {
        const bool welfare = told.card_classification == "A1";
        Insurance made;
        made.insurer_number = insurer_like(padded(welfare ? told.public_expense_number : told.insurer_number), draw_);
        made.insurer_name = text(welfare ? told.welfare_office : told.insurer_name);
        made.symbol = text(told.symbol);
        made.number = text(welfare ? told.beneficiary_number : told.number);
        if (made.number.empty()) made.number = draw_.digits(8);
        made.branch = text(told.branch);
        made.family = told.family == "2";
        if (made.family) made.insured_name = told.insured_name.empty() ? "仮名　例" : text(told.insured_name);
        made.ratio = same_ratio(told);
        made.since = date(told.qualified);
        made.until = date(told.disqualified);
        if (!told.loss_reason.empty()) made.loss_reason = coded(oqs::kLossCodes, told.loss_reason, "99");
        made.issued = date(told.issued);
        made.valid_from = date(told.valid_from);
        made.valid_until = date(told.valid_until);
        return made;
    }

    std::vector<std::string> texts(std::initializer_list<const eligibility::WipedText*> told) {
        std::vector<std::string> made;
        for (const auto* one : told)
            if (!one->empty()) made.push_back(text(*one));
        return made;
    }

    Ticket ticket_like(const eligibility::OqsMedicalTicket& told) {
        Ticket made;
        made.type = coded(oqs::kTicketCodes, told.type, made.type);
        made.issue_number = told.issue_number.empty() ? draw_.digits(8) : text(told.issue_number);
        made.treatment = coded(oqs::kTreatmentCodes, told.treatment, made.treatment);
        made.prescriber_code = text(told.prescriber_code);
        made.prescriber_name = text(told.prescriber_name);
        made.injuries = texts({&told.injury_1, &told.injury_2, &told.injury_3});
        made.remarks = texts({&told.remarks_1, &told.remarks_2, &told.remarks_3});
        if (told.self_pay_yen.value_or(0) != 0) made.self_pay_yen = 10 * draw_.between(1, 999);
        made.district_contact = text(told.district_contact);
        made.handling_contact = text(told.handling_contact);
        made.use = coded(oqs::kUseCodes, told.use, made.use);
        made.social_insurance = coded(oqs::kSocialCodes, told.social_insurance, made.social_insurance);
        made.inconsistent = coded(oqs::kConsistencyCodes, told.inconsistent, "");
        made.elsewhere = told.facility_mismatch == "1";
        made.infection = coded(oqs::kInfectionCodes, told.infection, made.infection);
        made.elderly_care = coded(oqs::kElderlyCareCodes, told.elderly_care, made.elderly_care);
        made.prefectural = coded(oqs::kPrefectureCodes, told.prefectural, made.prefectural);
        return made;
    }

    void put_subsidy(Person& person, const eligibility::OqsSubsidy& told) {
        auto& listed = person.listed[domain::Question::subsidy];
        if (listed.size() == domain::kMostAsked) return;
        const std::string_view kind = told.kind;
        listed.push_back({person.key + "-" + std::to_string(listed.size() + 1),
                          days_before_today(draw_.between(1, 300)), text(told.issuer),
                          std::string(is_one_of(kSubsidyKinds, kind) ? kind : kSubsidyKinds[2])});
    }

    const OqsDocument& document_;
    const Date checked_;
    Draw& draw_;
};

/// Everything that could tell of the person: texts of some length, and dates.
class Values {
public:
    void note(std::string_view text) {
        if (text.size() >= kTold && text.find_first_not_of(" ●〓■□") != std::string_view::npos) all_.emplace(text);
    }
    void note(Date date) {
        if (date.year != 0) all_.insert(base::to_yyyymmdd(date));
    }
    [[nodiscard]] bool meets(const Values& other) const {
        return std::ranges::any_of(all_, [&](const std::string& value) { return other.all_.count(value) != 0; });
    }

private:
    std::set<std::string> all_;
};

template <class Block, std::size_t N>
void note_all(Values& values, const Block& block, const std::array<oqs::Element<Block>, N>& rows) {
    for (const auto& row : rows) {
        if (row.codes != nullptr) continue;
        if (const auto* text = std::get_if<eligibility::WipedText Block::*>(&row.value)) values.note(block.**text);
        if (const auto* date = std::get_if<Date Block::*>(&row.value)) values.note(block.**date);
    }
}

Values values_of(const OqsDocument& document) {
    Values values;
    for (const auto& one : document.insured) {
        note_all(values, one, oqs::kInsured);
        values.note(one.birth);
        note_all(values, one.high_cost, oqs::kHighCostElements);
        for (const auto& ticket : one.tickets) note_all(values, ticket, oqs::kTicket);
        for (const auto& disease : one.diseases) note_all(values, disease, oqs::kDisease);
    }
    for (const auto& one : document.subsidies) {
        values.note(one.id);
        values.note(one.issued);
        values.note(one.issuer);
    }
    if (document.search) note_all(values, *document.search, oqs::kSearch);
    return values;
}

void note_insurance(Values& values, const Insurance& insurance) {
    for (const auto* text : {&insurance.insurer_number, &insurance.insurer_name, &insurance.symbol, &insurance.number,
                             &insurance.insured_name})
        values.note(*text);
    for (const auto date :
         {insurance.since, insurance.until, insurance.issued, insurance.valid_from, insurance.valid_until})
        values.note(date);
}

Values values_of(const Person& person) {
    Values values;
    for (const auto* text :
         {&person.key, &person.name, &person.name_kana, &person.other_name, &person.other_kana, &person.address,
          &person.postcode, &person.security_code, &person.pin, &person.reference_number})
        values.note(*text);
    for (const auto date :
         {person.birth, person.card_expires, person.certificate_from, person.certificate_until, person.long_term})
        values.note(date);
    note_insurance(values, person.insurance);
    if (person.other_insurance) note_insurance(values, *person.other_insurance);
    for (const auto& ticket : person.tickets) {
        for (const auto* text : {&ticket.issue_number, &ticket.prescriber_code, &ticket.prescriber_name,
                                 &ticket.district_contact, &ticket.handling_contact})
            values.note(*text);
        for (const auto* list : {&ticket.injuries, &ticket.remarks})
            for (const auto& text : *list) values.note(text);
    }
    for (const auto& listed : person.listed[domain::Question::subsidy]) {
        values.note(listed.issued);
        values.note(listed.issuer);
    }
    return values;
}

}  // namespace

base::Result<Anonymised> anonymised(const OqsDocument& document, const std::string& key, std::uint64_t seed) {
    const auto told = values_of(document);
    Draw draw(seed);
    for (int tries = 0; tries < kTries; ++tries) {
        Anonymised made{Likeness(document, draw).person(key), {}, false, document.form};
        if (told.meets(values_of(made.person))) continue;
        if (!document.insured.empty()) {
            made.consents = document.insured.front().consents.given();
            made.refuses_high_cost = !document.insured.front().high_cost.agreed;
        }
        return made;
    }
    return base::fail(
        base::ErrorCode::config_invalid,
        "whatever is drawn stands in the result itself: it is of invented people already, or made to be so");
}

}  // namespace uketsuke::sim
