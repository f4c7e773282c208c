// SPDX-License-Identifier: Apache-2.0
#include "firmware/app/lanes.hpp"

#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <future>
#include <latch>
#include <memory>

#include "firmware/app/mailbox.hpp"

using namespace uketsuke;
using app::LaneName;
using app::ThreadLanes;

namespace {
constexpr std::array kLanes{LaneName::card, LaneName::face,   LaneName::net,     LaneName::journal, LaneName::files,
                            LaneName::desk, LaneName::camera, LaneName::errands, LaneName::shares, LaneName::printer};
static_assert(kLanes.size() == app::kLaneCount);
constexpr auto kPatience = std::chrono::seconds(20);

/// Waits until all that stands on a lane now is done.
void drain(app::Lanes& lanes, LaneName lane) {
    std::promise<void> done;
    lanes.run(lane, [&] { done.set_value(); });
    REQUIRE(done.get_future().wait_for(kPatience) == std::future_status::ready);
}
}  // namespace

TEST_CASE("jobs of a lane run in order, one at a time, on one thread") {
    std::array<std::vector<int>, app::kLaneCount> ran;  // written by its lane only: no lock, or the sanitizer tells
    std::array<std::vector<std::thread::id>, app::kLaneCount> threads;
    ThreadLanes lanes;
    for (int i = 0; i < 500; ++i)
        for (const auto lane : kLanes)
            lanes.run(lane, [&, i, at = static_cast<std::size_t>(lane)] {
                ran[at].push_back(i);
                threads[at].push_back(std::this_thread::get_id());
            });
    for (const auto lane : kLanes) drain(lanes, lane);
    for (std::size_t at = 0; at < ran.size(); ++at) {
        REQUIRE(ran[at].size() == 500);
        for (int i = 0; i < 500; ++i) REQUIRE(ran[at][static_cast<std::size_t>(i)] == i);
        for (const auto id : threads[at]) REQUIRE(id == threads[at].front());
        CHECK(threads[at].front() != threads[(at + 1) % threads.size()].front());
    }
}

TEST_CASE("a lane that hangs holds up no other") {
    std::latch let_go(1);
    ThreadLanes lanes;
    lanes.run(LaneName::card, [&] { let_go.wait(); });
    drain(lanes, LaneName::face);
    drain(lanes, LaneName::net);
    drain(lanes, LaneName::files);
    let_go.count_down();
    drain(lanes, LaneName::card);
}

TEST_CASE("a lane tells the age of its oldest job, and none when it has none") {
    std::latch let_go(1);
    ThreadLanes lanes;
    for (const auto& age : lanes.ages()) CHECK_FALSE(age);
    lanes.run(LaneName::card, [&] { let_go.wait(); });
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    lanes.run(LaneName::card, [] {});
    const auto card = static_cast<std::size_t>(LaneName::card);
    const auto before = lanes.ages()[card];
    REQUIRE(before);
    CHECK(*before >= std::chrono::milliseconds(20));  // of the one in hand, not of the one behind it
    CHECK_FALSE(lanes.drain(LaneName::card, std::chrono::milliseconds(20)));
    CHECK(*lanes.ages()[card] >= *before + std::chrono::milliseconds(20));
    CHECK_FALSE(lanes.ages()[static_cast<std::size_t>(LaneName::net)]);
    let_go.count_down();
    CHECK(lanes.drain(LaneName::card, kPatience));
    drain(lanes, LaneName::card);
    std::optional<base::Duration> age{};
    for (int i = 0; i < 2000 && (age = lanes.ages()[card]); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CHECK_FALSE(age);
}

TEST_CASE("a job may put its successor onto its own lane") {
    int steps = 0;
    std::promise<void> done;
    ThreadLanes lanes;
    std::function<void()> step = [&] {
        if (++steps < 100)
            lanes.run(LaneName::face, step);
        else
            done.set_value();
    };
    lanes.run(LaneName::face, step);
    REQUIRE(done.get_future().wait_for(kPatience) == std::future_status::ready);
    CHECK(steps == 100);
}

TEST_CASE("the end of the lanes finishes the job in hand and drops the rest with what it holds") {
    std::atomic<bool> began = false, finished = false, ran_after = false;
    const auto held = std::make_shared<int>(1);
    auto lanes = std::make_unique<ThreadLanes>();
    std::latch begun(1);
    lanes->run(LaneName::files, [&] {
        began = true;
        begun.count_down();
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        finished = true;
    });
    for (int i = 0; i < 10; ++i) lanes->run(LaneName::files, [&ran_after, held] { ran_after = true; });
    begun.wait();
    CHECK(held.use_count() == 11);
    lanes.reset();
    CHECK(began);
    CHECK(finished);
    CHECK_FALSE(ran_after);
    CHECK(held.use_count() == 1);
}

TEST_CASE("events of many threads arrive all, each thread's in its order, and each one wakes") {
    std::atomic<int> woken = 0;
    app::QueueMailbox mailbox([&] { ++woken; });
    {
        std::vector<std::jthread> senders;
        for (std::uint32_t sender = 0; sender < 4; ++sender)
            senders.emplace_back([&mailbox, sender] {
                for (std::uint32_t i = 0; i < 250; ++i) mailbox.post(flow::TimeOut{{sender, i}});
            });
    }
    std::array<std::uint32_t, 4> next{};
    const auto events = mailbox.take();
    CHECK(events.size() == 1000);
    CHECK(woken == 1000);
    for (const auto& event : events) {
        const auto ticket = std::get<flow::TimeOut>(event).ticket;
        REQUIRE(ticket.n == next[ticket.visit]++);
    }
    CHECK(mailbox.take().empty());
}
