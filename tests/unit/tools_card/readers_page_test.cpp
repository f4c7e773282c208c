// SPDX-License-Identifier: Apache-2.0
// The page's list of readers holds what libccid's own list says, where libccid is installed.
#include <catch2/catch.hpp>
#include <fstream>
#include <iostream>
#include <regex>

#include "tools/card/task.hpp"
#include "tools/card/usb.hpp"

using namespace uketsuke::tools::card;

TEST_CASE("the readers on the page are readers that the CCID driver knows") {
    std::ifstream page(std::string(SOURCE_DIR) + "/docs/card-tool.md");
    const auto known = driver_names(Machine{}.driver_list);
    const std::regex row("^\\| `([0-9a-f]{4}:[0-9a-f]{4})` \\| ([A-Za-z]+).*");
    int rows = 0, compared = 0;
    std::smatch found;
    for (std::string line; std::getline(page, line);) {
        if (!std::regex_match(line, found, row)) continue;
        ++rows;
        if (known.empty()) continue;
        CAPTURE(line);
        const auto driver = known.find(found[1].str());
        REQUIRE(driver != known.end());
        CHECK(driver->second.find(found[2].str()) == 0);  // the maker
        ++compared;
    }
    CHECK(rows > 15);
    std::cout << compared << " of " << rows << " readers of the page compared with libccid's list\n";
}
