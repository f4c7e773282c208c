// SPDX-License-Identifier: Apache-2.0
// Every state with a delay, held against a clock that is moved by hand: one millisecond early nothing, then the step.
#include <algorithm>
#include <catch2/catch.hpp>
#include <deque>
#include <map>

#include "firmware/flow/state_table.hpp"
#include "visit.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using base::ErrorCode;
using flow::Event;
using flow::Session;
using flow::State;

namespace {

class HandClock : public ports::Clock {
public:
    [[nodiscard]] base::MonoTime mono() const override { return now; }
    [[nodiscard]] base::WallTime wall() const override { return {}; }
    base::MonoTime now{base::Duration(123456)};
};

/// No job is ever done: events come from the test alone.
struct NoLanes : app::Lanes {
    void run(app::LaneName, app::Job) override {}
};
struct NoMailbox : app::Mailbox {
    void post(Event) override {}
};

/// What may happen to a session, one event of each kind that leads on.
std::vector<Event> events_for(const Session& s) {
    const auto t = s.ticket;
    const domain::Ticket visit{t.session, 0};
    const auto fail = base::fail(ErrorCode::service_timeout);
    using domain::CertificateState;
    using flow::Device;
    std::vector<Event> events{flow::DeviceUp{Device::reader},
                              flow::DeviceUp{Device::camera},
                              flow::DeviceUp{Device::audit},
                              flow::CardPresent{{0, 1}},
                              flow::PinChanged{4},
                              flow::LiveReady{t},
                              flow::CameraFailed{t, ErrorCode::camera_missing},
                              flow::PortraitReady{visit, {}},
                              flow::ChallengeReady{t, {}},
                              flow::ChallengeReady{t, fail},
                              flow::PinAnswered{t, domain::Tries{3}, true},
                              flow::PinAnswered{t, domain::Tries{2}, false},
                              flow::PinAnswered{t, domain::Tries{0}, false},
                              flow::Signed{t, {}},
                              flow::Confirmed{t, fail},
                              flow::Confirmed{t, domain::Validity::valid},
                              flow::Confirmed{t, domain::Validity::invalid},
                              flow::Delivered{t, {}},
                              flow::Delivered{t, fail}};
    for (const int left : {3, 1, 0})
        events.push_back(flow::CardRead{t, domain::CardInfo{{"id"}, {left}, {2028, 3, 12}}});
    for (const auto decision : {domain::FaceDecision::match, domain::FaceDecision::no_match})
        events.push_back(flow::Decided{t, domain::Verdict{decision, 0, 0, 0}});
    for (const auto certificate : {CertificateState::valid, CertificateState::in_grace, CertificateState::expired})
        events.push_back(flow::Authenticated{t, domain::Authentication{true, certificate, true}});
    events.push_back(flow::Authenticated{t, domain::Authentication{false, CertificateState::valid, true}});
    for (int action = 0; action <= static_cast<int>(flow::Action::end_visit); ++action)
        events.push_back(flow::Tap{static_cast<flow::Action>(action)});
    events.push_back(flow::TimeOut{t});
    events.push_back(flow::CardRemoved{{0, 1}});
    events.push_back(flow::DeviceDown{Device::reader, ErrorCode::reader_missing});
    return events;
}

using Path = std::vector<Event>;

/// A shortest row of events whose last one enters the state, for each, found by walking the flow.
std::map<State, Path> paths() {
    std::map<State, Path> found;
    std::vector<Session> seen;
    std::deque<std::pair<Session, Path>> open{{Session{}, {}}};
    while (!open.empty() && found.size() < flow::kStateCount) {
        const auto [session, path] = open.front();
        open.pop_front();
        for (const auto& event : events_for(session)) {
            const auto next = flow::step(session, event);
            if (next.row == nullptr) continue;
            auto key = next.session;
            key.ticket = {};
            if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
            seen.push_back(key);
            auto longer = path;
            longer.push_back(event);
            if (next.session.ticket.n != session.ticket.n) found.emplace(next.session.state, longer);
            open.emplace_back(next.session, std::move(longer));
        }
    }
    return found;
}

/// A kiosk in one state, with the clock in the test's hand.
struct Held {
    test::World world;
    HandClock clock;
    NoLanes lanes;
    NoMailbox mailbox;
    test::QuietDisplay display;
    test::FakeDevices devices{world, clock, nullptr};
    app::Kiosk kiosk{devices.devices(), lanes, mailbox, display, {}};
    std::vector<flow::EventKind> steps;

    explicit Held(const Path& path) {
        kiosk.start();
        for (const auto& event : path) kiosk.handle(event);
        kiosk.watch(
            [this](const Session&, const Event& event, const flow::Step&) { steps.push_back(flow::kind_of(event)); });
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
        REQUIRE(held.kiosk.session().state == state);
        const auto start = held.clock.now;
        const auto delay = flow::time_out_of(state);
        if (delay == base::Duration::zero()) {
            held.tick_at(start + 1000h);
            CHECK(held.steps.empty());
            continue;
        }
        // A state may have a time-out for one of its cases only (staff were called): then the flow refuses it.
        const auto due = flow::step(held.kiosk.session(), flow::TimeOut{held.kiosk.session().ticket});
        timed += due.row != nullptr ? 1 : 0;
        CHECK(held.kiosk.next_tick() <= start + delay);
        held.tick_at(start + delay - 1ms);
        CHECK(held.steps.empty());
        CHECK(held.kiosk.session().state == state);
        CHECK(held.kiosk.next_tick() == start + delay);
        held.tick_at(start + delay);
        CHECK(held.steps == (due.row != nullptr ? kOneTimeOut : std::vector<flow::EventKind>{}));
        CHECK(held.kiosk.session() == due.session);
    }
    CHECK(timed > 25);
}

TEST_CASE("a touch gives the whole time again, the passing of frames and jobs does not") {
    Held held(paths().at(State::pin_entry));
    const auto start = held.clock.now;
    held.tick_at(start + 59s);
    held.kiosk.handle(Event{flow::PinChanged{1}});
    held.tick_at(start + 118s);
    CHECK(held.kiosk.session().state == State::pin_entry);
    held.kiosk.handle(Event{flow::DeviceUp{flow::Device::camera}});  // not a touch
    held.tick_at(start + 119s - 1ms);
    CHECK(held.kiosk.session().state == State::pin_entry);
    held.tick_at(start + 119s);
    CHECK(held.kiosk.session().state == State::idle_warning);
}

TEST_CASE("a time-out that was set by an earlier screen is late on the next one") {
    Held held(paths().at(State::choose_identity));
    const auto start = held.clock.now;
    held.tick_at(start + 89s);
    held.kiosk.handle(ui::Input{flow::Action::choose_pin});
    held.steps.clear();
    held.tick_at(start + 90s);
    held.tick_at(start + 91s);
    CHECK(held.steps.empty());
    CHECK(held.kiosk.session().state == State::pin_entry);
}
