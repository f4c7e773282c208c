// SPDX-License-Identifier: Apache-2.0
// docs/card-tool.md shows what the tool says today. UPDATE_GOLDENS=1 writes its examples anew.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "counter.hpp"
#include "tests/golden/golden.hpp"

using namespace uketsuke;

namespace {

std::string page() {
    std::ifstream file(std::string(SOURCE_DIR) + "/docs/card-tool.md", std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Puts what the tool says between "<!-- NAME: begin" … and "<!-- NAME: end".
void put(std::string& text, const std::string& name, const std::string& said) {
    const auto begin = text.find("<!-- " + name + ": begin");
    const auto end = text.find("<!-- " + name + ": end");
    REQUIRE((begin != text.npos && end != text.npos && begin < end));
    const auto first = text.find('\n', begin) + 1;
    text.replace(first, end - first, "```\n" + said + "```\n");
}

}  // namespace

TEST_CASE("the page's examples are what the tool says") {
    test::Counter counter;
    counter.lay(test::card_of("hanako"));
    auto text = page();
    put(text, "help", counter.tool({"--help"}).out);
    put(text, "doctor", counter.tool({"doctor", "--config", counter.settings()}).out);
    put(text, "info", counter.tool({"info"}).out);
    put(text, "tries", counter.tool({"tries"}).out);
    put(text, "photo",
        counter.tool({"photo", "--verify", "--trust", std::string(TEST_PKI) + "/face_record_root.pub"}).out);
    put(text, "trace", counter.tool({"trace"}).out);
    put(text, "json", counter.tool({"tries", "--json"}).out);
    const auto compared = tests::compare_text("docs/card-tool.md", text);
    INFO(compared.why);
    CHECK(compared.same);
}
