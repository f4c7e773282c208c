// SPDX-License-Identifier: Apache-2.0
#include "ui/paint/motion.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "ui/paint/painter.hpp"
#include "ui/screens/screens.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using namespace ui::paint;
using ui::Icon;

namespace {

constexpr auto kMoving = {Icon::card_in, Icon::card_out, Icon::phone_in, Icon::phone_out};
constexpr base::Duration kWhole = kRound * kMotionStep;

ui::Scene idle(bool still) {
    static const auto kPainter = Painter::create({}).value();
    ui::ViewModel view;
    view.screen = flow::State::idle;
    view.still = still;
    return ui::layout(view, {{}, kPainter.measure()});
}

/// When in the first round a picture of the screen is another one than at rest.
base::Duration first_move(Icon icon) { return stays(icon, 0ms); }

}  // namespace

TEST_CASE("a picture is at rest when its screen comes up, and for most of the time") {
    for (const auto icon : kMoving) {
        CHECK(pose_at(icon, 0ms) == Pose{});
        CHECK(first_move(icon) >= 500ms);
        int moving = 0;
        for (base::Duration time{}; time < kWhole; time += kMotionStep)
            moving += pose_at(icon, time) == pose_at(icon, time + kMotionStep) ? 0 : 1;
        CHECK(moving <= 3 * kMove);
    }
}

TEST_CASE("each move is over within 300 ms, and nothing jumps while it is seen") {
    for (const auto icon : kMoving) {
        base::Duration moving{};
        for (base::Duration time = kMotionStep; time < 3 * kWhole; time += kMotionStep) {
            const auto before = pose_at(icon, time - kMotionStep), now = pose_at(icon, time);
            // From the place at the reader, out of sight, to the other one: two moves, one after the other.
            moving = before == now || now.alpha == 0 ? base::Duration{} : moving + kMotionStep;
            CHECK(moving <= 300ms);
            if (before == now) continue;
            const bool seen = before.alpha > 0.25 && now.alpha > 0.25;
            if (seen) CHECK(std::abs(now.way - before.way) < 0.5);
            CHECK((now.way == before.way || now.alpha == before.alpha || !seen));
        }
        CHECK(pose_at(icon, kWhole) == Pose{});
    }
}

TEST_CASE("a card goes in and comes out, and the way back is not shown") {
    for (const auto& [icon, sign] : {std::pair{Icon::card_in, 1}, std::pair{Icon::card_out, -1}}) {
        for (base::Duration time{}; time < kWhole; time += kMotionStep) {
            const auto now = pose_at(icon, time), next = pose_at(icon, time + kMotionStep);
            if (now.alpha == 1 && next.alpha == 1) CHECK((next.way - now.way) * sign >= 0);
        }
    }
}

TEST_CASE("how long a pose stays is the time to the next other one") {
    for (const auto icon : kMoving)
        for (base::Duration time{}; time < 2 * kWhole; time += 7ms) {
            const auto ahead = stays(icon, time);
            REQUIRE(ahead > 0ms);
            REQUIRE(pose_at(icon, time + ahead - 1ms) == pose_at(icon, time));
            REQUIRE_FALSE(pose_at(icon, time + ahead) == pose_at(icon, time));
        }
}

TEST_CASE("a move repaints its own place and comes back to rest; with reduced motion nothing moves") {
    auto painter = Painter::create({}).value();
    const auto moving = idle(false), still = idle(true);
    REQUIRE(Painter::stays(moving, {}) == first_move(Icon::card_in));
    CHECK_FALSE(Painter::stays(still, {}));
    const auto rest = painter.paint(moving);
    const auto on_way = first_move(Icon::card_in) + 2 * kMotionStep;
    CHECK_FALSE(painter.paint(moving, {.shown = on_way}) == rest);
    CHECK((painter.changed().w > 0 && painter.changed().w < 600));
    painter.paint(moving, {.shown = on_way});
    CHECK(painter.changed() == PixelRect{});
    CHECK(painter.paint(moving, {.shown = kWhole}) == rest);
    CHECK(painter.paint(still, {.shown = on_way}) == rest);
}

TEST_CASE("a button that is pressed while something moves does not stop it") {
    auto painter = Painter::create({}).value();
    auto scene = idle(false);
    const auto on_way = first_move(Icon::card_in) + 2 * kMotionStep;
    painter.paint(scene);
    const auto moved = painter.paint(scene, {.shown = on_way});
    painter.paint(scene, {.pressed = "call_staff", .shown = on_way});
    CHECK(painter.paint(scene, {.shown = on_way}) == moved);
}

TEST_CASE("the oval rests, opens and draws in again, each within 300 ms, and does not jump") {
    CHECK(oval_at(0ms) == 0);
    base::Duration moving{}, resting{};
    double widest = 0;
    for (base::Duration time = kMotionStep; time < 20s; time += kMotionStep) {
        const double before = oval_at(time - kMotionStep), now = oval_at(time);
        moving = before == now ? base::Duration{} : moving + kMotionStep;
        resting += before == now ? kMotionStep : base::Duration{};
        widest = std::max(widest, now);
        CHECK(moving <= 300ms);
        CHECK(std::abs(now - before) < 0.5);
    }
    CHECK(widest == 1);
    CHECK(resting > 15s);
}

TEST_CASE("the oval moves over the camera alone, and not with reduced motion or when the face sits well") {
    auto painter = Painter::create({}).value();
    const domain::Frame frame{{640, 480, 3, base::Bytes(640UL * 480 * 3, 200)}, {}, 1};
    ui::ViewModel view;
    view.screen = flow::State::face_capture;
    constexpr base::Duration kOpen = 54 * kMotionStep;
    REQUIRE(oval_at(kOpen) == 1);
    const auto changes = [&] {
        const auto scene = ui::layout(view, {{}, painter.measure()});
        const auto rest = painter.paint(scene, {.camera = &frame});
        const bool other = !(painter.paint(scene, {.camera = &frame, .shown = kOpen}) == rest);
        CHECK(painter.changed().w == 640);
        CHECK(painter.paint(scene, {.camera = &frame}) == rest);
        return other;
    };
    CHECK(changes());
    view.still = true;
    CHECK_FALSE(changes());
    view.still = false;
    view.comfort.theme = flow::Theme::high_contrast_dark;
    CHECK_FALSE(changes());
    view.comfort.theme = {};
    view.advice = domain::FaceAdvice::good;
    CHECK_FALSE(changes());
}
