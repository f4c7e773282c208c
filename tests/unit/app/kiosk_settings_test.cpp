// SPDX-License-Identifier: Apache-2.0
// Staff set the kiosk at its screen: what they choose acts at once, stands in the settings' file, and is so after the
// next start.
#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "firmware/app/test_tone.hpp"
#include "firmware/base/file.hpp"
#include "firmware/flow/setting_values.hpp"
#include "firmware/wiring/keep_setting.hpp"
#include "firmware/wiring/kiosk_options.hpp"
#include "kiosk_on_fakes.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using flow::Action;
using flow::Setting;
using flow::State;
using test::KioskOnFakes;

namespace {

constexpr auto kWritten =
    "# written by hand\n"
    "[reader]\n"
    "name = \"SONY\"  # the one under the counter\n"
    "[panel]\n"
    "brightness_percent = 80\n";

/// A settings' file, the kiosk that it makes, and staff before it.
struct Site {
    test::Scratch folder;
    std::filesystem::path file = folder.path / "uketsuke.toml";
    std::unique_ptr<KioskOnFakes> played;

    Site() {
        std::ofstream(file) << kWritten;
        start();
    }
    [[nodiscard]] app::Kiosk::Options options() const {
        wiring::Found found;
        found.staff_check = found.settings_file = true;
        return wiring::kiosk_options(config::load_config(file).value(), found).value();
    }
    /// The kiosk as the file says, from nothing.
    void start() {
        played = std::make_unique<KioskOnFakes>(options().facts);
        played->world.right_code = "246810";
        played->world.keep_setting = [this, languages = options().languages](Setting setting, int value) {
            return wiring::keep_setting(file, *languages, setting, value);
        };
    }
    void choose(Setting setting, int value) {
        played->tap(Action::change, static_cast<int>(setting));
        played->tap(Action::choose, value);
        if (flow::by_steps(setting)) played->tap(Action::confirm);
    }
    [[nodiscard]] std::string text() const { return base::read_file(file).value(); }
    [[nodiscard]] double right_edge() const {
        double right = 0;
        for (const auto& node : played->kiosk().scene().nodes)
            if (node.id == "rail") right = node.rect.right();
        return right;
    }
};

}  // namespace

TEST_CASE("what staff set acts at once, is written into the settings' file, and is so after a restart") {
    Site site;
    CHECK(site.played->display().light == Approx(0.8));
    site.played->to_settings();
    site.choose(Setting::language, 1);
    REQUIRE(site.played->reach(State::settings));
    site.choose(Setting::text_size, 2);
    REQUIRE(site.played->reach(State::settings));
    site.choose(Setting::theme, 1);
    REQUIRE(site.played->reach(State::settings));
    site.choose(Setting::brightness, 50);
    REQUIRE(site.played->reach(State::settings));
    CHECK(site.played->display().light == Approx(0.5));
    CHECK(site.right_edge() == 0);
    site.choose(Setting::layout, static_cast<int>(flow::Layout::compact));
    REQUIRE(site.played->reach(State::settings));
    CHECK(site.right_edge() > 0);
    site.choose(Setting::volume, 20);
    REQUIRE(site.played->reach(State::settings));
    CHECK(site.played->kiosk().scene().language == "ja");
    site.played->tap(Action::back);
    REQUIRE(site.played->state() == State::idle);
    CHECK(site.played->kiosk().scene().language == "en");
    CHECK(site.played->kiosk().visit().comfort.size == flow::TextSize::large);

    CHECK(site.text().starts_with("# written by hand\n"));
    CHECK(site.text().find("name = \"SONY\"  # the one under the counter\n") != std::string::npos);
    CHECK(site.text().find("brightness_percent = 50\n") != std::string::npos);
    const auto before = site.played->kiosk().visit().facts;
    site.start();
    CHECK(site.played->kiosk().visit().facts == before);
    CHECK(site.played->display().light == Approx(0.5));
    CHECK(site.right_edge() > 0);
    CHECK(site.played->kiosk().scene().language == "en");
}

TEST_CASE("a settings' file that cannot be written is told, and everything stays as it was") {
    Site site;
    site.played->world.keep_setting = [](Setting, int) -> base::Result<void> {
        return base::fail(base::ErrorCode::file_unreadable, "Read-only file system");
    };
    site.played->to_settings();
    site.choose(Setting::brightness, 30);
    REQUIRE(site.played->reach(State::setting_failed));
    CHECK(site.played->kiosk().visit().error == base::ErrorCode::setting_unsaved);
    CHECK(site.played->display().light == Approx(0.8));
    CHECK(site.text() == kWritten);
    site.played->tap(Action::back);
    CHECK(site.played->state() == State::settings);
    // A file that says the table in another way is not guessed at.
    std::ofstream(site.file) << "panel = {brightness_percent = 80}\n";
    site.start();
    site.played->to_settings();
    site.choose(Setting::brightness, 30);
    CHECK(site.played->reach(State::setting_failed));
    CHECK(site.text() == "panel = {brightness_percent = 80}\n");
}

TEST_CASE("a file on a lane that hangs is given up, and not written after that") {
    Site site;
    site.played->to_settings();
    site.played->time.hold(app::LaneName::files, true);
    site.choose(Setting::theme, 2);
    REQUIRE(site.played->reach(State::setting_failed));
    site.played->time.hold(app::LaneName::files, false);
    site.played->run(10s);
    CHECK(site.text() == kWritten);
}

TEST_CASE("a brightness is seen while it is chosen, and a volume heard; left alone both are as before") {
    Site site;
    site.played->to_settings();
    site.played->tap(Action::change, static_cast<int>(Setting::brightness));
    site.played->tap(Action::choose, 70);
    CHECK(site.played->display().light == Approx(0.7));
    site.played->tap(Action::back);
    CHECK(site.played->display().light == Approx(0.8));
    site.played->tap(Action::change, static_cast<int>(Setting::volume));
    site.played->tap(Action::choose, 70);
    site.played->run(1s);
    const auto& heard = site.played->world.speaker.played;
    REQUIRE(heard.size() == 1);
    CHECK(heard.front().volume == Approx(0.7));
    CHECK(heard.front().samples == app::test_tone());
    site.played->run(120s);
    CHECK(site.played->state() == State::idle);
    CHECK(site.played->kiosk().visit().facts.setup.volume == 60);
    CHECK(heard.size() == 1);
}

TEST_CASE("a touch test tells in tenths of a millimetre of the glass how far each touch was off") {
    KioskOnFakes played(flow::KioskFacts{.staff_check = true, .settings = true});
    played.world.right_code = "246810";
    const auto touch = [&](double right, double down) {
        const auto* target = played.kiosk().scene().find("target");
        REQUIRE(target);
        const auto& at = target->rect;
        played.kiosk().handle(ui::Input{ui::SpotTouched{at.x + at.w / 2 + right, at.y + at.h / 2 + down}});
    };
    played.kiosk().handle(ui::Input{ui::SpotTouched{1, 1}});
    CHECK(played.state() == State::idle);
    played.to_settings();
    played.tap(Action::test_touch);
    CHECK(played.kiosk().scene().spots);
    touch(3, 4);
    played.display().has = {1080, 1920, 27};  // a millimetre of layout is drawn twice as large
    played.kiosk().handle(ui::Input{ui::PanelChanged{}});
    touch(0, -1.5);
    for (int left = 2; left < flow::kTargets; ++left) touch(0, 0);
    CHECK(played.kiosk().visit().missed == std::array{50, 30, 0, 0, 0});
    CHECK_FALSE(played.kiosk().scene().find("target"));
    CHECK_FALSE(played.kiosk().scene().spots);
    CHECK(played.kiosk().scene().find("missed_0")->text == "5.0 mm");
}

TEST_CASE("a card that comes to the settings begins its visit, and nothing of the code stays") {
    Site site;
    site.played->to_settings();
    site.played->insert();
    CHECK(site.played->reach(State::choose_identity));
    CHECK(site.played->left_behind.empty());
    site.played->remove();
    REQUIRE(site.played->reach(State::idle));
    site.played->tap(Action::choose_staff);
    site.played->type("1357");
    site.played->run(61s);
    CHECK(site.played->state() == State::idle);
    CHECK(site.played->left_behind.empty());
}

TEST_CASE("the settings are not offered where no code is set, nor where there is no file") {
    for (const bool code : {true, false}) {
        KioskOnFakes played(flow::KioskFacts{.staff_check = code, .settings = !code});
        CHECK_FALSE(played.kiosk().scene().find("choose_staff"));
        played.tap(Action::choose_staff);
        CHECK(played.state() == State::idle);
    }
    CHECK(Site().played->kiosk().scene().find("choose_staff"));
}
