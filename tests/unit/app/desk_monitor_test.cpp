// SPDX-License-Identifier: Apache-2.0
#include "firmware/app/desk_monitor.hpp"

#include <catch2/catch.hpp>
#include <deque>

#include "firmware/flow/step.hpp"

using namespace uketsuke;
using Answers = std::vector<domain::DeskAnswer>;

namespace {

/// What the desk answers, wait by wait; stops the monitor at the end.
class ScriptedDesk : public ports::DeskSource {
public:
    std::deque<Answers> waits;
    std::stop_source stop;

    Answers wait(std::stop_token) override {
        if (waits.empty()) {
            stop.request_stop();
            return {};
        }
        auto next = std::move(waits.front());
        waits.pop_front();
        return next;
    }
};

class Posted : public app::Mailbox {
public:
    std::vector<flow::Event> events;
    void post(flow::Event event, base::Place) override { events.push_back(std::move(event)); }
};

class NewYear : public ports::Clock {
public:
    [[nodiscard]] base::MonoTime mono() const override { return {}; }
    [[nodiscard]] base::WallTime wall() const override { return base::WallTime{std::chrono::seconds{1767193200}}; }
};

/// The note that a call for staff sends to the desk.
domain::DeskNote note_of_call(const flow::Visit& visit) {
    const auto step = flow::step(visit, flow::Tap{flow::Action::call_staff});
    for (const auto& effect : step.effects)
        if (const auto* told = std::get_if<flow::TellDesk>(&effect.work)) return told->note;
    FAIL("a call tells the desk nothing");
    return {};
}

}  // namespace

TEST_CASE("what the desk answers is posted, in order, until the monitor is stopped") {
    ScriptedDesk desk;
    using domain::DeskSays;
    const NewYear clock;
    desk.waits = {
        {{{1, 0}}}, {}, {{{2, 0}, DeskSays::comfort, 2, "sato"}, {{}, DeskSays::closes, 1}, {{}, DeskSays::opens}}};
    Posted mailbox;
    app::DeskMonitor(desk, mailbox, clock).run(desk.stop.get_token());
    REQUIRE(mailbox.events.size() == 4);
    CHECK(std::get<flow::DeskAnswered>(mailbox.events[0]).ticket == domain::Ticket{1, 0});
    const auto& comfort = std::get<flow::DeskAnswered>(mailbox.events[1]);
    CHECK((comfort.says == DeskSays::comfort && comfort.item == 2 && comfort.by == "sato"));
    const auto& closed = std::get<flow::DeviceDown>(mailbox.events[2]);
    CHECK((closed.device == flow::Device::desk && closed.why == base::ErrorCode::closed_for_check));
    CHECK(closed.today == base::Date{2026, 1, 1});
    CHECK(std::get<flow::DeviceUp>(mailbox.events[3]).device == flow::Device::desk);
}

TEST_CASE("an answer counts through the whole visit of its note, and is late afterwards") {
    flow::Visit visit;
    visit.down = {};
    visit.state = flow::State::choose_identity;
    visit.ticket = {7, 3};
    const flow::DeskAnswered answer{note_of_call(visit).ticket};
    CHECK_FALSE(flow::is_late(visit, answer));
    visit.ticket.n = 12;
    CHECK_FALSE(flow::is_late(visit, answer));
    visit.ticket.visit = 8;
    CHECK(flow::is_late(visit, answer));
    CHECK(flow::step(visit, answer).row == nullptr);
}
