// SPDX-License-Identifier: Apache-2.0
// Every state with a delay, held against a clock that is moved by hand: one millisecond early nothing, then the step.
#include <catch2/catch.hpp>
#include <map>

#include "firmware/flow/state_table.hpp"
#include "kiosk_on_fakes.hpp"
#include "tests/flow/walk.hpp"
#include "tests/flow/worlds.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using flow::Event;
using flow::State;
using flow::Visit;

namespace {

class HandClock : public ports::Clock {
public:
    [[nodiscard]] base::MonoTime mono() const override { return now; }
    [[nodiscard]] base::WallTime wall() const override {
        return base::WallTime(std::chrono::seconds(1795309200));  // on the walk's day
    }
    base::MonoTime now{base::Duration(123456)};
};

/// No job is ever done: events come from the test alone.
struct NoLanes : app::Lanes {
    void run(app::LaneName, app::Job, base::Place) override {}
};
struct NoMailbox : app::Mailbox {
    void post(Event, base::Place) override {}
};

/// How to get to a state: in which world, by which events.
struct Path {
    flow::World world;
    std::vector<Event> events;
};

/// A shortest way to each state, found by walking the flow.
const std::map<State, Path>& paths() {
    static const auto all = [] {
        std::map<State, Path> found;
        for (const auto& world : flow::worlds()) {
            const auto walk = flow::walk_through(world, flow::transitions());
            for (std::size_t i = 1; i < walk.nodes.size(); ++i) {
                const auto state = walk.nodes[i].visit.state;
                const bool entered = walk.nodes[walk.came_by[i].first].visit.state != state;
                if (entered && found.count(state) == 0) found.emplace(state, Path{world, flow::path_to(walk, i)});
            }
        }
        return found;
    }();
    return all;
}

/// A kiosk in one state, with the clock in the test's hand.
struct Held {
    test::World world;
    HandClock clock;
    NoLanes lanes;
    NoMailbox mailbox;
    test::QuietDisplay display;
    test::FakeDevices devices{world, clock, nullptr};
    app::Kiosk kiosk;
    std::vector<flow::EventKind> steps;

    explicit Held(const Path& path)
        : kiosk(devices.devices(), lanes, mailbox, display, app::Kiosk::Options{path.world.facts, {}, {}}) {
        kiosk.start();
        for (int i = 0; i < flow::kDeviceCount && !path.world.devices_fail; ++i)
            kiosk.handle(flow::DeviceUp{static_cast<flow::Device>(i)});
        for (const auto& event : path.events) kiosk.handle(flow::readdressed(event, kiosk.visit()));
        kiosk.watch(
            [this](const Visit&, const Event& event, const flow::Step&) { steps.push_back(flow::kind_of(event)); });
    }
    void tick_at(base::MonoTime time) {
        clock.now = time;
        kiosk.tick();
    }
};

const std::vector<flow::EventKind> kOneTimeOut{flow::EventKind::time_out};

}  // namespace

TEST_CASE("every time-out comes at exactly its duration, in every state that has one") {
    const auto all = paths();
    REQUIRE(all.size() == flow::kStateCount);
    int timed = 0;
    for (const auto& [state, path] : all) {
        CAPTURE(flow::name_of(state));
        Held held(path);
        REQUIRE(held.kiosk.visit().state == state);
        const auto start = held.clock.now;
        const auto delay = flow::time_out_of(held.kiosk.visit());  // a my-way code may ask for longer ones
        if (delay == base::Duration::zero()) {
            held.tick_at(start + 1000h);
            CHECK(held.steps.empty());
            continue;
        }
        // A state may have a time-out for one of its cases only (staff were called): then the flow refuses it.
        const auto due = flow::step(held.kiosk.visit(), flow::TimeOut{held.kiosk.visit().ticket});
        timed += due.row != nullptr ? 1 : 0;
        CHECK(held.kiosk.next_tick() <= start + delay);
        held.tick_at(start + delay - 1ms);
        CHECK(held.steps.empty());
        CHECK(held.kiosk.visit().state == state);
        CHECK(held.kiosk.next_tick() == start + delay);
        held.tick_at(start + delay);
        CHECK(held.steps == (due.row != nullptr ? kOneTimeOut : std::vector<flow::EventKind>{}));
        CHECK(held.kiosk.visit() == due.visit);
    }
    CHECK(timed > 45);
}

TEST_CASE("a touch gives the whole time again, the passing of frames and jobs does not") {
    Held held(paths().at(State::pin_entry));
    const auto start = held.clock.now;
    held.tick_at(start + 59s);
    held.kiosk.handle(Event{flow::PinChanged{1}});
    held.tick_at(start + 118s);
    CHECK(held.kiosk.visit().state == State::pin_entry);
    held.kiosk.handle(Event{flow::DeviceUp{flow::Device::camera}});  // not a touch
    held.tick_at(start + 119s - 1ms);
    CHECK(held.kiosk.visit().state == State::pin_entry);
    held.tick_at(start + 119s);
    CHECK(held.kiosk.visit().state == State::idle_warning);
}

TEST_CASE("a time-out that was set by an earlier screen is late on the next one") {
    Held held(paths().at(State::choose_identity));
    const auto start = held.clock.now;
    held.tick_at(start + 89s);
    held.kiosk.handle(ui::Input{flow::Tap{flow::Action::choose_pin}});
    held.steps.clear();
    held.tick_at(start + 90s);
    held.tick_at(start + 91s);
    CHECK(held.steps.empty());
    CHECK(held.kiosk.visit().state == State::pin_entry);
}
