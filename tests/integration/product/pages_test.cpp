// SPDX-License-Identifier: Apache-2.0
// The printed pages in docs/ are what the product prints. UPDATE_GOLDENS=1 writes them anew.
#include <catch2/catch.hpp>
#include <iostream>

#include "firmware/config/config.hpp"
#include "program.hpp"
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
    for (const std::string page : {"errors", "flow"}) {
        const auto compared = tests::compare_text("docs/" + page + ".md", printed(page));
        INFO(compared.why);
        CHECK(compared.same);
    }
    std::cout << "goldens: " << tests::compared() << " goldens compared\n";
    CHECK(printed("config") == config::print_reference());  // config_test holds docs/config.md to it
    CHECK(printed("sample") == config::print_sample());
}

TEST_CASE("the page of the flow holds both tables") {
    const auto flow = printed("flow");
    CHECK(flow.find(printed("states")) != std::string::npos);
    CHECK(flow.find(printed("transitions")) != std::string::npos);
}
