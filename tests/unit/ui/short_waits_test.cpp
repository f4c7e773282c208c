// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "ui/scene/press.hpp"
#include "ui/scene/short_waits.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using ui::Role;
using ui::Scene;
using ui::ShortWaits;

namespace {

constexpr base::MonoTime kStart{1h};

/// A screen with one button.
Scene screen(std::string name, Role more = Role::text) {
    Scene scene{std::move(name), "ja", "", "", {}};
    scene.nodes.push_back({.id = "retry", .role = Role::button, .rect = {10, 10, 20, 20}});
    scene.nodes.back().touch = flow::Tap{flow::Action::retry};
    scene.nodes.push_back({.id = "more", .role = more, .rect = {40, 10, 20, 20}});
    return scene;
}
Scene wait(std::string name) { return screen(std::move(name), Role::progress); }

}  // namespace

TEST_CASE("a wait is shown once it has lasted 400 ms, and one that is over before never") {
    ShortWaits waits;
    CHECK(waits.next(screen("idle"), kStart) == screen("idle"));
    CHECK(waits.next(wait("reading"), kStart) == ui::untouchable(screen("idle")));
    CHECK(waits.due_at() == kStart + 400ms);
    CHECK_FALSE(waits.due(kStart + 399ms));
    SECTION("it lasts") {
        CHECK(waits.due(kStart + 400ms) == wait("reading"));
        CHECK_FALSE(waits.due(kStart + 500ms));
        CHECK(waits.due_at() == base::MonoTime::max());
    }
    SECTION("it does not") {
        CHECK(waits.next(screen("choice"), kStart + 399ms) == screen("choice"));
        CHECK_FALSE(waits.due(kStart + 400ms));
    }
}

TEST_CASE("one wait after another counts as one, and their words change no faster") {
    ShortWaits waits;
    waits.next(screen("pin"), kStart);
    CHECK(waits.next(wait("one"), kStart) == ui::untouchable(screen("pin")));
    CHECK_FALSE(waits.next(wait("two"), kStart + 300ms));
    CHECK(waits.due(kStart + 400ms) == wait("two"));
    CHECK_FALSE(waits.next(wait("three"), kStart + 450ms));  // "two" stays as it is, staff can be called
    CHECK_FALSE(waits.next(wait("four"), kStart + 500ms));
    CHECK(waits.due(kStart + 850ms) == wait("four"));
    CHECK(waits.next(screen("done"), kStart + 851ms) == screen("done"));
}

TEST_CASE("some waits are shown at once") {
    ShortWaits waits;
    SECTION("there is nothing before it") { CHECK(waits.next(wait("one"), kStart) == wait("one")); }
    SECTION("somebody tries the same again") {
        waits.next(screen("failed"), kStart);
        CHECK(waits.next(wait("one"), kStart, true) == wait("one"));
    }
    SECTION("a camera view would stay dark") {
        waits.next(screen("face", Role::camera_view), kStart);
        CHECK(waits.next(wait("deciding"), kStart) == wait("deciding"));
    }
    SECTION("it is shown already, and something in it changes") {
        waits.next(wait("one"), kStart);
        auto changed = wait("one");
        changed.language = "en";
        CHECK(waits.next(changed, kStart + 10ms) == changed);
    }
    CHECK(waits.due_at() == base::MonoTime::max());
}

TEST_CASE("what is touched while a wait is not shown means nothing, then or on what comes") {
    ui::Press press;
    const auto tap = [&](base::MonoTime down, base::MonoTime up) {
        press.down(20, 20, down);
        return press.up(20, 20, up);
    };
    press.show(screen("pin"));
    press.shown(kStart);
    auto now = kStart + 1s;
    CHECK(tap(now, now + 50ms));
    press.show(ui::untouchable(screen("pin")));
    press.shown(now += 60ms);
    CHECK_FALSE(tap(now += 200ms, now + 50ms));
    press.down(20, 20, now += 60ms);
    CHECK(press.pressed().empty());
    press.show(screen("pin"));  // the same screen comes back
    press.shown(now += 60ms);
    CHECK_FALSE(press.up(20, 20, now));
    CHECK_FALSE(tap(now + 299ms, now + 310ms));
    CHECK(tap(now + 500ms, now + 520ms));
}

TEST_CASE("a finger that lies on a button when the screen dies is let go of") {
    ui::Press press;
    press.show(screen("pin"));
    press.shown(kStart);
    press.down(20, 20, kStart + 1s);
    CHECK(press.pressed() == "retry");
    press.show(ui::untouchable(screen("pin")));
    CHECK(press.pressed().empty());
}
