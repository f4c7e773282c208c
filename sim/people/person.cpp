// SPDX-License-Identifier: Apache-2.0
#include "person.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>

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
    template <class T>
    void required(std::string_view key, T& into) {
        if (!table_.contains(key)) complain(key, "is missing");
        optional(key, into);
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

}  // namespace

std::string Person::birth_digits() const {
    return domain::era_yymmdd(birth);
}

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
    read.optional("surface_tries", person.surface_tries);
    read.optional("face_only", person.face_only);
    read.optional("token_label", person.token_label);
    read.optional("long_lengths", person.long_lengths);
    read.date("certificate_from", person.certificate_from);
    read.date("certificate_until", person.certificate_until);
    read.optional("signature_certificate", person.signature_certificate);
    read.optional("test_hierarchy", person.test_hierarchy);
    read.optional("revoked", person.revoked);
    read.optional("registered", person.registered);
    read.optional("asked_consent", person.asked_consent);
    int validity = static_cast<int>(person.validity);
    read.optional("validity", validity);
    read.required("insurer_number", person.insurer_number);
    read.required("insurer_name", person.insurer_name);
    read.optional("symbol", person.symbol);
    read.required("number", person.number);
    read.optional("branch", person.branch);
    read.optional("ratio", person.ratio);
    check(person, read);
    if (validity < 1 || validity > 6) read.complain("validity", "is not 1 to 6 (OQSCD006)");
    person.validity = static_cast<domain::Validity>(validity);
    if (auto finished = read.finish(); !finished) return base::fail(finished.error());
    return person;
}

base::Result<std::vector<Person>> load_people(const std::filesystem::path& folder) {
    std::vector<Person> people;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() != ".toml" || entry.path().stem() == "portraits") continue;
        auto person = load_person(entry.path());
        if (!person) return base::fail(person.error());
        people.push_back(std::move(*person));
    }
    if (error) return base::fail(ErrorCode::file_unreadable, fmt::format("{}: {}", folder.string(), error.message()));
    std::sort(people.begin(), people.end(), [](const Person& a, const Person& b) { return a.key < b.key; });
    return people;
}

}  // namespace uketsuke::sim
