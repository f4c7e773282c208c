// SPDX-License-Identifier: Apache-2.0
#include "sim/time/virtual_time.hpp"

#include <catch2/catch.hpp>

#include "kiosk_on_fakes.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using app::LaneName;
using flow::Action;
using flow::State;
using test::KioskOnFakes;

namespace {

/// Names of what ran, with the milliseconds since the start of the test.
struct Notes {
    explicit Notes(sim::VirtualTime& time_) : time(time_), start(time.mono()) {}
    sim::VirtualTime& time;
    base::MonoTime start;
    std::vector<std::string> words;

    app::Job job(const std::string& name, base::Duration takes = {}) {
        return [this, name, takes] {
            words.push_back(fmt::format("{}@{}", name, (time.mono() - start).count()));
            time.spend(takes);
        };
    }
};
using Words = std::vector<std::string>;

/// A visit with everything in it: a wrong PIN, the face, consent, the result, a swap.
std::vector<std::string> full_day() {
    KioskOnFakes visit;
    visit.to_pin_entry("0000");
    visit.tap(Action::confirm);
    CHECK(visit.reach(State::pin_wrong));
    visit.tap(Action::choose_face);
    CHECK(visit.reach(State::consent));
    visit.run(3s);
    visit.tap(Action::agree_all);
    CHECK(visit.reach(State::take_card));
    visit.swap();
    CHECK(visit.reach(State::choose_identity));
    visit.run(200s);
    visit.remove();
    CHECK(visit.reach(State::idle));
    return visit.trace;
}

}  // namespace

TEST_CASE("virtual time moves only when it is advanced, and by exactly that") {
    KioskOnFakes visit;
    auto& time = visit.time;
    const auto mono = time.mono();
    const auto wall = time.wall();
    CHECK(time.mono() == mono);
    time.advance(90s);
    CHECK(time.mono() - mono == 90s);
    CHECK(time.wall() - wall == 90s);
    CHECK_FALSE(time.advance_until([] { return false; }, 1ms));
    CHECK(time.mono() - mono == 90001ms);
    CHECK(time.advance_until([] { return true; }, 1h));
    CHECK(time.mono() - mono == 90001ms);
}

TEST_CASE("jobs of one lane run one after another, each when the one before is done") {
    KioskOnFakes visit;
    Notes notes(visit.time);
    visit.time.run(LaneName::card, notes.job("a", 100ms));
    visit.time.run(LaneName::card, notes.job("b", 50ms));
    visit.time.run(LaneName::card, notes.job("c"));
    visit.run(120ms);
    visit.time.run(LaneName::card, notes.job("d"));
    visit.run(1s);
    CHECK(notes.words == Words{"a@0", "b@100", "c@150", "d@150"});
}

TEST_CASE("lanes do not wait for each other") {
    KioskOnFakes visit;
    Notes notes(visit.time);
    visit.time.run(LaneName::net, notes.job("net", 5s));
    visit.time.run(LaneName::card, notes.job("card", 100ms));
    visit.time.run(LaneName::files, notes.job("files"));
    visit.time.run(LaneName::card, notes.job("card again"));
    visit.run(10s);
    CHECK(notes.words == Words{"net@0", "card@0", "files@0", "card again@100"});
}

TEST_CASE("what a job posts arrives when the job has spent its time") {
    KioskOnFakes visit;
    const auto start = visit.time.mono();
    visit.time.run(LaneName::card, [&] {
        visit.time.spend(700ms);
        visit.time.post(flow::CardPresent{{0, 99}});
        visit.time.spend(300ms);
    });
    visit.time.run(LaneName::card, [&] { visit.time.post(flow::CardRemoved{{0, 99}}); });
    CHECK(visit.reach(State::reading_card, 699ms) == false);
    CHECK(visit.reach(State::reading_card, 1ms));
    CHECK(visit.time.mono() - start == 700ms);
    CHECK(visit.reach(State::thanks));
    CHECK(visit.time.mono() - start == 1000ms);
}

TEST_CASE("a held lane's jobs wait, and run in their order when it is let go") {
    KioskOnFakes visit;
    Notes notes(visit.time);
    visit.time.hold(LaneName::card, true);
    visit.time.run(LaneName::card, notes.job("a", 10ms));
    visit.time.run(LaneName::card, notes.job("b"));
    visit.run(1s);
    CHECK(notes.words.empty());
    CHECK(visit.time.waiting() == 2);
    visit.time.run(LaneName::card, notes.job("c"));  // not yet looked at when the lane is let go
    visit.time.hold(LaneName::card, false);
    CHECK(visit.time.waiting() == 0);
    visit.run(1s);
    CHECK(notes.words == Words{"a@1000", "b@1010", "c@1010"});
}

TEST_CASE("the same script twice is the same trace of times and screens") {
    const auto once = full_day();
    CHECK(once.size() > 25);
    CHECK(full_day() == once);
}
