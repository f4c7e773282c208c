// SPDX-License-Identifier: Apache-2.0
#include "firmware/app/service_monitor.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

using namespace uketsuke;
using base::ErrorCode;
using namespace std::chrono_literals;
using Told = std::vector<std::string>;

namespace {

class Hand : public ports::Clock {
public:
    base::MonoTime now{};
    [[nodiscard]] base::MonoTime mono() const override { return now; }
    [[nodiscard]] base::WallTime wall() const override {
        return base::parse_iso8601("2026-11-22T10:00:00+09:00").value();
    }
};

/// Asked often, and by nobody for a visit.
class Service : public ports::EligibilityClient {
public:
    std::optional<ErrorCode> wrong;
    int asked = 0;
    std::unique_ptr<ports::EligibilityVisit> begin() override {
        FAIL("a visit begins");
        return nullptr;
    }
    base::Result<void> probe() override {
        ++asked;
        if (wrong) return base::fail(*wrong);
        return {};
    }
};

/// Jobs of the errands' lane wait until they are let go.
class Lane : public app::Lanes {
public:
    std::vector<app::Job> waiting;
    bool hangs = false;
    void run(app::LaneName lane, app::Job job, base::Place) override {
        CHECK(lane == app::LaneName::errands);
        waiting.push_back(std::move(job));
        if (!hangs) go();
    }
    void go() {
        for (auto& job : std::exchange(waiting, {})) job();
    }
};

class Words : public app::Mailbox {
public:
    Told words;
    void post(flow::Event event, base::Place) override {
        if (const auto* up = std::get_if<flow::DeviceUp>(&event)) {
            CHECK(up->device == flow::Device::service);
            words.emplace_back("up");
        }
        if (const auto* down = std::get_if<flow::DeviceDown>(&event)) {
            CHECK(down->device == flow::Device::service);
            CHECK(down->today == base::Date{2026, 11, 22});
            words.push_back(fmt::format("down {}", base::name_of(down->why)));
        }
    }
};

struct Idle {
    explicit Idle(base::Duration pace = 120s) : monitor(service, clock, lane, told, pace) {}
    Hand clock;
    Service service;
    Lane lane;
    Words told;
    app::ServiceMonitor monitor;
    bool clock_right = true;

    /// A kiosk where nobody is, looked at once a second.
    void pass(base::Duration time) {
        for (const auto end = clock.now + time; clock.now < end; clock.now += 1s) monitor.look(clock_right);
    }
    /// How often it was asked in that time.
    int asked_in(base::Duration time) {
        const int before = service.asked;
        pass(time);
        return service.asked - before;
    }
};

flow::Event confirmed(std::optional<ErrorCode> wrong) {
    if (wrong) return flow::Confirmed{{1, 1}, base::fail(*wrong)};
    return flow::Confirmed{{1, 1}, domain::Answer{}};
}

}  // namespace

TEST_CASE("a service that is there is asked at once and then at its pace, and nobody hears of it") {
    Idle idle;
    CHECK(idle.asked_in(120s) == 1);
    CHECK(idle.asked_in(1200s) == 10);
    CHECK(idle.told.words == Told{});
}

TEST_CASE("two failures in a row are an outage, told once; one answer ends it") {
    Idle idle;
    idle.pass(60s);
    idle.service.wrong = ErrorCode::service_unreachable;
    idle.pass(61s);
    CHECK(idle.service.asked == 2);
    CHECK(idle.told.words == Told{});
    idle.pass(15s);
    CHECK(idle.told.words == Told{"down service_unreachable"});
    CHECK(idle.asked_in(3600s) == 240);  // every 15 s
    CHECK(idle.told.words == Told{"down service_unreachable"});
    idle.service.wrong.reset();
    idle.pass(15s);
    CHECK(idle.told.words == Told{"down service_unreachable", "up"});
    CHECK(idle.asked_in(1200s) == 10);
}

TEST_CASE("a line that fails at every other question is no outage") {
    Idle idle;
    for (int i = 0; i < 20; ++i) {
        idle.service.wrong = i % 2 == 0 ? std::optional(ErrorCode::service_timeout) : std::nullopt;
        const int before = idle.service.asked;
        while (idle.service.asked == before) idle.pass(1s);
    }
    CHECK(idle.told.words == Told{});
}

TEST_CASE("what is wrong with the service may change while it is away") {
    Idle idle;
    idle.service.wrong = ErrorCode::service_maintenance;
    idle.pass(60s);
    idle.service.wrong = ErrorCode::service_untrusted;
    idle.pass(60s);
    CHECK(idle.told.words == Told{"down service_maintenance", "down service_untrusted"});
}

TEST_CASE("what a visit hears counts as much, and puts off the next question") {
    Idle idle;
    idle.pass(60s);
    idle.monitor.hear(confirmed(ErrorCode::service_timeout));
    idle.monitor.hear(confirmed(ErrorCode::service_timeout));
    CHECK(idle.told.words == Told{"down service_timeout"});
    idle.monitor.hear(confirmed({}));
    CHECK(idle.told.words == Told{"down service_timeout", "up"});
    CHECK(idle.asked_in(120s) == 0);
    CHECK(idle.asked_in(1s) == 1);
}

TEST_CASE("each question of a visit is heard, whichever it is") {
    const auto wrong = base::fail(ErrorCode::service_timeout);
    const std::vector<flow::Event> answers{flow::ChallengeReady{{1, 1}, wrong}, flow::Authenticated{{1, 1}, wrong},
                                           flow::Registered{{1, 1}, wrong}, flow::Confirmed{{1, 1}, wrong}};
    for (const auto& answer : answers) {
        CAPTURE(answer.index());
        Idle idle;
        idle.pass(60s);
        idle.monitor.hear(answer);
        CHECK(idle.told.words == Told{});
        idle.monitor.hear(answer);
        CHECK(idle.told.words == Told{"down service_timeout"});
    }
}

TEST_CASE("a refusal is an answer, and what never reached the service says nothing of it") {
    Idle idle;
    idle.service.wrong = GENERATE(ErrorCode::service_refused, ErrorCode::certificate_unconfirmed,
                                  ErrorCode::service_mismatch, ErrorCode::service_processing);
    idle.pass(600s);
    CHECK(idle.told.words == Told{});
    for (int i = 0; i < 5; ++i) idle.monitor.hear(confirmed(ErrorCode::internal));
    idle.monitor.hear(flow::Delivered{{1, 1}, base::fail(ErrorCode::result_undeliverable)});
    idle.monitor.hear(flow::Delivered{{1, 1}, base::fail(ErrorCode::result_undeliverable)});
    CHECK(idle.told.words == Told{});
}

TEST_CASE("a question that hangs is not asked again") {
    Idle idle;
    idle.lane.hangs = true;
    idle.pass(3600s);
    CHECK(idle.lane.waiting.size() == 1);
    idle.lane.hangs = false;
    idle.lane.go();
    CHECK(idle.asked_in(240s) == 2);
}

TEST_CASE("a clock in doubt asks for the time each minute") {
    Idle idle;
    idle.pass(1s);
    idle.clock_right = false;
    CHECK(idle.asked_in(600s) == 10);
}

TEST_CASE("switched off it asks for the time alone, and says nothing") {
    Idle idle(0s);
    idle.service.wrong = ErrorCode::service_unreachable;
    CHECK(idle.asked_in(3600s) == 1);
    CHECK(idle.asked_in(36000s) == 10);
    for (int i = 0; i < 5; ++i) idle.monitor.hear(confirmed(ErrorCode::service_timeout));
    CHECK(idle.told.words == Told{});
}
