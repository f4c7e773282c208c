// SPDX-License-Identifier: Apache-2.0
// A result file becomes somebody of its shape of whom it says nothing.
#include <fstream>
#include <pugixml.hpp>
#include <regex>
#include <set>

#include "firmware/base/file.hpp"
#include "firmware/eligibility/oqs_document.hpp"
#include "firmware/eligibility/oqs_elements.hpp"
#include "sim/paths/paths.hpp"
#include "sim/person_verb/anonymised.hpp"
#include "sim/person_verb/letters.hpp"
#include "sim/person_verb/person_verb.hpp"
#include "sim/person_verb/shape.hpp"
#include "tests/unit/net/patient.hpp"

using namespace uketsuke;
namespace fs = std::filesystem;

namespace {

/// All that could tell of the person, as it stands in the result: texts of two letters and more, not codes, not the
/// header.
std::set<std::string> values_in(const std::string& xml) {
    pugi::xml_document document;
    REQUIRE(document.load_buffer(xml.data(), xml.size()));
    std::set<std::string> codes, values;
    for (const auto& row : eligibility::oqs::described())
        if (row.form.starts_with("OQSCD")) codes.insert(row.name);
    for (const auto& found : document.select_nodes("/XmlMsg/MessageBody//*[not(*)]")) {
        const std::string text = found.node().text().get();
        if (codes.count(found.node().name()) == 0 && text.size() >= 4) values.insert(text);
    }
    return values;
}

/// "19480312" also as 1948-03-12.
std::string dashed(const std::string& text) {
    return std::regex_replace(text, std::regex("^([0-9]{4})([0-9]{2})([0-9]{2})$"), "$1-$2-$3");
}

/// The keys of one person for all: who has theirs keeps them, and making some takes seconds.
void lend_keys(const fs::path& folder) {
    fs::create_directories(folder / "keys");
    fs::copy(fs::path(CARD_PKI) / "people/hanako", folder / "keys/someone", fs::copy_options::recursive);
}

struct Made {
    sim::TemporaryFolder folder;
    base::Result<std::string> told = std::string();
    std::string files;  ///< of the person and the scenario

    explicit Made(const fs::path& result) {
        lend_keys(folder.path());
        told = sim::person_from(result, folder.path(), "someone", 1);
        if (!told) return;
        for (const auto* name : {"someone.toml", "someone.scn"}) files += base::read_file(folder.path() / name).value();
    }
};

/// Elements whose texts are words of the layout or numbers that everybody has.
bool is_shared(const std::string& value) {
    static const std::set<std::string> shared{"Uketsuke 1, not an official layout",
                                              "child",
                                              "single_parent",
                                              "disability",
                                              "intractable_disease",
                                              "child_chronic_disease",
                                              "10000",
                                              "20000"};
    return shared.count(value) != 0;
}

void check_no_value(const std::set<std::string>& values, const std::string& text) {
    for (const auto& value : values) {
        if (is_shared(value)) continue;
        INFO(value << "\n" << text);
        CHECK(text.find(value) == std::string::npos);
        CHECK(text.find(dashed(value)) == std::string::npos);
    }
}

void check_nothing_stays(const std::string& document, const Made& made) {
    REQUIRE(made.told.has_value());
    check_no_value(values_in(document), made.files + *made.told);
}

/// The samples of the page for makers of clinic systems.
std::vector<fs::path> results() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(fs::path(SOURCE_DIR) / "docs/result_files"))
        if (entry.path().stem() != "req" && entry.path().stem() != "res") files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

std::string read_as_utf8(const fs::path& file) {
    const auto read = eligibility::read_document(base::read_file(file).value());
    REQUIRE(read.has_value());
    return std::string(read->text);
}

}  // namespace

TEST_CASE("no value of a result stays in the person made of it, whatever is drawn") {
    int made_of = 0;
    for (const auto& file : results()) {
        INFO(file);
        const auto read = eligibility::read_document(base::read_file(file).value());
        REQUIRE(read.has_value());
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const auto who = sim::anonymised(read->told, "someone", seed);
            REQUIRE(who.has_value());
            check_no_value(values_in(std::string(read->text)), sim::written(who->person));
        }
        made_of += 1;
    }
    CHECK(made_of >= 30);
}

TEST_CASE("no value of a result stays in the person and the scenario made of it, and the scenario plays") {
    std::size_t made_of = 0;
    const auto all = results();
    for (std::size_t i = 0; i < all.size(); i += 4, ++made_of) {
        INFO(all[i]);
        const Made made(all[i]);
        INFO((made.told ? "" : made.told.error().detail));
        check_nothing_stays(read_as_utf8(all[i]), made);
        CHECK(made.files.find("expect  screen result") != std::string::npos);
    }
    CHECK(made_of >= 8);
}

TEST_CASE("every element's value is one of a kind, and none of them stays") {
    auto text = base::read_file(fs::path(SOURCE_DIR) / "tests/unit/net/documents/every_element.xml").value();
    const sim::TemporaryFolder folder;
    const auto file = folder.path() / "every.xml";
    REQUIRE(base::replace_file(file, text));
    const Made made(file);
    INFO((made.told ? "" : made.told.error().detail));
    check_nothing_stays(text, made);
}

TEST_CASE("the shape of a result is kept, and what cannot be is said") {
    const auto file = fs::path(SOURCE_DIR) / "docs/result_files/elder.xml";
    const Made made(file);
    REQUIRE(made.told.has_value());
    INFO(*made.told);
    CHECK(made.told->find("not kept: ") == std::string::npos);
    const Made several(fs::path(SOURCE_DIR) / "docs/result_files/welfare_and_insurer.xml");
    REQUIRE(several.told.has_value());
    CHECK(several.told->find("not kept: ") != std::string::npos);
}

TEST_CASE("texts keep their length and kinds of letters, and never stay the same") {
    sim::Draw draw(1);
    const auto other = [&](const char* text) { return sim::other_text(text, draw); };
    CHECK(other("").empty());
    CHECK(std::regex_match(other("100-0001"), std::regex("[0-9]{3}-[0-9]{4}")));
    CHECK(other("架空　太郎").find("　") == 6);
    CHECK(other("架空　太郎").size() == std::string("架空　太郎").size());
    CHECK(other("𠮷田").size() >= 6);
    CHECK(other("ｶｸｳ ﾀﾛｳ").size() == std::string("ｶｸｳ ﾀﾛｳ").size());
    CHECK(other("葛\U000E0100城").find("\U000E0100") == 3);
    CHECK(other("●●") != "●●");
    CHECK(other("<script>").find('<') == std::string::npos);
    CHECK(other("a\nb\"c\\").find_first_of("\n\"\\") == std::string::npos);
    CHECK(other(std::string(5000, 'x').c_str()).size() == 120);
    CHECK(other("\xFF\xFE").find('\xFF') == std::string::npos);
}

TEST_CASE("what is no result, too large or hostile is refused or harmless") {
    const sim::TemporaryFolder folder;
    const auto file = folder.path() / "x.xml";
    const auto refused = [&](const std::string& content) {
        REQUIRE(base::replace_file(file, content));
        return !Made(file).told.has_value();
    };
    CHECK(refused(""));
    CHECK(refused("<XmlMsg/>"));
    CHECK(refused(std::string(300 * 1024, ' ')));
    CHECK(refused("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><XmlMsg>&e;</XmlMsg>"));
    const auto sample = base::read_file(fs::path(SOURCE_DIR) / "docs/result_files/employee.xml").value();
    const auto with_name = [&](const std::string& name) {
        return std::regex_replace(sample, std::regex("<Name>[^<]*</Name>"), "<Name>" + name + "</Name>");
    };
    for (const auto* name : {"$ENV::HOME", "x&#10;tap \"同意する\"", "&quot;; rm -rf /", "\"\"\" = [[x]]"}) {
        REQUIRE(base::replace_file(file, with_name(name)));
        const Made made(file);
        INFO(name);
        if (!made.told) continue;  // the strict reader refused it
        CHECK(made.files.find("HOME") == std::string::npos);
        CHECK(made.files.find("rm -rf") == std::string::npos);
        CHECK(sim::load_person(made.folder.path() / "someone.toml").has_value());
    }
    CHECK_FALSE(sim::person_from(file, folder.path(), "../../x", 1).has_value());
}
