// SPDX-License-Identifier: Apache-2.0
// docs/visit.html is what the program does in one visit. UPDATE_GOLDENS=1 writes it anew.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "sim/people/person.hpp"
#include "sim/paths/paths.hpp"
#include "tests/golden/golden.hpp"
#include "tests/visit/visit_page.hpp"

using namespace uketsuke;
namespace visit = tests::visit;

namespace {

constexpr auto kPage = "docs/visit.html";

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(std::filesystem::path(SOURCE_DIR) / path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

const std::string& printed() {
    static const auto page = [] {
        const auto script = sim::load_script(std::filesystem::path(SCENARIOS) / "annotated_visit.scn");
        REQUIRE(script);
        const auto entries = visit::trace(*script);
        INFO((entries ? "" : entries.error().detail));
        REQUIRE(entries);
        return visit::print(*entries, SOURCE_DIR);
    }();
    return page;
}

std::string moved(std::string page, int lines) {
    const auto at = page.find("#L") + 2;
    const auto end = page.find('"', at);
    return page.replace(at, end - at, std::to_string(std::stoi(page.substr(at, end - at)) + lines));
}

}  // namespace

TEST_CASE("the page of one visit is what the program does") {
    const bool update = std::getenv("UPDATE_GOLDENS") != nullptr;
    if (update || !visit::still_leads(text_of(kPage), printed())) {
        const auto compared = tests::compare_text(kPage, printed());
        INFO(compared.why);
        CHECK(compared.same);
    }
    CHECK(visit::still_leads(text_of(kPage), printed()));
}

TEST_CASE("moved lines make the page of a visit wrong once they are off the screen, other words at once") {
    const auto& page = printed();
    CHECK(visit::still_leads(page, page));
    CHECK(visit::still_leads(moved(page, visit::kScreenOfLines), page));
    CHECK_FALSE(visit::still_leads(moved(page, visit::kScreenOfLines + 1), page));
    auto other = page;
    other.replace(other.find("<q>") + 3, 1, "#");
    CHECK_FALSE(visit::still_leads(other, page));
    CHECK_FALSE(visit::still_leads("", page));
}

TEST_CASE("every link of a visit's page leads to a line that is there") {
    const auto all = visit::links(printed());
    CHECK(all.size() > 100);
    for (const auto& link : all) {
        const auto source = text_of(link.file);
        INFO(link.file << "#L" << link.line);
        CHECK(std::count(source.begin(), source.end(), '\n') >= link.line);
    }
}

TEST_CASE("the page of a visit names all parts of the ring, runs nothing and tells no secret") {
    const auto& page = printed();
    for (const auto* part :
         {"card_present", "tap", "<b>card lane</b>", "<b>face lane</b>", "<b>net lane</b>", "<b>files lane</b>",
          "VERIFY", "9000", "firmware/flow/states_identity.hpp#L", "firmware/flow/guards.hpp#L",
          "firmware/flow/changes.hpp#L", "firmware/flow/states_card.hpp#L", "firmware/app/effect_runner.cpp#L",
          "frame after frame", "ui/screens/screens.cpp#L"})
        CHECK(page.find(part) != std::string::npos);
    for (const auto* not_here : {"<script", "http://", "https://", "src="})
        CHECK(page.find(not_here) == std::string::npos);
    const auto person = sim::load_person(std::filesystem::path(sim::Paths{}.people) / "hanako.toml");
    REQUIRE(person);
    CHECK(page.find(person->number_b()) == std::string::npos);
}
