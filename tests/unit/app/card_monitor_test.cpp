// SPDX-License-Identifier: Apache-2.0
#include "firmware/app/card_monitor.hpp"

#include <fmt/format.h>

#include "firmware/app/system_clock.hpp"

#include <catch2/catch.hpp>
#include <deque>
#include <thread>

using namespace uketsuke;
using base::ErrorCode;
using ports::SlotState;
using Kind = SlotState::Kind;

namespace {

SlotState down(ErrorCode why) { return {Kind::down, {}, base::Error{why, ""}}; }
SlotState empty() { return {Kind::empty, {}, {}}; }
SlotState card(std::uint32_t insertion) { return {Kind::present, {0, insertion}, {}}; }

/// What the reader sees, look by look.
class ScriptedReader : public ports::CardReader {
public:
    std::deque<SlotState> looks;
    std::vector<SlotState> asked;  ///< what the monitor knew at each look
    std::stop_source stop;         ///< set when the script is over

    SlotState wait(const SlotState& known, std::stop_token) override {
        asked.push_back(known);
        if (looks.empty()) {
            stop.request_stop();
            return known;
        }
        auto next = looks.front();
        looks.pop_front();
        return next;
    }
    base::Result<std::unique_ptr<ports::CardSession>> open(domain::CardRef) override {
        return base::fail(ErrorCode::card_removed);
    }
};

class Words : public app::Mailbox {
public:
    std::vector<std::string> words;
    void post(flow::Event event, base::Place) override {
        if (const auto* e = std::get_if<flow::CardPresent>(&event))
            words.push_back(fmt::format("+{}", e->card.insertion));
        if (const auto* e = std::get_if<flow::CardRemoved>(&event))
            words.push_back(fmt::format("-{}", e->card.insertion));
        if (const auto* e = std::get_if<flow::DeviceUp>(&event))
            words.emplace_back(e->device == flow::Device::reader ? "up" : "?");
        if (const auto* e = std::get_if<flow::DeviceDown>(&event))
            words.push_back(fmt::format("down:{}", base::name_of(e->why)));
    }
};

using Told = std::vector<std::string>;

Told told(std::deque<SlotState> looks) {
    ScriptedReader reader;
    reader.looks = std::move(looks);
    Words words;
    const app::SystemClock clock;
    app::CardMonitor monitor(reader, words, clock);
    monitor.run(reader.stop.get_token());
    return words.words;
}

}  // namespace

TEST_CASE("a card that comes and goes is told once each") {
    CHECK(told({empty(), empty(), card(1), card(1), empty(), empty()}) == Told{"up", "+1", "-1"});
}

TEST_CASE("a swapped card is the old one's end before the new one's begin") {
    CHECK(told({empty(), card(1), card(2)}) == Told{"up", "+1", "-1", "+2"});
}

TEST_CASE("a reader that comes up with a card in it is up before the card is there") {
    CHECK(told({card(1)}) == Told{"up", "+1"});
    CHECK(told({down(ErrorCode::daemon_missing), card(3)}) == Told{"down:daemon_missing", "up", "+3"});
}

TEST_CASE("a reader that goes with its card takes the card first, and says why it went") {
    CHECK(told({empty(), card(1), down(ErrorCode::reader_missing)}) == Told{"up", "+1", "-1", "down:reader_missing"});
    CHECK(told({empty(), card(1), down(ErrorCode::daemon_missing), card(2)}) ==
          Told{"up", "+1", "-1", "down:daemon_missing", "up", "+2"});
}

TEST_CASE("another reason for a missing reader is told, the same one is not") {
    CHECK(told({down(ErrorCode::daemon_missing), down(ErrorCode::daemon_missing), down(ErrorCode::reader_missing)}) ==
          Told{"down:daemon_missing", "down:reader_missing"});
}

TEST_CASE("a reader that is missing without a reason is missing") {
    CHECK(told({empty(), SlotState{}}) == Told{"up", "down:reader_missing"});
}

TEST_CASE("the reader is asked with what was told last") {
    ScriptedReader reader;
    reader.looks = {empty(), card(4)};
    Words words;
    const app::SystemClock clock;
    app::CardMonitor monitor(reader, words, clock);
    monitor.run(reader.stop.get_token());
    REQUIRE(reader.asked.size() == 3);
    CHECK(reader.asked[0].kind == Kind::down);
    CHECK(reader.asked[1] == empty());
    CHECK(reader.asked[2] == card(4));
}
