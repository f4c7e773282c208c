// SPDX-License-Identifier: Apache-2.0
// What the screen says of a kiosk that cannot start, and what a service manager is told of one that runs.
#include "firmware/product/notice.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "firmware/base/descriptor.hpp"
#include "firmware/product/service_manager.hpp"
#include "tests/support/scratch.hpp"
#include "ui/paint/headless.hpp"
#include "ui/screens/screens.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;

namespace {

std::filesystem::path written(const test::Scratch& scratch, std::string_view text) {
    const auto file = scratch.path / "uketsuke.toml";
    std::ofstream(file) << text;
    return file;
}

bool says(const std::vector<domain::StaffLine>& lines, std::string_view what) {
    return std::ranges::any_of(lines, [&](const auto& line) { return line.text.find(what) != std::string::npos; });
}

/// Receives what a program tells its service manager.
class Manager {
public:
    explicit Manager(const std::filesystem::path& file) : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strcpy(address.sun_path, file.c_str());
        REQUIRE(::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        ::setenv("NOTIFY_SOCKET", file.c_str(), 1);
    }
    ~Manager() {
        ::unsetenv("NOTIFY_SOCKET");
        ::unsetenv("WATCHDOG_USEC");
    }
    Manager(const Manager&) = delete;
    Manager& operator=(const Manager&) = delete;
    std::string heard() const {
        std::array<char, 64> text{};
        const auto size = ::recv(socket_.get(), text.data(), text.size(), 0);
        return size < 0 ? "" : std::string(text.data(), static_cast<std::size_t>(size));
    }

private:
    base::Descriptor socket_;
};

}  // namespace

TEST_CASE("settings that cannot be read are told with their line, and nothing else is looked at") {
    const test::Scratch scratch;
    const auto lines = product::why_not_started(written(scratch, "[results]\nno_such_key = 1\n"));
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].kind == domain::StaffLine::Kind::wrong);
    CHECK(says(lines, "uketsuke.toml:2:"));
}

TEST_CASE("a kiosk that nobody has set up says so first, and then what it lacks; one that is set up does not") {
    const test::Scratch scratch;
    const auto bare = product::why_not_started(written(scratch, "[results]\nfolder = \"none\"\n"));
    REQUIRE(bare.size() > 1);
    CHECK(bare[0].text.starts_with("× まだ設定されていません"));
    CHECK(says(bare, "証明書"));
    CHECK_FALSE(says(bare, "○"));
    const auto set_up = product::why_not_started(written(scratch, "[results]\nfacility_code = \"1319999999\"\n"));
    CHECK_FALSE(says(set_up, "まだ設定されていません"));
}

TEST_CASE("each line stands on one of the notice's pages, on a small panel too") {
    std::vector<domain::StaffLine> lines;
    for (int i = 0; i < 12; ++i)
        lines.push_back({domain::StaffLine::Kind::wrong, "× 部分：見つかりません → 直してください"});
    const ports::FrameTap no_pictures;
    const auto display = ui::paint::HeadlessDisplay::create(ui::Panel{1024, 600, 7}, no_pictures);
    REQUIRE(display.has_value());
    auto view = product::notice_of(lines);
    std::set<std::string> seen;
    int pages = 1;
    for (; view.page < pages; ++view.page) {
        const auto scene = ui::layout(view, {(*display)->panel(), (*display)->measure()});
        pages = scene.pages;
        for (const auto& node : scene.nodes)
            if (node.id.starts_with("line_")) seen.insert(node.id);
    }
    CHECK(pages > 1);
    CHECK(seen.size() == lines.size());
}

TEST_CASE("a lane that hangs is one that a new start would free: not a share, a printer or the log of calls") {
    std::array<std::optional<base::Duration>, app::kLaneCount> ages{};
    CHECK_FALSE(product::a_lane_hangs(ages));
    const auto hangs = [&](app::LaneName lane, base::Duration age) {
        auto aged = ages;
        aged.at(static_cast<std::size_t>(lane)) = age;
        return product::a_lane_hangs(aged);
    };
    for (const auto lane : {app::LaneName::card, app::LaneName::face, app::LaneName::net, app::LaneName::journal,
                            app::LaneName::camera, app::LaneName::errands}) {
        CHECK_FALSE(hangs(lane, product::kHangs));
        CHECK(hangs(lane, product::kHangs + 1ms));
    }
    for (const auto lane :
         {app::LaneName::files, app::LaneName::shares, app::LaneName::desk, app::LaneName::printer})
        CHECK_FALSE(hangs(lane, 24h));
}

TEST_CASE("a service manager hears that the kiosk is there, works and ends; without one nothing is told") {
    const test::Scratch scratch;
    product::ServiceManager().ready();
    const Manager manager(scratch.path / "notify");
    product::ServiceManager unwatched;
    CHECK_FALSE(unwatched.watched());
    unwatched.ready();
    CHECK(manager.heard() == "READY=1");
    ::setenv("WATCHDOG_USEC", "30000000", 1);
    product::ServiceManager watched;
    CHECK(watched.watched());
    watched.still_works();
    CHECK(manager.heard() == "WATCHDOG=1");
    watched.stopping();
    CHECK(manager.heard() == "STOPPING=1");
    CHECK(manager.heard().empty());
}
