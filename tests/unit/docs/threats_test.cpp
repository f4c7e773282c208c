// SPDX-License-Identifier: Apache-2.0
// docs/threats.toml names, for each threat, what stands against it and the tests that show it. Each of them must exist,
// and docs/threats.md is printed from the file (UPDATE_GOLDENS=1 writes it anew).
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <iostream>
#include <regex>
#include <set>

#include "firmware/base/file.hpp"
#include "firmware/toml_reader/toml_reader.hpp"
#include "tests/golden/golden.hpp"

using namespace uketsuke;
namespace fs = std::filesystem;

namespace {

struct Who {
    std::string id, is;
};
struct Measure {
    std::string what;
    std::vector<std::string> tests;
};
struct Threat {
    std::string id, who, does, rest;
    std::vector<Measure> measures;
};
struct Threats {
    std::vector<Who> who;
    std::vector<Threat> all;
};

base::Result<Threats> read_threats(toml_reader::File file) {
    Threats threats;
    auto root = file.root();
    for (auto& row : root.rows("who")) {
        auto& who = threats.who.emplace_back();
        row.read("id", who.id);
        row.read("is", who.is);
        row.end();
    }
    for (auto& row : root.rows("threat")) {
        auto& threat = threats.all.emplace_back();
        row.read("id", threat.id);
        row.read("who", threat.who);
        row.read("does", threat.does);
        row.read_if_there("rest", threat.rest);
        for (auto& stands : row.rows("measure")) {
            auto& measure = threat.measures.emplace_back();
            stands.read("what", measure.what);
            stands.read("tests", measure.tests);  // a list with nothing in it is an error
            stands.end();
        }
        row.end();
    }
    root.end();
    if (const auto judged = file.judge(); !judged) return base::fail(judged.error());
    return threats;
}

/// The names of all test cases of the tree. A long name stands in several pieces. Tests run at the top of the tree.
std::set<std::string> test_cases() {
    const std::regex begins("TEST_CASE\\(\\s*((\"[^\"\n]*\"\\s*)+)"), piece("\"([^\"\n]*)\"\\s*");
    std::set<std::string> names;
    for (const auto& file : fs::recursive_directory_iterator("tests")) {
        if (file.path().extension() != ".cpp") continue;
        const auto text = *base::read_file(file.path());
        for (std::sregex_iterator found(text.begin(), text.end(), begins), end; found != end; ++found)
            names.insert(std::regex_replace((*found)[1].str(), piece, "$1"));
    }
    return names;
}

bool exists(const std::string& test, const std::set<std::string>& cases) {
    return fs::path(test).extension() == ".scn" ? fs::exists("tests/scenario/" + test) : cases.count(test) == 1;
}

/// What is wrong, a sentence each.
std::vector<std::string> complaints(const Threats& threats, const std::set<std::string>& cases) {
    std::vector<std::string> all;
    std::set<std::string> ids;
    for (const auto& threat : threats.all) {
        if (!ids.insert(threat.id).second) all.push_back("two threats are called " + threat.id);
        if (std::ranges::count(threats.who, threat.who, &Who::id) != 1)
            all.push_back(threat.id + ": nobody is called " + threat.who);
        if (threat.measures.empty() && threat.rest.empty())
            all.push_back(threat.id + ": neither a measure nor a word about why there is none");
        for (const auto& measure : threat.measures)
            for (const auto& test : measure.tests)
                if (!exists(test, cases)) all.push_back(fmt::format("{}: there is no test \"{}\"", threat.id, test));
    }
    for (const auto& who : threats.who)
        if (std::ranges::count(threats.all, who.id, &Threat::who) == 0) all.push_back(who.id + " does nothing");
    return all;
}

std::string quoted(const std::vector<std::string>& tests) {
    std::string text;
    for (const auto& test : tests) {
        const bool scenario = fs::path(test).extension() == ".scn";
        text += fmt::format("{}{}", text.empty() ? "" : "; ", scenario ? "`" + test + "`" : test);
    }
    return text;
}

std::string row_of(const Threat& threat) {
    const auto rest = threat.rest.empty() ? "—" : threat.rest;
    if (threat.measures.empty()) return fmt::format("| {} | {} | — | — | {} |\n", threat.id, threat.does, rest);
    std::string rows;
    for (const auto& measure : threat.measures) {
        const bool first = &measure == &threat.measures.front();
        rows += fmt::format("| {} | {} | {} | {} | {} |\n", first ? threat.id : "", first ? threat.does : "",
                            measure.what, quoted(measure.tests), first ? rest : "");
    }
    return rows;
}

std::string print(const Threats& threats) {
    std::size_t measures = 0, left = 0;
    for (const auto& threat : threats.all) {
        measures += threat.measures.size();
        left += threat.rest.empty() ? 0 : 1;
    }
    auto page = fmt::format(
        "# Threats\n\n"
        "Printed from [threats.toml](threats.toml), which programs can read; a test "
        "(`tests/unit/docs/threats_test.cpp`) holds this page\n"
        "to it, and holds that every test named here exists: `….scn` is a scenario of `tests/scenario`, anything else "
        "the name of a test case.\n"
        "{} threats, {} measures; of {} something is left, which the last column says. What is claimed and what not, "
        "and where to report:\n"
        "[SECURITY.md](../SECURITY.md).\n\n"
        "A measure holds on the simulator and in the tests. Nothing here was tried on a kiosk in a clinic, and nobody "
        "from outside has\n"
        "evaluated it.\n",
        threats.all.size(), measures, left);
    for (const auto& who : threats.who) {
        page += fmt::format(
            "\n## {}\n\n{}.\n\n| | what they do | what stops them | shown by | what is left |\n|---|---|---|---|---|\n",
            who.id == "clinic_pc" ? "clinic PC"
            : who.id == "lan"     ? "LAN"
                                  : who.id,
            who.is);
        for (const auto& threat : threats.all)
            if (threat.who == who.id) page += row_of(threat);
    }
    return page;
}

Threats threats() {
    auto file = toml_reader::File::load("docs/threats.toml");
    if (!file) FAIL(file.error().detail);
    auto read = read_threats(std::move(*file));
    if (!read) FAIL(read.error().detail);
    return *read;
}

std::vector<std::string> complaints_of(std::string_view text) {
    const auto read = read_threats(*toml_reader::File::parse(text, "made_up.toml"));
    if (!read) return {read.error().detail};
    return complaints(*read, {"a test"});
}

}  // namespace

TEST_CASE("every threat has a measure with tests that exist, or says what is left") {
    const auto cases = test_cases();
    CHECK(cases.size() > 900);
    const auto all = threats();
    CHECK(all.all.size() > 40);
    for (const auto& complaint : complaints(all, cases)) FAIL_CHECK(complaint);
}

TEST_CASE("the page of threats is printed from its file") {
    const auto compared = tests::compare_text("docs/threats.md", print(threats()));
    INFO(compared.why);
    CHECK(compared.same);
    std::cout << "goldens: " << tests::compared() << " goldens compared\n";
}

TEST_CASE("each source of the product that uses cryptography stands in the inventory") {
    const auto page = *base::read_file("SECURITY.md");
    int found = 0;
    for (const auto* folder : {"firmware", "desk", "drivers", "models", "ui"})
        for (const auto& file : fs::recursive_directory_iterator(folder)) {
            const auto kind = file.path().extension();
            if (kind != ".cpp" && kind != ".hpp") continue;
            if (base::read_file(file.path())->find("#include <openssl/") == std::string::npos) continue;
            INFO(file.path());
            CHECK(page.find("`" + file.path().generic_string() + "`") != page.npos);
            ++found;
        }
    CHECK(found > 10);
}

TEST_CASE("every file that the page of security names is there") {
    const auto page = *base::read_file("SECURITY.md");
    const std::regex names("`([a-z_]+/[^` ]+)`|\\]\\(([^)]+)\\)");
    int found = 0;
    for (std::sregex_iterator name(page.begin(), page.end(), names), end; name != end; ++name, ++found) {
        const auto file = (*name)[1].matched ? (*name)[1].str() : (*name)[2].str();
        INFO(file);
        CHECK(fs::exists(file));
    }
    CHECK(found > 10);
}

TEST_CASE("a threat without a measure, and a test that is not there, are found out") {
    const std::string who = "[[who]]\nid = 'a'\nis = 'somebody'\n";
    const std::string threat = who + "[[threat]]\nid = 'T1'\nwho = 'a'\ndoes = 'something'\n";
    const std::string measure = threat + "[[threat.measure]]\nwhat = 'a lock'\n";
    CHECK(complaints_of(measure + "tests = ['a test']\n").empty());
    CHECK(complaints_of(threat + "rest = 'all of it'\n").empty());
    for (const auto& [text, complaint] :
         {std::pair{threat, "T1: neither a measure nor a word about why there is none"},
          std::pair{measure + "tests = ['no test']\n", "T1: there is no test \"no test\""},
          std::pair{measure + "tests = ['no_scenario.scn']\n", "T1: there is no test \"no_scenario.scn\""},
          std::pair{who, "a does nothing"}}) {
        INFO(text);
        CHECK(complaints_of(text) == std::vector<std::string>{complaint});
    }
    CHECK(complaints_of(measure).front().find("'threat.measure.tests' is missing") != std::string::npos);
    CHECK(complaints_of(measure + "tests = []\n").front().find("is not a list") != std::string::npos);
}
