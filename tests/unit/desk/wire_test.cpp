// SPDX-License-Identifier: Apache-2.0
#include "firmware/desk_link/wire.hpp"

#include <catch2/catch.hpp>

using namespace uketsuke;
using namespace uketsuke::desk_link;

namespace {

constexpr base::WallTime kNow{std::chrono::seconds{1767571200}};
const domain::StepReached kStep{.visit = 7,
                                .n = 3,
                                .state = "consent",
                                .error = 20,
                                .patient = true,
                                .finished = true,
                                .file = "a.xml",
                                .language = "ja",
                                .number = "A-12",
                                .marks = "helper listens"};

Told told(domain::DeskReport report) { return {12, kNow, std::move(report)}; }

}  // namespace

TEST_CASE("what a kiosk says is read as it was said") {
    for (const FromKiosk& message :
         {FromKiosk{Hello{"desk-1", "00ff", 3, kNow, "ja en"}}, FromKiosk{told(kStep)},
          FromKiosk{told(domain::NoteGiven{"call", 7, 3, "pin_entry", 0, "呼んでいます", 2, "U+9089"})},
          FromKiosk{told(domain::ReadinessTold{"reader wrong 番号 071\ndisk ready \n"})},
          FromKiosk{told(domain::PersonNamed{"a.xml", "<b>\u202e山田\n\"", "ヤマダ"})}}) {
        const auto line = write(message);
        INFO(std::string_view(line));
        CHECK(line.find('\n') == base::WipedText::npos);
        CHECK(read_from_kiosk(line) == message);
        CHECK_FALSE(read_from_desk(line));
    }
}

TEST_CASE("what the desk says is read as it was said") {
    for (const FromDesk& message : {FromDesk{Welcome{5}}, FromDesk{Taken{6}}, FromDesk{domain::DeskAnswer{{7, 3}}},
                                    FromDesk{domain::DeskAnswer{{7, 3}, domain::DeskSays::closes, 1, "sato"}}}) {
        CHECK(read_from_desk(write(message)) == message);
        CHECK_FALSE(read_from_kiosk(write(message)));
    }
}

TEST_CASE("a line that is not exactly a message is none") {
    const auto right = std::string(write(FromDesk{Taken{6}}));
    CHECK(right == R"({"m":"taken","number":6})");
    for (const char* line :
         {"", "{}", "[]", "null", R"({"m":"taken"})", R"({"m":"taken","number":-6})", R"({"m":"taken","number":6.0})",
          R"({"m":"taken","number":"6"})", R"({"m":"taken","number":6,"more":1})", R"({"m":"other","number":6})",
          R"({"m":5,"number":6})", R"({"number":6})",
          R"({"m":"answer","visit":4294967296,"n":0,"says":"comes","item":0,"by":""})",
          R"({"m":"answer","visit":1,"n":0,"says":"shouts","item":0,"by":""})"})
        CHECK_FALSE(read_from_desk(line));
    CHECK_FALSE(read_from_desk(std::string(kLongestLine, ' ') + right));
}

TEST_CASE("a name that is no UTF-8 becomes one that can be read") {
    const auto line = write(FromKiosk{told(domain::PersonNamed{"a.xml", "\xff", ""})});
    const auto read = read_from_kiosk(line);
    REQUIRE(read);
    CHECK(std::get<domain::PersonNamed>(std::get<Told>(*read).report).name == "\uFFFD");
}
