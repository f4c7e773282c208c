// SPDX-License-Identifier: Apache-2.0
// What is in the product, and what must not be.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::string said_by(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string text(1 << 16, '\0'), all;
    while (const auto got = std::fread(text.data(), 1, text.size(), pipe.get())) all.append(text, 0, got);
    return all;
}

std::string from_the_top(const std::filesystem::path& file) {
    return file.lexically_normal().lexically_relative(SOURCE_FOLDER).string();
}

/// The sources that CMake had compiled together: what the file that it made for that includes.
std::vector<std::string> compiled_together(const std::filesystem::path& made) {
    std::ifstream file(made);
    std::vector<std::string> sources;
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("#include \"")) sources.push_back(from_the_top(line.substr(10, line.rfind('"') - 10)));
    return sources;
}

/// The source files that the product was compiled from, from the top of the tree: one unit of debug information each,
/// or one for several. Compilers name them from the root, or from the build folder where a compiler cache asks for
/// that.
std::vector<std::string> sources_of_the_product() {
    std::istringstream lines(said_by("readelf --debug-dump=info --dwarf-depth=1 '" PRODUCT "' 2>/dev/null"));
    std::vector<std::string> sources;
    for (std::string line; std::getline(lines, line);) {
        if (line.find("DW_AT_name") == std::string::npos) continue;
        const auto unit = std::filesystem::path(BUILD_FOLDER) / line.substr(line.rfind(": ") + 2);
        if (unit.extension() == ".cxx") {
            for (auto& source : compiled_together(unit)) sources.push_back(std::move(source));
        } else if (auto source = from_the_top(unit); !source.starts_with("..")) {
            sources.push_back(std::move(source));
        }
    }
    return sources;
}

bool of_the_product(const std::string& source) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    if (source == "cmake/sanitizer_defaults.cpp") return true;  // stands in every program of such a build
#endif
    constexpr std::array kFolders{"firmware/", "drivers/", "models/", "ui/"};
    return std::any_of(kFolders.begin(), kFolders.end(),
                       [&](const char* folder) { return source.starts_with(folder); });
}

}  // namespace

TEST_CASE("all code of the product comes from the product's folders") {
    const auto sources = sources_of_the_product();
    REQUIRE(std::count(sources.begin(), sources.end(), "firmware/product/product.cpp") == 1);  // units are seen at all
    for (const auto& source : sources) {
        INFO(source);
        CHECK(of_the_product(source));
    }
}

TEST_CASE("no word of the simulator stands in the product") {
    const auto symbols = said_by("nm -C '" PRODUCT "'");
    CHECK(symbols.find("uketsuke::product::Product::run") != std::string::npos);
    for (const auto* name : {"uketsuke::sim", "uketsuke::test", "VirtualTime", "build_failure"}) {
        INFO(name);
        CHECK(symbols.find(name) == std::string::npos);
    }
    const auto words = said_by("strings '" PRODUCT "'");
    CHECK(words.find("certificate_unconfirmed") != std::string::npos);
    for (const auto* word : {"service untrusted", "card tampered", "service_wrong_certificate"}) {
        INFO(word);
        CHECK(words.find(word) == std::string::npos);
    }
}

TEST_CASE("the product links no decoder of card photos and no collection of picture formats") {
    const auto libraries = said_by("ldd '" PRODUCT "'");
    CHECK(libraries.find("libopencv_dnn") != std::string::npos);
    for (const auto* decoder : {"libopenjp2", "libopencv_imgcodecs", "libtiff", "libgdal"}) {
        INFO(decoder);
        CHECK(libraries.find(decoder) == std::string::npos);
    }
}
