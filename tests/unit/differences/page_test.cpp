// SPDX-License-Identifier: Apache-2.0
// docs/differences.md: the tables of rules and columns are those of the code.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "firmware/differences/compare.hpp"

using namespace uketsuke;
using namespace differences;

namespace {

constexpr std::string_view kBegin = "<!-- tables: begin -->\n", kEnd = "<!-- tables: end -->\n";
const std::string kPage = "docs/differences.md";

std::string tables() {
    std::ostringstream out;
    out << "| rule | a result | the clinic's list | told to the desk alone | in the clerk's words "
           "|\n|---|---|---|---|---|\n";
    for (const auto& row : rule_table()) {
        domain::Difference only{row.field, domain::Match::written_otherwise, {}};
        only.rules.add(row.rule);
        out << "| `" << base::enumerator_name(row.rule) << "` | " << row.told << " | " << row.expected << " | "
            << (concerns_desk(only) ? "yes" : "no") << " | " << domain::words_of(row.rule) << " |\n";
    }
    out << "\n| column | or | by the rules |\n|---|---|---|\n| `patient` | 患者番号 | finds the row |\n";
    for (const auto& row : field_table()) {
        out << "| `" << row.column << "` | " << row.japanese_column << " |";
        for (const auto rule : row.rules) out << " `" << base::enumerator_name(rule) << "`";
        out << " |\n";
    }
    return out.str();
}

std::string page() {
    std::ifstream in(kPage);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("the page about differences has the tables of the code") {
    auto text = page();
    const auto begin = text.find(kBegin) + kBegin.size(), end = text.find(kEnd);
    REQUIRE(end != std::string::npos);
    if (std::getenv("UPDATE_GOLDENS") != nullptr)
        std::ofstream(kPage) << text.substr(0, begin) << tables() << text.substr(end);
    text = page();
    CHECK(text.substr(begin, text.find(kEnd) - begin) == tables());
}
