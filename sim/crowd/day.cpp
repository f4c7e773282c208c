// SPDX-License-Identifier: Apache-2.0
#include "day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "firmware/flow/state_table.hpp"

namespace uketsuke::sim {
namespace {

constexpr int kLongestVisit = 400;  ///< lines

/// Empty: it was done.
std::string carry_out(Player& player, Overseer& overseer, const std::string& text) {
    const auto line = parse_line(text);
    if (!line) return line.error().detail;
    const auto reply = player.carry_out(*line);
    overseer.look();
    return reply.problem ? fmt::format("{}: {}", text, reply.problem->found) : "";
}

/// Ready for the next one, or out of service.
bool is_over(Rig& rig) {
    const auto state = rig.kiosk().visit().state;
    return state == flow::State::idle || state == flow::State::thanks || state == flow::State::out_of_service;
}

}  // namespace

std::vector<Person> card_holders(const std::vector<Person>& people) {
    std::vector<Person> all;
    std::copy_if(people.begin(), people.end(), std::back_inserter(all),
                 [](const Person& person) { return person.medium == domain::Medium::card; });
    return all;
}

std::string visit_once(Rig& rig, Player& player, Overseer& overseer, Visitor visitor) {
    while (const auto line = visitor.come())
        if (auto problem = carry_out(player, overseer, *line); !problem.empty()) return problem;
    for (int lines = 0; lines < kLongestVisit; ++lines) {
        if (visitor.gone() && is_over(rig)) return {};
        if (auto problem = carry_out(player, overseer, visitor.next(rig)); !problem.empty()) return problem;
    }
    rig.remove(domain::kCardSlot);
    return fmt::format("no end at {}", flow::name_of(rig.kiosk().visit().state));
}

std::vector<std::string> spend_day(Rig& rig, Player& player, Overseer& overseer, const std::vector<Person>& people,
                                   const DayWishes& wishes) {
    constexpr std::array kWays{flow::Way::face, flow::Way::face, flow::Way::pin};
    std::vector<std::string> problems;
    std::mt19937 random(wishes.seed);
    for (int i = 0; i < wishes.patients; ++i) {
        const auto& person = people[random() % people.size()];
        auto plan = Visitor::plan_for(person, kWays[random() % kWays.size()]);
        plan.agrees = random() % 4 != 0;
        if (auto problem = visit_once(rig, player, overseer, Visitor(plan)); !problem.empty())
            problems.push_back(fmt::format("patient {} ({}): {}", i, person.key, problem));
        const auto pause = wishes.between * (random() % 200) / 100;
        if (pause > base::Duration{0}) rig.advance_until([] { return false; }, pause);
    }
    overseer.end();
    return problems;
}

}  // namespace uketsuke::sim
