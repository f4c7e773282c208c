// SPDX-License-Identifier: Apache-2.0
// docs/rules.md: every rule has its line, and every name in backquotes is a scenario, a state, a key of the
// configuration, a fallback or a situation, or a file.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "firmware/base/enumeration.hpp"
#include "firmware/config/config.hpp"
#include "firmware/domain/guidance.hpp"
#include "firmware/flow/visit.hpp"

using namespace uketsuke;

namespace {

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    REQUIRE(in.good());
    return {std::istreambuf_iterator<char>(in), {}};
}

bool is_state(const std::string& name) { return base::value_named<flow::State>(name).has_value(); }

bool is_word_of_guidance(const std::string& name) {
    return base::value_named<domain::Situation>(name) || base::value_named<domain::Fallback>(name);
}

bool exists(const std::string& name) {
    namespace fs = std::filesystem;

    return fs::exists("tests/scenario/" + name + ".scn") || fs::exists(name) || is_state(name) ||
           is_word_of_guidance(name) || config::print_reference().find("`" + name + "`") != std::string::npos;
}

}  // namespace

TEST_CASE("every rule of the notices has a line that names what exists") {
    const auto page = text_of("docs/rules.md");  // tests run at the top of the tree
    for (int rule = 1; rule <= 30; ++rule) {
        INFO("R-" << rule);
        CHECK(page.find("\n| R-" + std::to_string(rule) + " |") != std::string::npos);
    }
    const std::regex quoted("`([^`]+)`");
    int names = 0;
    for (std::sregex_iterator it(page.begin(), page.end(), quoted), end; it != end; ++it) {
        const auto name = (*it)[1].str();
        if (name == "tests/scenario/NAME.scn") continue;
        INFO(name);
        CHECK(exists(name));
        ++names;
    }
    CHECK(names > 60);
}
