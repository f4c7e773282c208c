// SPDX-License-Identifier: Apache-2.0
// The printed pages in docs/ are what the product and the simulator print. UPDATE_GOLDENS=1 writes them anew.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <iostream>

#include "firmware/base/error_page.hpp"
#include "firmware/config/config.hpp"
#include "program.hpp"
#include "sim/errors/shown_errors.hpp"
#include "sim/faults/fault_table.hpp"
#include "tests/golden/golden.hpp"

using namespace uketsuke;
using test::Program;

namespace {

std::string printed(const std::string& page) {
    Program program({"--print", page});
    REQUIRE(program.exit_code() == 0);
    return program.out();
}

}  // namespace

TEST_CASE("the reference pages are printed from the tables") {
    for (const auto& [page, text] :
         {std::pair{"errors", sim::print_errors()}, std::pair{"flow", printed("flow")},
          std::pair{"faults", sim::print_faults()}, std::pair{"consent_words", printed("consent_words")}}) {
        const auto compared = tests::compare_text(fmt::format("docs/{}.md", page), text);
        INFO(compared.why);
        CHECK(compared.same);
    }
    CHECK(printed("errors") == base::print_errors());
    std::cout << "goldens: " << tests::compared() << " goldens compared\n";
    CHECK(printed("config") == config::print_reference());  // config_test holds docs/config.md to it
    CHECK(printed("sample") == config::print_sample());
}

TEST_CASE("the page of the flow holds both tables") {
    const auto flow = printed("flow");
    CHECK(flow.find(printed("states")) != std::string::npos);
    CHECK(flow.find(printed("transitions")) != std::string::npos);
}
