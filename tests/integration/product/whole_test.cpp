// SPDX-License-Identifier: Apache-2.0
// What is in the product, and what must not be.
#include <catch2/catch.hpp>
#include <cstdio>
#include <memory>
#include <string>

namespace {

std::string said_by(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string text(1 << 16, '\0'), all;
    while (const auto got = std::fread(text.data(), 1, text.size(), pipe.get())) all.append(text, 0, got);
    return all;
}

}  // namespace

TEST_CASE("the product contains no simulator code") {
    const auto symbols = said_by("nm -C '" PRODUCT "'");
    CHECK(symbols.find("uketsuke::product::Product::run") != std::string::npos);
    CHECK(symbols.find("uketsuke::sim") == std::string::npos);
}

TEST_CASE("the product links no decoder of card photos and no collection of picture formats") {
    const auto libraries = said_by("ldd '" PRODUCT "'");
    CHECK(libraries.find("libopencv_dnn") != std::string::npos);
    for (const auto* decoder : {"libopenjp2", "libopencv_imgcodecs", "libtiff", "libgdal"}) {
        INFO(decoder);
        CHECK(libraries.find(decoder) == std::string::npos);
    }
}
