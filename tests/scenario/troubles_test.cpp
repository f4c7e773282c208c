// SPDX-License-Identifier: Apache-2.0
// docs/troubles.md: what it tells of each trouble is played by a scenario that looks at both sides.
#include <algorithm>
#include <catch2/catch.hpp>
#include <regex>
#include <set>
#include <string>

#include "firmware/base/file.hpp"
#include "sim/scenario/script.hpp"

using namespace uketsuke;

namespace {

struct Trouble {
    int number = 0;
    std::vector<std::string> scenarios;
};

std::vector<Trouble> troubles() {
    const auto page = base::read_file(std::filesystem::path(SOURCE_DIR) / "docs/troubles.md");
    REQUIRE(page);
    const std::regex row(R"(\n\| (\d+) \|([^\n]*))"), link(R"(\]\(\.\./tests/scenario/(\w+)\.scn\))");
    std::vector<Trouble> all;
    for (std::sregex_iterator found(page->begin(), page->end(), row), end; found != end; ++found) {
        Trouble trouble{std::stoi((*found)[1]), {}};
        const auto cells = (*found)[2].str();
        for (std::sregex_iterator one(cells.begin(), cells.end(), link); one != end; ++one)
            trouble.scenarios.push_back((*one)[1]);
        all.push_back(std::move(trouble));
    }
    return all;
}

/// An expectation of one of these kinds.
bool expects(const sim::Script& script, const std::set<std::string>& kinds) {
    return std::ranges::any_of(script.lines, [&](const sim::Line& line) {
        return line.verb == sim::Verb::expect && kinds.contains(line.words.at(0));
    });
}

}  // namespace

TEST_CASE("each of the twenty troubles is played by scenarios that hold what patient and desk read") {
    const auto all = troubles();
    REQUIRE(all.size() == 20);
    for (std::size_t i = 0; i < all.size(); ++i) {
        INFO("trouble " << all[i].number);
        CHECK(all[i].number == static_cast<int>(i) + 1);
        CHECK_FALSE(all[i].scenarios.empty());
        for (const auto& name : all[i].scenarios) {
            INFO(name);
            const auto script = sim::load_script(std::filesystem::path(SCENARIOS) / (name + ".scn"));
            REQUIRE(script);
            CHECK(expects(*script, {"text"}));
            CHECK(expects(*script, {"desk", "desk_lines"}));
        }
    }
}
