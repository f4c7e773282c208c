// SPDX-License-Identifier: Apache-2.0
#include "person.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <set>

#include "firmware/domain/era.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;

/// Reads keys of one table, remembers the first thing that is wrong and which keys were asked for.
class Reader {
public:
    Reader(const toml::table& table, std::string file) : table_(table), file_(std::move(file)) {}

    template <class T>
    void optional(std::string_view key, T& into) {
        known_.emplace_back(key);
        const auto* node = table_.get(key);
        if (node == nullptr) return;
        if (const auto value = node->value<T>())
            into = *value;
        else
            complain(key, "has the wrong type");
    }
    /// A key that is read elsewhere.
    void know(std::string_view key) { known_.emplace_back(key); }
    template <class T>
    void required(std::string_view key, T& into) {
        if (!table_.contains(key)) complain(key, "is missing");
        optional(key, into);
    }
    void optional_date(std::string_view key, base::Date& into) {
        if (table_.contains(key))
            date(key, into);
        else
            known_.emplace_back(key);
    }
    /// A word out of a few.
    template <class T, std::size_t N>
    void word(std::string_view key, const std::array<std::pair<std::string_view, T>, N>& words, T& into) {
        std::string text;
        optional(key, text);
        if (!table_.contains(key)) return;
        const auto found = std::find_if(words.begin(), words.end(), [&](const auto& w) { return w.first == text; });
        if (found == words.end()) return complain(key, "is none of its words");
        into = found->second;
    }
    void date(std::string_view key, base::Date& into) {
        known_.emplace_back(key);
        if (const auto value = table_[key].value<toml::date>())
            into = {value->year, value->month, value->day};
        else
            complain(key, "is no date (write 1980-02-17)");
    }
    base::Result<void> finish() {
        for (const auto& [key, node] : table_)
            if (std::find(known_.begin(), known_.end(), key.str()) == known_.end())
                complain(key.str(), fmt::format("in line {} is not known", node.source().begin.line));
        if (!problem_.empty()) return base::fail(ErrorCode::config_invalid, problem_);
        return {};
    }
    void complain(std::string_view key, std::string_view what) {
        if (problem_.empty()) problem_ = fmt::format("{}: '{}' {}", file_, key, what);
    }

private:
    const toml::table& table_;
    std::string file_, problem_;
    std::vector<std::string> known_;
};

constexpr std::array<std::pair<std::string_view, bool>, 2> kRegistrations{{{"registered", true}, {"none", false}}};
constexpr std::array<std::pair<std::string_view, domain::Medium>, 3> kMedia{
    {{"card", domain::Medium::card}, {"iphone", domain::Medium::iphone}, {"android", domain::Medium::android}}};

/// The label of today's cards and phones (card facts A4).
std::string_view label_of(domain::Medium medium) {
    if (medium == domain::Medium::card) return "JPKIAPICCTOKEN2";
    return medium == domain::Medium::iphone ? "JPKIAPIOSTOKEN" : "JPKIAPGPSETOKEN";
}

void read_consent(Reader& read, Person& person) {
    std::string time;
    read.optional("consented", time);
    person.consented = base::parse_iso8601(time);
    if (!time.empty() && !person.consented) read.complain("consented", "is no time (write 2026-11-23T15:00:00+09:00)");
    read.optional("consent_difficult", person.consent_difficult);
}

/// An array of tables by the wire name of its question, each with issued and issuer, and what kind it is of if there
/// are several; the service's handle is made up.
void read_list(Reader& read, const toml::table& table, const domain::QuestionRow& row, Person& person) {
    read.know(row.wire);
    const auto* list = table[row.wire].as_array();
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const auto* one = list->get(i)->as_table();
        if (one == nullptr) return read.complain(row.wire, "holds something else than tables");
        Reader fields(*one, person.key);
        domain::Listed listed{fmt::format("{}-{}", person.key, i + 1), {}, {}, {}};
        fields.date("issued", listed.issued);
        fields.required("issuer", listed.issuer);
        fields.optional("kind", listed.kind);
        if (auto read_row = fields.finish(); !read_row) read.complain(row.wire, read_row.error().detail);
        person.listed[row.question].push_back(std::move(listed));
    }
}

void read_insurance(Reader& read, Insurance& insurance) {
    read.required("insurer_number", insurance.insurer_number);
    read.required("insurer_name", insurance.insurer_name);
    read.optional("symbol", insurance.symbol);
    read.required("number", insurance.number);
    read.optional("branch", insurance.branch);
    read.optional("family", insurance.family);
    read.optional("insured_name", insurance.insured_name);
    read.optional("ratio", insurance.ratio);
    read.optional_date("since", insurance.since);
    read.optional_date("until", insurance.until);
    read.optional("loss_reason", insurance.loss_reason);
    read.optional_date("issued", insurance.issued);
    read.optional_date("valid_from", insurance.valid_from);
    read.optional_date("valid_until", insurance.valid_until);
    if (insurance.insurer_number.size() != 8) read.complain("insurer_number", "is not eight characters");
    if (insurance.family == insurance.insured_name.empty()) read.complain("insured_name", "goes with family = true");
}

void read_other_insurance(Reader& read, const toml::table& table, Person& person) {
    constexpr auto kKey = "other_insurance";
    read.know(kKey);
    const auto* other = table[kKey].as_table();
    if (other == nullptr) return;
    Reader fields(*other, person.key);
    read_insurance(fields, person.other_insurance.emplace());
    if (auto read_all = fields.finish(); !read_all) read.complain(kKey, read_all.error().detail);
}

/// Up to three texts.
void read_texts(Reader& read, const toml::table& table, std::string_view key, std::vector<std::string>& into) {
    read.know(key);
    const auto* list = table[key].as_array();
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
        into.push_back(list->get(i)->value_or(std::string()));
    if (into.size() > 3 || std::ranges::count(into, std::string()) != 0) read.complain(key, "is not up to three texts");
}

Ticket read_ticket(Reader& fields, const toml::table& table) {
    Ticket ticket;
    fields.optional("type", ticket.type);
    fields.required("issue_number", ticket.issue_number);
    fields.optional("treatment", ticket.treatment);
    fields.optional("prescriber_code", ticket.prescriber_code);
    fields.optional("prescriber_name", ticket.prescriber_name);
    read_texts(fields, table, "injuries", ticket.injuries);
    read_texts(fields, table, "remarks", ticket.remarks);
    fields.optional("self_pay_yen", ticket.self_pay_yen);
    fields.optional("district_contact", ticket.district_contact);
    fields.optional("handling_contact", ticket.handling_contact);
    fields.optional("use", ticket.use);
    fields.optional("social_insurance", ticket.social_insurance);
    fields.optional("inconsistent", ticket.inconsistent);
    fields.optional("elsewhere", ticket.elsewhere);
    fields.optional("infection", ticket.infection);
    fields.optional("elderly_care", ticket.elderly_care);
    fields.optional("prefectural", ticket.prefectural);
    return ticket;
}

void read_tickets(Reader& read, const toml::table& table, Person& person) {
    constexpr auto kKey = "tickets";
    read.know(kKey);
    const auto* list = table[kKey].as_array();
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const auto* one = list->get(i)->as_table();
        if (one == nullptr) return read.complain(kKey, "holds something else than tables");
        Reader fields(*one, person.key);
        person.tickets.push_back(read_ticket(fields, *one));
        if (auto read_row = fields.finish(); !read_row) read.complain(kKey, read_row.error().detail);
    }
}

bool is_digits(std::string_view text, std::size_t count) {
    return text.size() == count && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

constexpr int kSignatureAge = 15;  ///< nobody younger has a signature certificate (card facts A4)

bool under_signature_age(const Person& person) {
    auto grown = person.birth;
    grown.year += kSignatureAge;
    return person.certificate_from < grown;
}

/// What must fit together.
void check(const Person& person, Reader& read) {
    if (!is_digits(person.pin, 4)) read.complain("pin", "is not four digits");
    if (!is_digits(person.security_code, 4)) read.complain("security_code", "is not four digits");
    if (person.signature_certificate && under_signature_age(person))
        read.complain("signature_certificate", "is not false, but the holder is under 15");
    if (person.face_only && (person.pin_tries != 0 || person.signature_certificate))
        read.complain("face_only", "goes with pin_tries = 0 and signature_certificate = false");
    if (person.token_label.empty() || person.token_label.size() > 32)
        read.complain("token_label", "is not 1 to 32 characters");
    const bool next = person.generation == CardGeneration::next;
    if (next != is_digits(person.short_number, 6) || (!next && !person.short_number.empty()))
        read.complain("short_number", "is six digits on a card of the next generation and not there on others");
    if (next && person.test_hierarchy) read.complain("test_hierarchy", "has no next generation");
}

CardGeneration generation_of(const std::string& name, Reader& read) {
    if (name != "today" && name != "next") read.complain("generation", "is not \"today\" or \"next\"");
    return name == "next" ? CardGeneration::next : CardGeneration::today;
}

bool is_person(const std::filesystem::path& file) { return file.extension() == ".toml" && file.stem() != "portraits"; }

std::set<std::string> names_in(const std::filesystem::path& folder) {
    std::set<std::string> names;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (is_person(entry.path())) names.insert(entry.path().stem().string());
    return names;
}

/// Beside its file; empty: there are none.
std::filesystem::path keys_beside(const std::filesystem::path& file) {
    const auto keys = file.parent_path() / "keys" / file.stem();
    std::error_code error;
    return std::filesystem::is_directory(keys, error) ? keys : std::filesystem::path();
}

}  // namespace

std::string Person::birth_digits() const { return domain::era_yymmdd(birth); }

std::string Person::number_b() const {
    if (generation == CardGeneration::next) return short_number;
    return fmt::format("{}{:04}{}", birth_digits(), card_expires.year, security_code);
}

base::Result<Person> load_person(const std::filesystem::path& file) {
    toml::table table;
    try {
        table = toml::parse_file(file.string());
    } catch (const toml::parse_error& error) {
        const auto line = error.source().begin.line;
        const auto code = line == 0 ? ErrorCode::file_unreadable : ErrorCode::config_invalid;
        return base::fail(code, fmt::format("{}:{}: {}", file.string(), line, error.description()));
    }
    Person person;
    person.key = file.stem().string();
    person.keys = keys_beside(file);
    Reader read(table, file.string());
    read.required("remark", person.remark);
    read.required("name", person.name);
    read.required("name_kana", person.name_kana);
    read.required("address", person.address);
    read.required("postcode", person.postcode);
    read.date("birth", person.birth);
    read.optional("western_birth", person.western_birth);
    read.required("sex", person.sex);
    read.required("portrait", person.portrait);
    std::string generation = "today";
    read.optional("generation", generation);
    person.generation = generation_of(generation, read);
    read.date("card_expires", person.card_expires);
    read.required("security_code", person.security_code);
    read.optional("short_number", person.short_number);
    read.required("pin", person.pin);
    read.optional("pin_tries", person.pin_tries);
    read.optional("number_b_tries", person.number_b_tries);
    read.optional("face_only", person.face_only);
    read.optional("long_lengths", person.long_lengths);
    read.date("certificate_from", person.certificate_from);
    read.date("certificate_until", person.certificate_until);
    read.optional("signature_certificate", person.signature_certificate);
    read.optional("test_hierarchy", person.test_hierarchy);
    read.optional("revoked", person.revoked);
    read.word("registration", kRegistrations, person.registered);
    read.optional_date("cancellation_filed", person.cancellation_filed);
    read.optional("asked_consent", person.asked_consent);
    int validity = static_cast<int>(person.validity);
    read.optional("validity", validity);
    read_insurance(read, person.insurance);
    read_other_insurance(read, table, person);
    read.optional("card_classification", person.card_classification);
    read.word("medium", kMedia, person.medium);
    person.token_label = label_of(person.medium);
    read.optional("token_label", person.token_label);
    read.optional("renewed", person.renewed);
    read_consent(read, person);
    read.optional("specific_disease", person.specific_disease);
    read.optional("other_disease", person.other_disease);
    read.optional("high_cost", person.high_cost);
    read.optional("high_cost_kind", person.high_cost_kind);
    read.optional_date("long_term", person.long_term);
    read.optional("other_name", person.other_name);
    read.optional("other_kana", person.other_kana);
    read.optional("sex_2", person.sex_2);
    read.optional("reference_number", person.reference_number);
    read_tickets(read, table, person);
    for (const auto& row : domain::kQuestionRows)
        if (has_list(row)) read_list(read, table, row, person);
    check(person, read);
    if (validity < 1 || validity > 6) read.complain("validity", "is not 1 to 6 (OQSCD006)");
    person.validity = static_cast<domain::Validity>(validity);
    if (auto finished = read.finish(); !finished) return base::fail(finished.error());
    return person;
}

base::Result<Person> person_named(const PeopleFolders& folders, std::string_view key) {
    std::set<std::string> names;
    for (const auto& folder : {folders.built, folders.own}) {
        const auto there = names_in(folder);
        if (there.count(std::string(key)) != 0) return load_person(folder / fmt::format("{}.toml", key));
        names.insert(there.begin(), there.end());
    }
    return base::fail(ErrorCode::config_invalid,
                      fmt::format("nobody is called '{}'; there are {}", key, fmt::join(names, " ")));
}

base::Result<std::vector<Person>> load_people(const std::filesystem::path& folder) {
    std::vector<Person> people;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (!is_person(entry.path())) continue;
        auto person = load_person(entry.path());
        if (!person) return base::fail(person.error());
        people.push_back(std::move(*person));
    }
    if (error) return base::fail(ErrorCode::file_unreadable, fmt::format("{}: {}", folder.string(), error.message()));
    std::sort(people.begin(), people.end(), [](const Person& a, const Person& b) { return a.key < b.key; });
    return people;
}

base::Result<std::vector<Person>> load_people(const PeopleFolders& folders) {
    auto people = load_people(folders.built);
    if (!people || folders.own.empty()) return people;
    auto own = load_people(folders.own);
    if (!own) return own;
    for (auto& one : *own) {
        if (std::ranges::count(*people, one.key, &Person::key) != 0)
            return base::fail(ErrorCode::config_invalid, fmt::format("there are two of the name '{}'", one.key));
        people->push_back(std::move(one));
    }
    return people;
}

}  // namespace uketsuke::sim
