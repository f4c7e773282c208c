// SPDX-License-Identifier: Apache-2.0
// A first contact with real pcscd, real face networks and the sandboxed decoder: in a real window of a real X server by
// a mouse that knows nothing of it, and in lines, with the second camera over the card.
#include <catch2/catch.hpp>
#include <deque>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "../window/x_server.hpp"
#include "desk_with_faces.hpp"
#include "drivers/sdl/sdl_display.hpp"
#include "tests/support/patience.hpp"
#include "tools/contact/terminal_asker.hpp"
#include "tools/contact/window_asker.hpp"

using namespace uketsuke;
using Json = nlohmann::json;

namespace {

/// The window's display, whose scene another thread may look at, as a person looks at the window.
class SeenDisplay final : public ui::Display {
public:
    explicit SeenDisplay(std::unique_ptr<drivers::sdl::SdlDisplay> display) : display_(std::move(display)) {}
    [[nodiscard]] ui::Panel panel() const override { return display_->panel(); }
    void show(const ui::Scene& scene) override {
        display_->show(scene);
        const std::scoped_lock lock(mutex_);
        scene_ = scene;
    }
    void blank(bool dark) override { display_->blank(dark); }
    void brightness(double share) override { display_->brightness(share); }
    std::vector<ui::Input> wait(base::Duration limit) override { return display_->wait(limit); }
    void wake() override { display_->wake(); }
    [[nodiscard]] const ui::Measure& measure() const override { return display_->measure(); }
    [[nodiscard]] ui::Scene scene() const {
        const std::scoped_lock lock(mutex_);
        return scene_;
    }

private:
    std::unique_ptr<drivers::sdl::SdlDisplay> display_;
    mutable std::mutex mutex_;
    ui::Scene scene_;
};

int typed_in(const ui::Scene& scene) {
    int typed = 0;
    for (const auto& node : scene.nodes)
        if (node.role == ui::Role::pin_dots) typed += std::max(0, node.value);
    return typed;
}

/// A hand on the mouse: it touches what the person means, until the scene has changed.
class Hand {
public:
    Hand(const test::XServer& screen, const SeenDisplay& display, const sim::Person& person)
        : screen_(screen), display_(display), person_(person) {}

    void work(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            const auto scene = display_.scene();
            if (const auto* node = meant(scene)) {
                if (!window_) window_ = screen_.place_of("Uketsuke");
                touch(*node);
                until_other(scene, stop);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(30));
        }
    }

private:
    [[nodiscard]] const ui::Node* meant(const ui::Scene& scene) const {
        if (scene.screen == "number_b_entry" || scene.screen == "pin_entry") {
            const auto digits = scene.screen == "pin_entry" ? person_.pin : person_.number_b();
            const auto at = static_cast<std::size_t>(typed_in(scene));
            return scene.find(at < digits.size() ? std::string("digit_") + digits[at] : "confirm");
        }
        if (!scene.screen.starts_with("first_contact")) return nullptr;
        if (const auto* on = ui::find_label(scene, "Read on")) return on;
        if (scene.screen.find("camera over the card") != scene.screen.npos) return ui::find_label(scene, "No");
        if (const auto* yes = ui::find_label(scene, "Yes")) return yes;
        return scene.find("answer_2");
    }
    void touch(const ui::Node& node) {
        std::this_thread::sleep_for(ui::kDebounce + std::chrono::milliseconds(50));
        const auto scale = ui::Panel{}.px_per_mm();
        const auto at = [&](double mm, int from) { return from + static_cast<int>(mm * scale); };
        aside_ = 2 - aside_;  // xdotool waits for ever, or nearly, for a mouse that is there already to come
        screen_.click(at(node.rect.x + node.rect.w / 2, window_->x) + aside_,
                      at(node.rect.y + node.rect.h / 2, window_->y));
    }
    /// Or it is touched again after a long while: a touch that came too early means nothing, and one that is only late
    /// must not become two digits.
    void until_other(const ui::Scene& before, const std::stop_token& stop) const {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(15);
        while (display_.scene() == before && std::chrono::steady_clock::now() < end && !stop.stop_requested())
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }

    const test::XServer& screen_;
    const SeenDisplay& display_;
    const sim::Person& person_;
    std::optional<test::XServer::Place> window_;
    int aside_ = 0;  ///< px
};

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
    SeenDisplay display(std::move(*window));
    tools::contact::WindowAsker asker(
        display, tap, [](std::string_view) {}, [] { return false; });
    Hand hand(screen, display, desk.owner());
    std::jthread mouse([&](const std::stop_token& stop) { hand.work(stop); });
    desk.meet(asker);
    mouse.request_stop();
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
    std::deque<std::string> lines{"y", "y", "y", "y", "n", "", "", "", "y"};
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
