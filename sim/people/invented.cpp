// SPDX-License-Identifier: Apache-2.0
#include "invented.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace uketsuke::sim {
namespace {

using base::Date;

constexpr int kAdult = 18, kSigns = 15, kElderlyCertificate = 70, kElderly = 75;

struct Spelled {
    std::string_view written, kana;
};
/// Surnames that nobody has: of JIS X 0208, of JIS X 0213 beyond it, and with variation sequences.
constexpr std::array kSurnames{Spelled{"仮名川", "ｶﾒｲｶﾞﾜ"},
                               Spelled{"例示崎", "ﾚｲｼﾞｻｷ"},
                               Spelled{"試見田", "ｼﾐﾀﾞ"},
                               Spelled{"無在野", "ﾑｻﾞｲﾉ"},
                               Spelled{"虚構", "ｷﾖｺｳ"},
                               Spelled{"模擬木", "ﾓｷﾞｷ"},
                               Spelled{"𠮷例田", "ﾖｼﾚｲﾀﾞ"},
                               Spelled{"俱見", "ｸﾞﾐ"},
                               Spelled{"鷗仮", "ｶﾓﾒｶﾘ"},
                               Spelled{"𣳾例", "ﾀｲﾚｲ"},
                               Spelled{"葛\U000E0100仮", "ｶﾂﾗｶﾘ"},
                               Spelled{"辻\U000E0100例", "ﾂｼﾞﾚｲ"},
                               Spelled{"邉\U000E0101見", "ﾍﾞﾐ"}};
constexpr std::size_t kPlainSurnames = 6;
constexpr std::array kMen{Spelled{"一例", "ｲﾁﾚｲ"}, Spelled{"仮太", "ｶﾘﾀ"}, Spelled{"試助", "ｼｽｹ"},
                          Spelled{"模一", "ﾓｲﾁ"},  Spelled{"無二", "ﾑﾆ"},  Spelled{"𠀋夫", "ﾀｹｵ"}};
constexpr std::array kWomen{Spelled{"例子", "ﾚｲｺ"}, Spelled{"仮美", "ｶﾘﾐ"}, Spelled{"試江", "ｼｴ"},
                            Spelled{"模花", "ﾓｶ"},  Spelled{"無々", "ﾑﾑ"},  Spelled{"琉\U000E0100例", "ﾙﾚ"}};

constexpr auto kCeilingsUnder70 = std::to_array<std::string_view>({"A01", "A02", "A03", "A04", "A05"});
constexpr auto kCeilingsFrom70 = std::to_array<std::string_view>({"B01", "B02", "B03", "B04", "B05", "B06"});
constexpr auto kRatios = std::to_array<std::string_view>({"010", "020", "030"});

std::chrono::sys_days day_of(Date date) { return std::chrono::year{date.year} / date.month / date.day; }
Date date_of(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return {int(date.year()), static_cast<int>(unsigned(date.month())), static_cast<int>(unsigned(date.day()))};
}

/// 29 February has its birthday on the 28th where there is none.
Date years_after(Date date, int years) {
    Date later{date.year + years, date.month, date.day};
    if (!later.valid()) later.day = 28;
    return later;
}
/// The so-many-th birthday after a day.
Date birthday_after(Date birth, Date day, int which) { return years_after(birth, age_on(birth, day) + which); }

std::string with_check_digit(std::string digits) { return digits + check_digit(digits); }

/// Two digits of kind, those of Tokyo and a number of 999, which no insurer has; a 国保 has no kind.
std::string insurer_number(const InsurerKind& kind) {
    if (kind.prefix == "  ") return "  " + with_check_digit("13999");
    return with_check_digit(std::string(kind.prefix) + "13999");
}

/// Full-width, as most symbols are.
std::string wide_digits(const std::string& digits) {
    std::string wide;
    for (const char digit : digits) wide += {'\xEF', '\xBC', static_cast<char>('\x90' + (digit - '0'))};
    return wide;
}

std::string_view usual_insurer(int age, Draw& draw) {
    if (age >= kElderly) return "elderly";
    constexpr auto kOthers = std::to_array<std::string_view>({"association", "company", "mutual", "municipality"});
    return draw.of(kOthers);
}

void put_name(Person& person, bool rare, Draw& draw) {
    const auto& surname = kSurnames[rare ? draw.below(kSurnames.size()) : draw.below(kPlainSurnames)];
    const auto& names = person.sex == 1 ? kMen : kWomen;
    const auto& given = names[draw.below(rare ? names.size() : names.size() - 1)];
    person.name = fmt::format("{}　{}", surname.written, given.written);
    person.name_kana = fmt::format("{} {}", surname.kana, given.kana);
}

/// The card's front and chip, and its certificates.
void put_card(Person& person, const Beginning& beginning, Draw& draw) {
    const auto born = static_cast<int>((day_of(kInventedToday) - day_of(person.birth)).count());
    person.generation = beginning.generation;
    const int longest = person.generation == CardGeneration::next ? 300 : 1300;  // none is older, none ends soon
    const auto drawn = days_before_today(draw.between(1, std::clamp(born - 30, 1, longest)));
    const auto issued = beginning.card_issued.value_or(drawn);
    person.security_code = draw.digits(4);
    person.pin = draw.digits(4);
    if (person.generation == CardGeneration::next) person.short_number = draw.digits(6);
    put_ends(person, issued);
}

/// For a certificate that ends on this day.
void put_end(Person& person, Date until) {
    if (person.generation == CardGeneration::next || age_on(person.birth, until) < 6) return;
    person.certificate_until = until;
    person.certificate_from = years_after(until, -5);
    person.signature_certificate = age_on(person.birth, person.certificate_from) >= kSigns;
}

void put_rare_state(Person& person, Draw& draw) {
    switch (draw.below(10)) {
        case 0: person.revoked = true; break;
        case 1: person.pin_tries = 0; break;
        case 2: person.registered = false; break;
        case 3: put_end(person, days_before_today(draw.between(1, 200))); break;  // in its grace, or after it
        case 4: put_end(person, days_before_today(-draw.between(0, 85))); break;
        case 5:
            person.validity = domain::Validity::invalid;
            person.insurance.until = days_before_today(draw.between(1, 60));
            person.insurance.loss_reason = "99";
            break;
        case 6: person.consent_difficult = true; break;
        case 7: person.specific_disease = draw.between(1, 3); break;
        default:
            person.high_cost = age_on(person.birth, kInventedToday) < kElderlyCertificate ? draw.of(kCeilingsUnder70)
                                                                                          : draw.of(kCeilingsFrom70);
    }
}

/// Old people come oftener: ages of a clinic.
Date random_birth(Draw& draw) {
    const int age = draw.one_in(2) ? draw.between(60, 97) : draw.between(0, 97);
    return years_after(days_before_today(draw.between(0, 364)), -age);
}

}  // namespace

std::string Draw::digits(std::size_t count) {
    std::string text;
    while (text.size() < count) text += static_cast<char>('0' + below(10));
    return text;
}

const InsurerKind* insurer_named(std::string_view word) {
    const auto* found = std::ranges::find(kInsurerKinds, word, &InsurerKind::word);
    return found != kInsurerKinds.end() ? found : nullptr;
}

const InsurerKind* insurer_with(std::string_view prefix) {
    const auto* found = std::ranges::find(kInsurerKinds, prefix, &InsurerKind::prefix);
    return found != kInsurerKinds.end() ? found : nullptr;
}

char check_digit(std::string_view digits) {
    int sum = 0, weight = 2;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, weight = 3 - weight) {
        const int product = (*digit - '0') * weight;
        sum += product / 10 + product % 10;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

int age_on(Date birth, Date day) {
    const bool had = std::pair(day.month, day.day) >= std::pair(birth.month, birth.day);
    return day.year - birth.year - (had ? 0 : 1);
}

Date days_before_today(int days) { return date_of(day_of(kInventedToday) - std::chrono::days{days}); }

void put_ends(Person& person, Date issued) {
    person.certificate_from = issued;
    person.certificate_until = birthday_after(person.birth, issued, person.generation == CardGeneration::next ? 10 : 5);
    person.card_expires = birthday_after(person.birth, issued, age_on(person.birth, issued) < kAdult ? 5 : 10);
    person.signature_certificate = age_on(person.birth, issued) >= kSigns;
}

Insurance invented_insurance(const InsurerKind& kind, int age, Draw& draw) {
    Insurance insurance;
    insurance.insurer_number = insurer_number(kind);
    insurance.insurer_name = kind.name;
    insurance.since = days_before_today(draw.between(30, 3000));
    if (kind.word == "welfare") {
        insurance.number = with_check_digit(draw.digits(6));
        return insurance;
    }
    insurance.number = draw.digits(8);
    insurance.issued = insurance.valid_from = std::max(insurance.since, Date{2026, 8, 1});
    if (kind.word == "elderly" || kind.word == "municipality") insurance.valid_until = {2027, 7, 31};
    if (kind.word != "elderly") insurance.symbol = wide_digits(draw.digits(4));
    if (kind.word != "elderly") insurance.branch = fmt::format("{:02}", draw.between(0, 4));
    if (age >= kElderlyCertificate) insurance.ratio = draw.of(kRatios);
    return insurance;
}

Person invented_person(const std::string& key, const Beginning& beginning, Draw& draw) {
    Person person;
    person.key = key;
    person.remark = "Invented.";
    person.birth = beginning.birth.value_or(random_birth(draw));
    person.sex = beginning.sex.value_or(draw.between(1, 2));
    put_name(person, false, draw);
    person.address = fmt::format("東京都仮名区例示町{}－{}", draw.between(1, 9), draw.between(1, 99));
    person.postcode = "100-0000";
    const int age = age_on(person.birth, kInventedToday);
    person.portrait = age < 1 ? "none" : person.sex == 1 ? "taro" : draw.one_in(2) ? "hanako" : "umeko";
    put_card(person, beginning, draw);
    const auto* kind =
        insurer_named(beginning.insurer ? std::string_view(*beginning.insurer) : usual_insurer(age, draw));
    person.insurance = invented_insurance(kind != nullptr ? *kind : kInsurerKinds[0], age, draw);
    if (kind != nullptr && kind->word == "welfare") {
        person.card_classification = "A1";
        person.tickets.push_back({.issue_number = draw.digits(8)});
    }
    return person;
}

Person random_person(const std::string& key, Draw& draw) {
    Beginning beginning;
    if (draw.one_in(12)) beginning.generation = CardGeneration::next;
    if (draw.one_in(25)) beginning.insurer = "welfare";
    auto person = invented_person(key, beginning, draw);
    put_name(person, draw.one_in(4), draw);
    if (draw.one_in(4)) put_rare_state(person, draw);
    return person;
}

}  // namespace uketsuke::sim
