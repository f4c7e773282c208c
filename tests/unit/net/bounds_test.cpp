// SPDX-License-Identifier: Apache-2.0
// What a document may cost, whatever stands in it: memory, and an Error that says where.
#include <catch2/catch.hpp>
#include <fstream>

#include "firmware/eligibility/oqs_number.hpp"
#include "firmware/eligibility/result_file.hpp"
#include "sample_document.hpp"
#include "tests/support/patience.hpp"

using namespace uketsuke;
using namespace eligibility;
using namespace test;

namespace {

/// Megabytes that the process held at most since forget_peak().
double peak() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
    return 0;
}
void forget_peak() { std::ofstream("/proc/self/clear_refs") << 5; }

std::string repeated(const std::string& piece, std::size_t size) {
    std::string all;
    while (all.size() + piece.size() <= size) all += piece;
    return all;
}

std::string within(const std::string& what) { return changed(build_document(sample()), "<Name>", what + "<Name>"); }

/// What is read or refused takes at most so many megabytes.
double cost_of(const std::string& xml) {
    forget_peak();
    const auto before = peak();
    static_cast<void>(read_document(xml));
    return peak() - before;
}

/// An element of so many attributes, each of a name of its own.
std::string with_attributes(int count, const std::string& name) {
    std::string element = "<a";
    for (int i = 0; i < count; ++i) element += " " + name + std::to_string(i) + "='urn:x'";
    return element + "/>";
}

}  // namespace

TEST_CASE("an element has few attributes, so that holding each against the others takes little") {
    const std::string name = GENERATE("b", "xmlns:b");
    CHECK(read_document(within(with_attributes(16, name))).has_value());
    const auto many = read_document(within(with_attributes(17, name)));
    REQUIRE_FALSE(many.has_value());
    CHECK(many.error().detail.find("no plain XML with the root XmlMsg at byte ") == 0);
}

TEST_CASE("ten megabytes are refused unread, and the largest document that is read takes bounded memory") {
    if (kSanitized) return;  // a sanitizer's memory is not ours
    constexpr std::size_t kTenMegabytes = 10 * 1024 * 1024, kRoom = kLargestDocument - 4096;
    for (const auto& xml : {within(repeated("<a/>", kTenMegabytes)), std::string(kTenMegabytes, '<'),
                            within(repeated("<Address>x</Address>", kTenMegabytes))}) {
        CHECK(cost_of(xml) < 1);
        CHECK(read_document(xml).error().detail == "the text is too large, at byte 262144");
        CHECK(read_json_document(xml).error().detail == "the text is too large, at byte 262144");
        CHECK(read_number_request(xml).error().detail == "the text is too large, at byte 262144");
    }
    // Elements as small as they can be: what a tree costs most for its bytes.
    for (const auto& xml : {within(repeated("<a/>", kRoom)), within(repeated("<a>", kRoom)),
                            within("<a " + repeated("b='' ", kRoom) + "/>"), within(repeated("&amp;", kRoom)),
                            within(std::string(kRoom, 'a')), repeated("<Name/>", kRoom)}) {
        INFO(xml.substr(0, 2000).substr(1600));
        CHECK(xml.size() <= kLargestDocument);
        CHECK(cost_of(xml) < 32);
    }
}

TEST_CASE("what is deeply nested, cut off or holds an entity is refused at its place") {
    const auto deep = within(repeated("<a>", 3 * 60'000));
    const auto placed = [](const std::string& xml, std::size_t least, std::size_t most) {
        const auto read = read_document(xml);
        REQUIRE_FALSE(read.has_value());
        const auto& detail = read.error().detail;
        INFO(detail);
        const auto at = detail.rfind("at byte ");
        REQUIRE(at != std::string::npos);
        const auto byte = std::stoul(detail.substr(at + 8));
        CHECK((least <= byte && byte <= most));
    };
    placed(deep, deep.find("<a>"), deep.size());
    const auto closed = within(repeated("<a>", 3 * 100) + repeated("</a>", 4 * 100));
    placed(closed, closed.find("<a>"), closed.find("</a>"));
    const auto entity = within("&lol;");
    placed(entity, entity.find("&lol;"), entity.find("&lol;"));
    const auto bomb = changed(build_document(sample()), "<XmlMsg>",
                              "<!DOCTYPE XmlMsg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><XmlMsg>");
    placed(bomb, 0, bomb.size());
    const auto good = build_document(sample());
    for (std::size_t cut = 1; cut + 2 < good.size(); cut += 13) placed(good.substr(0, cut), 0, cut);
}
