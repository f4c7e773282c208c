// SPDX-License-Identifier: Apache-2.0
// docs/readers.md names tests; each of them must exist.
#include <catch2/catch.hpp>
#include <filesystem>

#include "firmware/base/file.hpp"

using namespace uketsuke;
namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& path) {
    const auto bytes = base::read_bytes(path);
    REQUIRE(bytes);
    return {bytes->begin(), bytes->end()};
}

}  // namespace

TEST_CASE("the page about readers names no test that is not there") {
    std::string sources;  // tests run at the top of the tree
    for (const auto* folder : {"tests/driver/pcsc", "tests/integration/pcsc", "tests/integration/product",
                               "tests/integration/secrets", "tests/unit/card"})
        for (const auto& file : fs::directory_iterator(folder))
            if (file.path().extension() == ".cpp") sources += text_of(file.path());
    const auto page = text_of("docs/readers.md");
    int named = 0;
    for (auto at = page.find('"'); at != page.npos; at = page.find('"', at + 1)) {
        const auto end = page.find('"', at + 1);
        REQUIRE(end != page.npos);
        const auto name = page.substr(at, end - at + 1);
        INFO(name);
        CHECK(sources.find("TEST_CASE(" + name) != sources.npos);
        ++named;
        at = end;
    }
    CHECK(named > 30);
}
