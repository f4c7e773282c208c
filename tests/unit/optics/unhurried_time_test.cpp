// SPDX-License-Identifier: Apache-2.0
#include "sim/camera/unhurried_time.hpp"

#include <catch2/catch.hpp>
#include <thread>

#include "hand_clock.hpp"
#include "sim/camera/sensor.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using sim::UnhurriedTime;

namespace {

struct Rig {
    test::HandClock machine;
    UnhurriedTime time{base::WallTime{100h}, [this] { return machine.mono(); }};
    const base::MonoTime begun = time.mono();

    void machine_takes(base::Duration duration) { machine.pass()(duration); }
    [[nodiscard]] base::Duration passed() const { return time.mono() - begun; }
};

/// A camera that takes as long as it is told for each frame, and fails where it is told so.
struct SlowCamera : ports::Camera {
    explicit SlowCamera(Rig& one) : rig(one) {}
    struct Slow : ports::Capture {
        explicit Slow(SlowCamera& one) : camera(one) {}
        base::Result<domain::Frame> next_frame(base::Duration) override {
            camera.rig.machine_takes(camera.takes);
            if (camera.stalls) return base::fail(base::ErrorCode::camera_stalled, "told to");
            return domain::Frame{{}, camera.rig.time.mono(), ++camera.frames};
        }
        [[nodiscard]] std::string identity() const override { return "slow"; }
        SlowCamera& camera;
    };
    base::Result<void> probe() override { return {}; }
    base::Result<std::unique_ptr<ports::Capture>> open() override { return std::make_unique<Slow>(*this); }

    Rig& rig;
    base::Duration takes{10};
    bool stalls = false;
    std::uint64_t frames = 0;
};

}  // namespace

TEST_CASE("without a stream time goes by the machine's clock, the calendar with it") {
    Rig rig;
    rig.machine_takes(3s);
    CHECK(rig.passed() == 3s);
    CHECK(rig.time.wall() == base::WallTime{100h} + 3s);
}

TEST_CASE("from frame to frame a busy machine costs 100 ms at most, and nothing that took less is changed") {
    Rig rig;
    auto slow = std::make_unique<SlowCamera>(rig);
    auto& camera = *slow;
    sim::UnhurriedCamera unhurried(std::move(slow), rig.time);
    auto capture = *unhurried.open();

    auto last = capture->next_frame(1s)->taken;
    rig.machine_takes(90ms);
    auto taken = capture->next_frame(1s)->taken;
    CHECK(taken - last == 100ms);
    last = taken;

    rig.machine_takes(4s);
    CHECK(rig.time.mono() - last == 90ms);  // the stream asked 10 ms before its frame
    camera.takes = 900ms;
    taken = capture->next_frame(1s)->taken;
    CHECK(taken - last == 190ms);
    CHECK(rig.time.wall() == base::WallTime{100h});

    const auto before = rig.time.mono();
    capture.reset();
    CHECK(rig.time.mono() == before);  // what was not counted is not counted afterwards
    rig.machine_takes(1s);
    CHECK(rig.time.mono() - before == 1s);
}

TEST_CASE("two streams: time waits for the one whose frame is later, and never runs back") {
    Rig rig;
    const int one = 0, other = 0;
    rig.time.ask(&one);
    rig.machine_takes(70ms);
    rig.time.ask(&other);
    rig.machine_takes(1s);
    CHECK(rig.passed() == 100ms);
    rig.time.ask(&one);
    CHECK(rig.passed() == 100ms);
    rig.machine_takes(1s);
    CHECK(rig.passed() == 170ms);
    rig.time.end(&other);
    CHECK(rig.passed() == 170ms);
    rig.machine_takes(1s);
    CHECK(rig.passed() == 200ms);
    rig.time.end(&one);
    rig.machine_takes(1s);
    CHECK(rig.passed() == 1200ms);
}

TEST_CASE("a sensor that waited while time stood still gives no second frame at the same time") {
    Rig rig;
    const int slower = 0;
    int turns = 0;
    const auto pass = [&](base::Duration passes) {
        for (const auto until = rig.time.mono() + passes; rig.time.mono() < until;) {
            rig.machine_takes(600ms);
            if (++turns == 2) rig.time.end(&slower);
        }
    };
    sim::Sensor sensor(rig.time, pass, 20, 1);
    auto capture = *sensor.open([](base::Duration) { return cv::Mat(1, 1, CV_8UC3); });
    rig.time.ask(&slower);
    auto last = capture->next_frame(1s)->taken;
    for (int frame = 0; frame < 3; ++frame) {
        const auto taken = capture->next_frame(1s)->taken;
        CHECK(taken > last);
        last = taken;
    }
    CHECK(turns > 2);
}

TEST_CASE("what a camera itself waits counts whole, and for its own stream alone") {
    Rig rig;
    const int stalls = 0, other = 0;
    rig.time.ask(&stalls);
    rig.time.spend(1s);
    rig.machine_takes(700ms);
    CHECK(rig.passed() == 700ms);
    rig.machine_takes(5s);
    CHECK(rig.passed() == 1000ms);
    std::thread([&] { rig.time.ask(&other); }).join();
    rig.time.end(&stalls);
    rig.time.spend(1s);
    rig.machine_takes(5s);
    CHECK(rig.passed() == 1100ms);
}

TEST_CASE("a stream that asks for nothing any more does not hold time for ever") {
    Rig rig;
    const int gone = 0;
    rig.time.ask(&gone);
    rig.machine_takes(9s);
    CHECK(rig.passed() == 100ms);
    rig.machine_takes(1s);
    CHECK(rig.passed() == 10s);
}

TEST_CASE("a camera that stalls costs no more than it would elsewhere, and the stream that ended holds nothing") {
    Rig rig;
    auto slow = std::make_unique<SlowCamera>(rig);
    slow->stalls = true;
    slow->takes = 1s;
    sim::UnhurriedCamera unhurried(std::move(slow), rig.time);
    auto capture = *unhurried.open();
    CHECK(capture->next_frame(1s).error().code == base::ErrorCode::camera_stalled);
    CHECK(rig.passed() == 100ms);
    capture.reset();
    rig.machine_takes(1s);
    CHECK(rig.passed() == 1100ms);
}
