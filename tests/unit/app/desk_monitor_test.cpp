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

class Tickets : public app::Mailbox {
public:
    Answers answers;
    void post(flow::Event event, base::Place) override {
        answers.push_back({std::get<flow::DeskAnswered>(event).ticket});
    }
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
    const Answers all{{{1, 0}}, {{1, 0}}, {{2, 0}}};
    desk.waits = {{all[0]}, {}, {all[1], all[2]}};
    Tickets mailbox;
    app::DeskMonitor(desk, mailbox).run(desk.stop.get_token());
    CHECK(mailbox.answers == all);
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
