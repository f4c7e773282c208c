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
    KioskOnFakes played;
    played.to_pin_entry("0000");
    played.tap(Action::confirm);
    CHECK(played.reach(State::pin_wrong));
    played.tap(Action::choose_face);
    CHECK(played.reach(State::consent));
    played.run(3s);
    played.tap(Action::agree_all);
    CHECK(played.reach(State::take_card));
    played.swap();
    CHECK(played.reach(State::choose_identity));
    played.run(200s);
    played.remove();
    CHECK(played.reach(State::idle));
    return played.trace;
}

}  // namespace

TEST_CASE("virtual time moves only when it is advanced, and by exactly that") {
    KioskOnFakes played;
    auto& time = played.time;
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
    KioskOnFakes played;
    Notes notes(played.time);
    played.time.run(LaneName::card, notes.job("a", 100ms));
    played.time.run(LaneName::card, notes.job("b", 50ms));
    played.time.run(LaneName::card, notes.job("c"));
    played.run(120ms);
    played.time.run(LaneName::card, notes.job("d"));
    played.run(1s);
    CHECK(notes.words == Words{"a@0", "b@100", "c@150", "d@150"});
}

TEST_CASE("lanes do not wait for each other") {
    KioskOnFakes played;
    played.run(1s);  // the first question to the service is answered
    Notes notes(played.time);
    played.time.run(LaneName::net, notes.job("net", 5s));
    played.time.run(LaneName::card, notes.job("card", 100ms));
    played.time.run(LaneName::files, notes.job("files"));
    played.time.run(LaneName::card, notes.job("card again"));
    played.run(10s);
    CHECK(notes.words == Words{"net@0", "card@0", "files@0", "card again@100"});
}

TEST_CASE("what a job posts arrives when the job has spent its time") {
    KioskOnFakes played;
    const auto start = played.time.mono();
    played.time.run(LaneName::card, [&] {
        played.time.spend(700ms);
        played.time.post(flow::CardPresent{{0, 99}});
        played.time.spend(300ms);
    });
    played.time.run(LaneName::card, [&] { played.time.post(flow::CardRemoved{{0, 99}}); });
    CHECK(played.reach(State::reading_card, 699ms) == false);
    CHECK(played.reach(State::reading_card, 1ms));
    CHECK(played.time.mono() - start == 700ms);
    CHECK(played.reach(State::thanks));
    CHECK(played.time.mono() - start == 1000ms);
}

TEST_CASE("a held lane's jobs wait, and run in their order when it is let go") {
    KioskOnFakes played;
    Notes notes(played.time);
    played.time.hold(LaneName::card, true);
    played.time.run(LaneName::card, notes.job("a", 10ms));
    played.time.run(LaneName::card, notes.job("b"));
    played.run(1s);
    CHECK(notes.words.empty());
    CHECK(played.time.waiting() == 2);
    played.time.run(LaneName::card, notes.job("c"));  // not yet looked at when the lane is let go
    played.time.hold(LaneName::card, false);
    CHECK(played.time.waiting() == 0);
    played.run(1s);
    CHECK(notes.words == Words{"a@1000", "b@1010", "c@1010"});
}

TEST_CASE("the same script twice is the same trace of times and screens") {
    const auto once = full_day();
    CHECK(once.size() > 25);
    CHECK(full_day() == once);
}
