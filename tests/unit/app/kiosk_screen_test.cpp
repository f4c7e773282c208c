// SPDX-License-Identifier: Apache-2.0
// What is on the panel: its size and its loss, dark, short waits, digits that may be read.
#include "firmware/app/kiosk.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "firmware/flow/state_table.hpp"
#include "kiosk_on_fakes.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using flow::Action;
using flow::State;
using test::KioskOnFakes;

namespace {

/// How long each screen stood on the panel, until the one after it came; the last one is left out.
struct Stood {
    ui::Scene scene;
    base::MonoTime from{}, until{};
    [[nodiscard]] bool touchable() const {
        return std::ranges::any_of(scene.nodes, [](const ui::Node& node) { return node.touchable(); });
    }
};

std::vector<Stood> watch_panel(KioskOnFakes& played, const std::function<void()>& visit) {
    std::vector<Stood> all;
    played.display().shown = [&](const ui::Scene& scene) {
        if (!all.empty()) all.back().until = played.time.mono();
        all.push_back({scene, played.time.mono()});
    };
    visit();
    played.display().shown = [](const ui::Scene&) {};
    all.pop_back();
    return all;
}

}  // namespace

TEST_CASE("a panel of another size is laid out for, and one that is unplugged is told to the desk") {
    KioskOnFakes played;
    const auto right_of = [](const ui::Scene& scene) {
        double right = 0;
        for (const auto& node : scene.nodes) right = std::max(right, node.rect.right());
        return right;
    };
    CHECK(right_of(played.kiosk().scene()) == Approx(ui::Panel{}.width_mm()));
    played.display().has = {1920, 1080, 13.3};
    played.kiosk().handle(ui::Input{ui::PanelChanged{}});
    CHECK(right_of(played.kiosk().scene()) == Approx(played.display().has.width_mm()));
    const int alerts = played.world.alerts;
    played.kiosk().handle(ui::Input{ui::PanelLost{true}});
    played.run(1s);
    CHECK(played.world.alerts == alerts + 1);
    int shown = 0;
    played.display().shown = [&](const ui::Scene&) { ++shown; };
    played.kiosk().handle(ui::Input{ui::PanelLost{false}});
    played.run(1s);
    CHECK(shown == 1);
    CHECK(played.world.alerts == alerts + 1);
}

TEST_CASE("an idle screen goes dark where the site wants it, and a finger or a card brings it back") {
    KioskOnFakes never;
    never.run(24h);
    CHECK_FALSE(never.display().dark);
    KioskOnFakes played({}, 10min);
    played.run(9min);
    CHECK_FALSE(played.display().dark);
    played.run(2min);
    CHECK(played.display().dark);
    played.kiosk().handle(ui::Input{ui::Touched{}});
    CHECK_FALSE(played.display().dark);
    CHECK(played.state() == State::idle);
    played.run(11min);
    REQUIRE(played.display().dark);
    played.to_consent();
    CHECK_FALSE(played.display().dark);
    played.remove();
    REQUIRE(played.reach(State::idle));
    played.run(9min);
    CHECK_FALSE(played.display().dark);
}

TEST_CASE("a wait that is over at once is never on the panel, and the screen before it cannot be touched meanwhile") {
    KioskOnFakes played;
    played.world.card_time = 20ms;
    played.world.service_time = 50ms;
    const auto stood = watch_panel(played, [&] { played.to_consent(); });
    for (const auto& one : stood) {
        INFO(one.scene.screen);
        CHECK_FALSE(ui::is_wait(one.scene));
    }
    const auto dead = std::ranges::count_if(stood, [](const Stood& one) { return !one.touchable(); });
    CHECK(dead == 2);  // idle while the card is read, and the pad while the PIN is checked
}

TEST_CASE("a wait that lasts is on the panel after 400 ms, and no words of one stand for less") {
    KioskOnFakes played;
    played.world.card_time = 300ms;
    played.world.service_time = 700ms;
    const auto stood = watch_panel(played, [&] { played.to_consent(); });
    int waits = 0;
    for (std::size_t i = 1; i < stood.size(); ++i) {
        if (!ui::is_wait(stood[i].scene)) continue;
        ++waits;
        INFO(stood[i].scene.screen);
        CHECK(stood[i - 1].until - stood[i - 1].from >= 400ms);
        if (ui::is_wait(stood[i - 1].scene)) CHECK(stood[i].from - stood[i - 1].from >= 400ms);
    }
    CHECK(waits > 1);
}

TEST_CASE("printed digits can be read on the screen when somebody wants that, a PIN never") {
    KioskOnFakes played;
    const auto on_screen = [&](std::string_view digits) {
        return std::ranges::any_of(played.kiosk().scene().nodes,
                                   [&](const ui::Node& node) { return node.text == digits; });
    };
    SECTION("printed digits") {
        played.world.card_front_off = true;
        played.to_choice();
        played.tap(Action::choose_face);
        REQUIRE(played.reach(State::number_b_entry));
        played.type("05040");
        CHECK_FALSE(on_screen("05040"));
        played.tap(Action::toggle);
        CHECK(on_screen("05040"));
        played.type("120");
        CHECK(on_screen("20"));  // of the next group: where there is little room it stands alone
        played.tap(Action::toggle);
        CHECK_FALSE(on_screen("20"));
    }
    SECTION("a PIN") {
        played.to_pin_entry("1234");
        played.tap(Action::toggle);
        CHECK_FALSE(on_screen("1234"));
    }
}

namespace {

/// At the question of consent, on the smallest panel on which its words, as wide as the measure has them, need several
/// pages.
void to_pages(KioskOnFakes& played) {
    played.to_consent();
    for (double inch = 7; played.kiosk().scene().pages == 1 && inch < 30; inch += 0.25) {
        played.display().has = {1280, 800, inch};
        played.kiosk().handle(ui::Input{ui::PanelChanged{}});
    }
    REQUIRE(played.kiosk().scene().pages > 1);
    REQUIRE(played.kiosk().scene().page == 0);
}

void turn(KioskOnFakes& played, int page) { played.kiosk().handle(ui::Input{ui::TurnPage{page}}); }

}  // namespace

TEST_CASE("a screen of several pages is turned over, and the next one begins at its first") {
    KioskOnFakes played;
    to_pages(played);
    turn(played, 1);
    CHECK(played.kiosk().scene().page == 1);
    CHECK(played.state() == State::consent);
    turn(played, 1000);
    CHECK(played.kiosk().scene().page == played.kiosk().scene().pages - 1);
    turn(played, 1);
    played.tap(Action::by_item);
    REQUIRE(played.state() == State::consent_items);
    CHECK(played.kiosk().scene().page == 0);
}

TEST_CASE("who turns a page is there: the time begins anew, and two touches at once turn one page") {
    KioskOnFakes played;
    to_pages(played);
    const auto time = flow::time_out_of(played.kiosk().visit());
    played.run(time - 1s);
    played.kiosk().handle(std::vector<ui::Input>{ui::TurnPage{1}, ui::TurnPage{0}});
    CHECK(played.kiosk().scene().page == 1);
    played.run(time - 1s);
    CHECK(played.state() == State::consent);
    played.run(2s);
    CHECK(played.state() == State::idle_warning);
}
