// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <map>
#include <set>

#include "firmware/base/file.hpp"
#include "sim/paths/paths.hpp"
#include "sim/people/invented.hpp"
#include "sim/person_verb/own_keys.hpp"
#include "sim/person_verb/person_verb.hpp"
#include "tests/unit/net/patient.hpp"

using namespace uketsuke;
namespace fs = std::filesystem;

namespace {

std::vector<sim::Person> drawn(std::uint64_t seed, int count) {
    sim::Draw draw(seed);
    std::vector<sim::Person> people;
    for (int i = 0; i < count; ++i) people.push_back(sim::random_person("somebody_" + std::to_string(i), draw));
    return people;
}

std::string insurer_digits(const sim::Person& person) {
    const auto& number = person.insurance.insurer_number;
    return number.substr(number.find_first_not_of(' '));
}

sim::Person written_and_read(sim::Person person, const fs::path& folder) {
    const auto file = folder / (person.key + ".toml");
    REQUIRE(base::replace_file(file, sim::written(person)));
    auto back = sim::load_person(file);
    INFO((back ? "" : back.error().detail));
    REQUIRE(back.has_value());
    return std::move(*back);
}

}  // namespace

TEST_CASE("everybody's file is written so that it reads back as it was") {
    const sim::TemporaryFolder folder;
    for (const auto& person : test::people()) {
        INFO(person.key);
        CHECK(written_and_read(person, folder.path()) == person);
    }
    for (auto person : drawn(7, 300)) {
        INFO(sim::written(person));
        CHECK(written_and_read(person, folder.path()) == person);
    }
    auto hostile = test::people().front();
    hostile.name = "\"quoted\" \\ back\nline\x7F";
    CHECK(written_and_read(hostile, folder.path()).name == hostile.name);
}

TEST_CASE("check digits: weights 2 and 1 from the right, digits of the products added up") {
    CHECK(sim::check_digit("0113001") == '2');  // 01130012, the number of 協会けんぽ in Tokyo
    CHECK(sim::check_digit("0613999") == '2');
    CHECK(sim::check_digit("3913999") == '3');
    CHECK(sim::check_digit("13999") == '8');
    CHECK(sim::check_digit("0000000") == '0');
    for (const auto& person : drawn(3, 200)) {
        const auto digits = insurer_digits(person);
        INFO(digits);
        CHECK(sim::check_digit(digits.substr(0, digits.size() - 1)) == digits.back());
    }
}

TEST_CASE("the same seed draws the same people, another one others") {
    CHECK(drawn(1, 50) == drawn(1, 50));
    CHECK(drawn(1, 50) != drawn(2, 50));
}

TEST_CASE("what hangs together in a drawn person does, and all that a clinic meets is among them") {
    std::map<std::string, int> met;
    for (const auto& person : drawn(11, 1000)) {
        INFO(sim::written(person));
        const int age = sim::age_on(person.birth, sim::kInventedToday);
        CHECK((age >= 0 && age < 100));
        CHECK((person.insurance.insurer_number.starts_with("39") ? age >= 75 : true));
        CHECK(person.insurance.insurer_number.size() == 8);
        CHECK((person.insurance.ratio.empty() || age >= 70));
        CHECK(person.certificate_from < person.certificate_until);
        CHECK((!person.signature_certificate || sim::age_on(person.birth, person.certificate_from) >= 15));
        met["in order"] += person.registered && !person.revoked && person.certificate_until >= sim::kInventedToday;
        met["certificate ended"] += person.certificate_until < sim::kInventedToday;
        met["revoked"] += person.revoked;
        met["locked"] += person.pin_tries == 0;
        met["unregistered"] += !person.registered;
        met["insurance ended"] += person.validity == domain::Validity::invalid;
        met["welfare"] += person.card_classification == "A1";
        met["next card"] += person.generation == sim::CardGeneration::next;
        met["child"] += age < 15;
        met["variation sequence"] += person.name.find("\U000E0100") != std::string::npos;
        met["beyond JIS X 0208"] += person.name.find("𠮷") != std::string::npos;
    }
    CHECK(met["in order"] > 800);
    for (const auto& [what, count] : met) {
        INFO(what);
        CHECK(count > 0);
    }
}

TEST_CASE(
    "ends of a card are birthdays: the tenth of a grown-up's card, the fifth of a certificate and of a child's card") {
    sim::Person person;
    person.birth = {1980, 2, 29};
    sim::put_ends(person, {2024, 5, 1});
    CHECK(person.card_expires == base::Date{2034, 2, 28});
    CHECK(person.certificate_until == base::Date{2029, 2, 28});
    CHECK(person.signature_certificate);
    person.birth = {2015, 6, 1};
    sim::put_ends(person, {2024, 5, 1});
    CHECK(person.card_expires == base::Date{2028, 6, 1});
    CHECK_FALSE(person.signature_certificate);
}

TEST_CASE("somebody new is as told, and what does not fit is refused") {
    sim::NewPerson wishes{.key = "aunt", .name = "仮名　叔母", .birth = "1950-01-02", .insurer = "elderly"};
    const auto aunt = sim::new_person(wishes);
    REQUIRE(aunt.has_value());
    CHECK(aunt->name == "仮名　叔母");
    CHECK(aunt->birth == base::Date{1950, 1, 2});
    CHECK(aunt->insurance.insurer_number == "39139993");
    CHECK_FALSE(aunt->insurance.ratio.empty());
    const auto refused = [&](auto change) {
        auto other = wishes;
        change(other);
        return !sim::new_person(other).has_value();
    };
    CHECK(refused([](auto& w) { w.key = "../x"; }));
    CHECK(refused([](auto& w) { w.key = "portraits"; }));
    CHECK(refused([](auto& w) { w.birth = "1950-02-30"; }));
    CHECK(refused([](auto& w) { w.name = "$ENV::HOME"; }));
    CHECK(refused([](auto& w) { w.name = "a\nsubjectAltName = x"; }));
}

TEST_CASE("people of one's own have keys and certificates that the service takes, beside those of the build") {
    const sim::TemporaryFolder folder;
    REQUIRE(sim::write_random_people(folder.path(), 5, 6));
    const auto all = sim::load_people(sim::PeopleFolders{PEOPLE_DIR, folder.path()});
    REQUIRE(all.has_value());
    CHECK(all->size() == test::people().size() + 6);
    const test::HandClock clock{"2026-11-24T10:00:00+09:00"};
    const auto registry = sim::Registry::create(*all, CARD_PKI, clock);
    REQUIRE(registry.has_value());
    std::set<std::string> certificates;
    const auto own = sim::load_people(folder.path());
    for (const auto& person : own.value())
        certificates.insert(base::read_file(person.key_folder(CARD_PKI) / "auth.der").value());
    CHECK(certificates.size() == 6);  // the keys are one set, the certificates are not
    CHECK(sim::person_named({PEOPLE_DIR, folder.path()}, "random_5_0001").has_value());
    CHECK_FALSE(sim::person_named({PEOPLE_DIR, folder.path()}, "random_6_0001").has_value());
    fs::copy_file(fs::path(PEOPLE_DIR) / "hanako.toml", folder.path() / "hanako.toml");
    CHECK_FALSE(sim::load_people(sim::PeopleFolders{PEOPLE_DIR, folder.path()}).has_value());
}
