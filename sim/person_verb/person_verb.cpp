// SPDX-License-Identifier: Apache-2.0
#include "person_verb.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "anonymised.hpp"
#include "firmware/base/file.hpp"
#include "firmware/command_line/command_line.hpp"
#include "own_keys.hpp"
#include "shape.hpp"
#include "visit_writer.hpp"

namespace uketsuke::sim {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;

constexpr auto kInsurers = "association company mutual municipality elderly welfare";

base::Unexpected<base::Error> wrong(std::string what) { return base::fail(ErrorCode::config_invalid, std::move(what)); }

int give_up(const base::Error& error) {
    fmt::print(stderr, "uketsuke-sim: {}: {}\n", base::name_of(error.code), error.detail);
    return 1;
}

/// It becomes a file's name and a word of scenarios.
bool is_key(const std::string& key) {
    return !key.empty() && key.size() <= 40 && key != "portraits" &&
           key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
}
/// Names go into the configuration of openssl, where these would mean something.
bool is_plain(const std::string& text) {
    return std::ranges::none_of(text, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 ||
               std::string_view("\"\\$#=[]{}`").find(c) != std::string_view::npos;
    });
}

base::Result<std::optional<base::Date>> date_of(const std::string& text) {
    if (text.empty()) return std::optional<base::Date>();
    std::string digits = text;
    std::erase(digits, '-');
    if (const auto date = base::parse_date(digits)) return date;
    return wrong(fmt::format("'{}' is no date (write 1980-02-17)", text));
}

base::Result<void> write_person(const Person& person, const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    return base::replace_file(folder / (person.key + ".toml"), written(person));
}

/// Reads the file back, so that what does not fit together is told by its key.
base::Result<void> write_checked(const Person& person, const fs::path& folder) {
    if (auto put = write_person(person, folder); !put) return put;
    const auto file = folder / (person.key + ".toml");
    if (const auto back = load_person(file); !back) {
        fs::remove(file);
        return base::fail(back.error());
    }
    return make_own_keys(folder, {}, OwnKeys::each);
}

base::Result<Beginning> beginning_of(const NewPerson& wishes) {
    Beginning beginning;
    const auto birth = date_of(wishes.birth), issued = date_of(wishes.issued);
    if (!birth) return base::fail(birth.error());
    if (!issued) return base::fail(issued.error());
    beginning.birth = *birth;
    beginning.card_issued = *issued;
    if (wishes.sex != 0) beginning.sex = wishes.sex;
    if (!wishes.insurer.empty()) beginning.insurer = wishes.insurer;
    if (wishes.generation == "next") beginning.generation = CardGeneration::next;
    return beginning;
}

void put_texts(Person& person, const NewPerson& wishes) {
    const auto put = [](std::string& into, const std::string& text) {
        if (!text.empty()) into = text;
    };
    put(person.name, wishes.name);
    put(person.name_kana, wishes.kana);
    put(person.address, wishes.address);
    put(person.pin, wishes.pin);
    put(person.portrait, wishes.portrait);
    put(person.remark, wishes.remark);
    put(person.high_cost, wishes.high_cost);
}

void put_states(Person& person, const NewPerson& wishes) {
    person.validity = static_cast<domain::Validity>(wishes.validity);
    person.specific_disease = wishes.disease;
    person.registered = !wishes.unregistered;
    person.revoked = wishes.revoked;
    if (wishes.locked) person.pin_tries = 0;
    if (wishes.medium == "iphone") person.medium = domain::Medium::iphone;
    if (wishes.medium == "android") person.medium = domain::Medium::android;
    if (person.medium != domain::Medium::card)
        person.token_label = person.medium == domain::Medium::iphone ? "JPKIAPIOSTOKEN" : "JPKIAPGPSETOKEN";
    if (person.validity == domain::Validity::invalid && person.insurance.until.year == 0) {
        person.insurance.until = days_before_today(30);
        person.insurance.loss_reason = "99";
    }
}

int make_new(const NewPerson& wishes, const std::string& folder) {
    const auto person = new_person(wishes);
    if (!person) return give_up(person.error());
    if (const auto file = fs::path(folder) / (person->key + ".toml"); fs::exists(file))  // recordings may need its PIN
        return give_up({ErrorCode::config_invalid,
                        fmt::format("{} is there already: name another, or remove it first", file.string())});
    if (const auto put = write_checked(*person, folder); !put) return give_up(put.error());
    fmt::print("{}/{}.toml: {}, born {:04}-{:02}-{:02}, PIN {}\n", folder, person->key, person->name,
               person->birth.year, person->birth.month, person->birth.day, person->pin);
    fmt::print("Try: uketsuke-sim live --people {}   and then: card {}\n", folder, person->key);
    return 0;
}

void add_new(CLI::App& verb, std::function<int()>& work) {
    auto wishes = std::make_shared<NewPerson>();
    auto folder = std::make_shared<std::string>("people");
    auto* made = verb.add_subcommand("new", "somebody by what is told of them; the rest is invented and fits");
    made->add_option("KEY", wishes->key, "a name for files: a-z, 0-9, _")->type_name("")->required();
    made->add_option("--name", wishes->name, "as it is printed")->type_name("TEXT");
    made->add_option("--kana", wishes->kana, "half-wide")->type_name("TEXT");
    made->add_option("--address", wishes->address, "as it is printed")->type_name("TEXT");
    made->add_option("--birth", wishes->birth)->type_name("DATE");
    made->add_option("--sex", wishes->sex, "1 male, 2 female")->check(CLI::Range(1, 2))->type_name("N");
    made->add_option("--issued", wishes->issued, "when the card was handed out: its ends follow")->type_name("DATE");
    made->add_option("--certificate-until", wishes->certificate_until, "another end of the certificates")
        ->type_name("DATE");
    made->add_option("--insurer", wishes->insurer, kInsurers)
        ->type_name("KIND")
        ->check(CLI::Validator(
            [](const std::string& word) {
                return insurer_named(word) ? std::string() : fmt::format("it is one of: {}", kInsurers);
            },
            ""));
    made->add_option("--validity", wishes->validity, "OQSCD006")->check(CLI::Range(1, 6))->type_name("N");
    made->add_option("--high-cost", wishes->high_cost, "OQSCD012, e.g. B05")->type_name("CODE");
    made->add_option("--disease", wishes->disease, "OQSCD013")->check(CLI::Range(1, 3))->type_name("N");
    made->add_option("--pin", wishes->pin, "four digits")->type_name("PIN");
    made->add_option("--portrait", wishes->portrait, "a name of sim/people/portraits.toml, blank, none")
        ->type_name("NAME");
    made->add_option("--medium", wishes->medium)
        ->check(CLI::IsMember({"card", "iphone", "android"}))
        ->type_name("WORD");
    made->add_option("--generation", wishes->generation)->check(CLI::IsMember({"today", "next"}))->type_name("WORD");
    made->add_option("--remark", wishes->remark, "what this person is for")->type_name("TEXT");
    made->add_flag("--unregistered", wishes->unregistered, "no 利用登録");
    made->add_flag("--revoked", wishes->revoked, "the service says so of the certificate");
    made->add_flag("--locked", wishes->locked, "the PIN has no try left");
    made->add_option("--seed", wishes->seed, "another draw of what is not told")->type_name("N");
    made->add_option("--out", *folder, "where the file goes; people unless told")->type_name("DIR");
    made->callback([&work, wishes, folder] { work = [wishes, folder] { return make_new(*wishes, *folder); }; });
}

void add_random(CLI::App& verb, std::function<int()>& work) {
    struct Wishes {
        std::uint64_t seed = 1;
        int count = 20;
        std::string folder = "people";
    };
    auto wishes = std::make_shared<Wishes>();
    auto* made = verb.add_subcommand("random", "many, the same for the same seed");
    made->add_option("--seed", wishes->seed)->type_name("N");
    made->add_option("--count", wishes->count, "20 unless told")->check(CLI::Range(1, 5000))->type_name("N");
    made->add_option("--out", wishes->folder, "where the files go; people unless told")->type_name("DIR");
    made->callback([&work, wishes] {
        work = [wishes] {
            const auto put = write_random_people(wishes->folder, wishes->seed, wishes->count);
            if (!put) return give_up(put.error());
            fmt::print("{}: {} people of seed {}\n", wishes->folder, wishes->count, wishes->seed);
            return 0;
        };
    });
}

void add_from(CLI::App& verb, std::function<int()>& work) {
    struct Wishes {
        std::string file, key = "somebody", folder = "people";
        std::uint64_t seed = 1;
    };
    auto wishes = std::make_shared<Wishes>();
    auto* made =
        verb.add_subcommand("from", "somebody, and a scenario, of the shape of a result file; no value of it stays");
    made->add_option("FILE", wishes->file, "a result document, in UTF-8 or Shift_JIS")->type_name("")->required();
    made->add_option("--key", wishes->key, "a name for files: a-z, 0-9, _")->type_name("KEY");
    made->add_option("--seed", wishes->seed, "another draw")->type_name("N");
    made->add_option("--out", wishes->folder, "where the files go; people unless told")->type_name("DIR");
    made->callback([&work, wishes] {
        work = [wishes] {
            const auto told = person_from(wishes->file, wishes->folder, wishes->key, wishes->seed);
            if (!told) return give_up(told.error());
            return std::fputs(told->c_str(), stdout) < 0 ? 1 : 0;
        };
    });
}

}  // namespace

base::Result<Person> new_person(const NewPerson& wishes) {
    if (!is_key(wishes.key)) return wrong("the name for files is of a-z, 0-9 and _");
    for (const auto* text : {&wishes.name, &wishes.kana, &wishes.address, &wishes.remark})
        if (!is_plain(*text)) return wrong("no text has control characters or one of \" \\ $ # = [ ] { } `");
    const auto beginning = beginning_of(wishes);
    if (!beginning) return base::fail(beginning.error());
    const auto until = date_of(wishes.certificate_until);
    if (!until) return base::fail(until.error());
    Draw draw(wishes.seed);
    auto person = invented_person(wishes.key, *beginning, draw);
    put_texts(person, wishes);
    put_states(person, wishes);
    if (*until) person.certificate_until = **until;
    if (*until && person.certificate_from >= **until) person.certificate_from.year = (*until)->year - 5;
    return person;
}

base::Result<void> write_random_people(const fs::path& folder, std::uint64_t seed, int count) {
    Draw draw(seed);
    for (int i = 1; i <= count; ++i)
        if (auto put = write_person(random_person(fmt::format("random_{}_{:04}", seed, i), draw), folder); !put)
            return put;
    return make_own_keys(folder, {}, OwnKeys::one_for_all);
}

base::Result<std::string> person_from(const fs::path& result, const fs::path& folder, const std::string& key,
                                      std::uint64_t seed) {
    if (!is_key(key)) return wrong("the name for files is of a-z, 0-9 and _");
    std::error_code error;
    if (fs::file_size(result, error) > eligibility::kLargestDocument && !error)
        return wrong("it is too large for a result");
    const auto text = base::read_file(result);
    if (!text) return base::fail(text.error());
    const auto read = eligibility::read_document(*text);
    if (!read) return base::fail(read.error());
    const auto who = anonymised(read->told, key, seed);
    if (!who) return base::fail(who.error());
    if (auto put = write_checked(who->person, folder); !put) return base::fail(put.error());
    const auto visit = write_visit(*who, folder);
    if (!visit) return base::fail(visit.error());
    const auto scenario = folder / (key + ".scn");
    if (auto put = base::replace_file(scenario, visit->scenario); !put) return base::fail(put.error());
    auto told = fmt::format("{0}/{1}.toml and {0}/{1}.scn: try uketsuke-sim play {0}/{1}.scn\n", folder.string(), key);
    for (const auto& missing : missing_in(shape_of(visit->document), shape_of(read->text)))
        told += fmt::format("not kept: {}\n", missing);
    return told;
}

void describe_person(CLI::App& verb, std::function<int()>& work) {
    verb.require_subcommand(1);
    add_new(verb, work);
    add_random(verb, work);
    add_from(verb, work);
}

}  // namespace uketsuke::sim
