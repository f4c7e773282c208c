// SPDX-License-Identifier: Apache-2.0
// A first contact with real pcscd, real face networks and the sandboxed decoder: in a real window of a real X server by
// a mouse that knows nothing of it, and in lines, with the second camera over the card.
#include <catch2/catch.hpp>
#include <deque>
#include <nlohmann/json.hpp>

#include "desk_with_faces.hpp"
#include "tools/contact/window_asker.hpp"
#include "will.hpp"

using namespace uketsuke;
using Json = nlohmann::json;

namespace {

int decided(const Json& report, const char* decision) {
    int count = 0;
    for (const auto& match : report.at("face").at("matches")) count += match.value("decision", "") == decision ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("a first contact in a window by a mouse: ten matches with one's own photo, and nothing else spent") {
    const test::XServer screen(1400, 900);
    test::DeskWithFaces desk("hanako", "hanako");
    ports::FrameTap tap;
    auto window = drivers::sdl::SdlDisplay::create({}, tap);
    REQUIRE(window);
    test::SeenDisplay display(std::move(*window));
    tools::contact::WindowAsker asker(
        display, tap, [](std::string_view) {}, [] { return false; });
    auto will = test::Will::agrees(desk.owner());
    {
        const test::Hand hand(screen, display, will);
        desk.meet(asker);
    }
    REQUIRE_FALSE(desk.json.empty());
    const auto report = Json::parse(desk.json);
    CHECK(decided(report, "match") == 10);
    CHECK(report.at("record").at("checks").at("record") == "good");
    CHECK(report.at("photo").at("decoded") == true);
    CHECK(report.at("pin").at("outcome") == "signed");
    CHECK(report.at("camera").at("frames").get<int>() > 100);
    CHECK(report.at("person").at("age") == "15 to 29");
    CHECK(desk.tries() == "PIN 3, signature password 5, 照合番号B 10; VERIFYs so far: 2");
}

TEST_CASE("another person before the camera is no match, and the camera over the card reads its number") {
    test::DeskWithFaces desk("hanako", "taro");
    std::deque<std::string> lines{"y", "y", "y", "y", "y", "n", "", "", "", "y"};
    std::string said;
    tools::contact::TerminalAsker asker({[&](std::string_view text) { said += text; },
                                         [&]() -> std::optional<std::string> {
                                             if (lines.empty()) return std::nullopt;
                                             auto line = lines.front();
                                             lines.pop_front();
                                             return line;
                                         },
                                         [](const char*) { return base::Secret(); }, [] { return false; }});
    desk.meet(asker);
    INFO(said);
    REQUIRE_FALSE(desk.json.empty());
    const auto report = Json::parse(desk.json);
    CHECK(report.at("record").at("read_by_camera") == true);
    CHECK(report.at("record").at("number_accepted") == true);
    CHECK(decided(report, "match") == 0);
    CHECK(report.at("face").at("matches").size() == 10);
    CHECK(desk.tries() == "PIN 3, signature password 5, 照合番号B 10; VERIFYs so far: 1");
}
