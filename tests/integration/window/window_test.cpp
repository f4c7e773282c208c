// SPDX-License-Identifier: Apache-2.0
// The product in a real window of a real X server, driven by a mouse that knows nothing of it: what a finger meets is
// what is drawn there.
#include <algorithm>
#include <catch2/catch.hpp>

#include "sim/live/play.hpp"
#include "sim/live/session.hpp"
#include "sim/real_rig/real_rig.hpp"
#include "tests/support/patience.hpp"
#include "x_server.hpp"

using namespace uketsuke;
using flow::State;
using namespace std::chrono_literals;

namespace {

constexpr const char* kTitle = "Uketsuke";

/// A patient before the window.
class Patient {
public:
    explicit Patient(const test::XServer& screen, bool fullscreen = false) : screen_(screen) {
        sim::RealRig::Options options;
        options.start = *base::parse_iso8601("2026-11-24T09:00:00+09:00");
        options.folder = folder_.path();
        options.window = true;
        options.settings.panel_fullscreen = fullscreen;
        options.touched = [this](const ui::Input& input) {
            if (session_ && session_->recorder() != nullptr) session_->recorder()->touched(input);
        };
        auto rig = sim::RealRig::create(options);
        if (!rig) FAIL(rig.error().detail);
        rig_ = std::move(*rig);
        REQUIRE(reach(State::idle));
        session_ = std::make_unique<sim::Session>(*rig_, sim::Player::Options{.people = options.paths.people}, record());
        say("card hanako");
        window_ = screen.place_of(kTitle);
        px_per_mm_ = ui::Panel{window_.width, window_.height, options.settings.panel_diagonal_inch}.px_per_mm();
    }

    sim::RealRig& rig() { return *rig_; }
    [[nodiscard]] std::filesystem::path recording() const { return folder_.path() / "recorded.scn"; }
    void say(const std::string& words) const {
        const auto reply = session_->carry_out(*sim::parse_line(words));
        INFO(words);
        REQUIRE_FALSE(reply.problem);
    }
    bool reach(State state) {
        return rig_->advance_until([&] { return rig_->kiosk().visit().state == state; }, test::kPatience);
    }
    /// A moment in which the patient looks: what was touched before the screen came up means nothing.
    void look() {
        rig_->advance_until([] { return false; }, 2 * ui::kDebounce);
    }
    struct Point {
        int x, y;
    };
    [[nodiscard]] Point middle_of(std::string_view label) const {
        const auto* node = ui::find_label(rig_->kiosk().scene(), label);
        INFO(label << " on " << rig_->kiosk().scene().screen);
        REQUIRE(node != nullptr);
        const auto at = [&](double mm, int from) { return from + static_cast<int>(mm * px_per_mm_); };
        return {at(node->rect.x + node->rect.w / 2, window_.x), at(node->rect.y + node->rect.h / 2, window_.y)};
    }
    void touch(std::string_view label) {
        look();
        const auto [x, y] = middle_of(label);
        screen_.click(x, y);  // when it comes, the server knows: whoever touches waits for what it does
    }
    void check_in_by_pin() {
        say("insert");
        REQUIRE(reach(State::choose_identity));
        touch("暗証番号");
        REQUIRE(reach(State::pin_entry));
        int typed = 0;
        for (const char* digit : {"1", "2", "3", "4"}) {
            touch(digit);
            ++typed;
            REQUIRE(rig_->advance_until([&] { return rig_->kiosk().visit().pin_digits == typed; }, test::kPatience));
        }
        touch("確定");
        REQUIRE(reach(State::consent));
    }
    [[nodiscard]] const test::XServer::Place& window() const { return window_; }
    [[nodiscard]] long results() const {
        const std::filesystem::directory_iterator files(rig_->results());
        return std::count_if(begin(files), end(files),
                             [](const auto& file) { return file.path().extension() == ".xml"; });
    }

private:
    std::unique_ptr<sim::Recorder> record() {
        return std::make_unique<sim::Recorder>(*rig_, std::vector<std::string>{"version 2", "rig virtual"}, recording());
    }

    const test::XServer& screen_;
    sim::TemporaryFolder folder_;
    std::unique_ptr<sim::RealRig> rig_;
    std::unique_ptr<sim::Session> session_;
    test::XServer::Place window_;
    double px_per_mm_ = 0;
};

}  // namespace

TEST_CASE("a visit to its end by a mouse in a window, and the screen shows what was painted") {
    const test::XServer screen(1400, 900);
    Patient patient(screen);
    CHECK(patient.window().width == 1280);
    CHECK(patient.window().height == 800);
    patient.check_in_by_pin();
    patient.look();
    const auto painted = patient.rig().picture();
    const auto seen = screen.screen();
    int different = 0;
    for (int y = 0; y < painted.height; ++y)
        for (int x = 0; x < painted.width; ++x)
            different +=
                painted.pixels[static_cast<std::size_t>(y * painted.width + x)] !=
                seen.pixels[static_cast<std::size_t>((y + patient.window().y) * seen.width + x + patient.window().x)];
    CHECK(different == 0);

    // A finger that slides off has answered nothing.
    const auto from = patient.middle_of("同意しない"), to = patient.middle_of("職員を呼ぶ");
    screen.drag(from.x, from.y, to.x, to.y);
    patient.look();
    CHECK(patient.rig().kiosk().visit().state == State::consent);

    patient.touch("同意しない");
    REQUIRE(patient.reach(State::take_card));
    patient.say("remove");
    REQUIRE(patient.reach(State::idle));
    CHECK(patient.results() == 1);

    // What that hand did plays green, also where the card, the time and the service are others.
    CHECK(sim::play_files({{patient.recording().string()}, {}, {}}) == 0);
}

TEST_CASE("a display of another size than configured is laid out for, and fingers meet what they see") {
    const test::XServer screen(1024, 640);
    Patient patient(screen, true);
    REQUIRE(patient.window().width == 1024);
    REQUIRE(patient.window().height == 640);
    const auto whole = screen.screen();  // no margin is left black
    CHECK(whole.pixels.front() != 0xFF000000);
    CHECK(whole.pixels.back() != 0xFF000000);
    patient.check_in_by_pin();
    patient.touch("同意しない");
    REQUIRE(patient.reach(State::take_card));
    patient.say("remove");
    REQUIRE(patient.reach(State::idle));
    CHECK(patient.results() == 1);
}
