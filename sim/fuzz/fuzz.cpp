// SPDX-License-Identifier: Apache-2.0
#include "fuzz.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>

#include "chance.hpp"
#include "firmware/flow/state_table.hpp"
#include "sim/crowd/overseer.hpp"
#include "sim/crowd/visitor.hpp"
#include "sim/rig/virtual_rig.hpp"
#include "sim/scenario/player.hpp"

namespace uketsuke::sim {
namespace {

/// Longer than any screen waits for a person who does nothing, in slow mode.
constexpr auto kRest = "wait 600s";
constexpr int kSensible = 70;  ///< of a hundred lines, what leads on

/// A kiosk, whoever plays with it, and whoever stands beside it.
class Place {
public:
    base::Result<void> open(const Lines& header, const People& people, Trace* trace) {
        ScriptReader reader("walk");
        for (const auto& line : header)
            if (const auto taken = reader.take(line); !taken) return base::fail(taken.error());
        VirtualRig::Options options{.start = reader.script().start,
                                    .paths = {},
                                    .settings = reader.script().settings,
                                    .folder = folder_.path(),
                                    .cast = people};
        if (trace != nullptr) trace->hook(options);
        auto rig = VirtualRig::create(std::move(options));
        if (!rig) return base::fail(rig.error());
        rig_ = std::move(*rig);
        if (trace != nullptr) trace->follow(*rig_);
        player_.emplace(*rig_, Player::Options{.people = {Paths{}.people}});
        overseer_.emplace(*rig_);
        return {};
    }
    /// What cannot be done here and now is passed over: it is part of the game.
    void carry_out(const std::string& text) {
        const auto line = parse_line(text);
        if (!line) return;
        if (line->verb == Verb::fault && line->words[1] == "none") fired_ += rig_->fired(line->words[0]) > 0 ? 1 : 0;
        (void)player_->carry_out(*line);
        overseer_->look();
    }
    Walked finish(Lines lines) {
        overseer_->end();
        auto complaints = overseer_->complaints();
        const auto& visit = rig_->kiosk().visit();
        if (visit.state != flow::State::idle)
            complaints.insert(fmt::format("not ready although nothing is broken: {}", flow::name_of(visit.state)));
        return {std::move(lines),    std::move(complaints), overseer_->steps(),
                overseer_->visits(), overseer_->results(),  fired_};
    }
    Rig& rig() { return *rig_; }

private:
    const TemporaryFolder folder_{TemporaryFolder::Where::memory};
    std::unique_ptr<VirtualRig> rig_;
    std::optional<Player> player_;
    std::optional<Overseer> overseer_;
    int fired_ = 0;
};

Lines header_of(Chance& chance) {
    const auto facts = chance.facts();
    Lines header{fmt::format("version {}", kVerbsVersion), "rig virtual"};
    if (!facts.empty()) header.push_back(fmt::format("facts {}", fmt::join(facts, " ")));
    return header;
}

bool is_header(const std::string& line) {
    return line.starts_with("version ") || line.starts_with("rig ") || line.starts_with("facts ") ||
           line.starts_with("date ") || line.starts_with('#');
}

/// Somebody who wants to be done, until they are; then the next one.
class Crowd {
public:
    explicit Crowd(Chance& chance) : chance_(chance) {}
    std::string next(Rig& rig) {
        if (!visitor_ || visitor_->gone()) visitor_.emplace(plan());
        if (auto line = visitor_->come()) return *line;
        return visitor_->next(rig);
    }

private:
    Visitor::Plan plan() {
        const auto way = chance_.says(50) ? flow::Way::face : chance_.says(70) ? flow::Way::pin : flow::Way::staff;
        auto plan = Visitor::plan_for(chance_.anybody(), way);
        if (chance_.says(20)) plan.pin = "0000";
        plan.agrees = chance_.says(60);
        return plan;
    }
    Chance& chance_;
    std::optional<Visitor> visitor_;
};

}  // namespace

base::Result<Walked> walk(std::uint32_t seed, int lines, const People& people, Trace* trace) {
    Chance chance(seed, people->people);
    Crowd crowd(chance);
    auto all = header_of(chance);
    Place place;
    if (auto open = place.open(all, people, trace); !open) return base::fail(open.error());
    const auto take = [&](const std::string& line) {
        all.push_back(line);
        place.carry_out(line);
    };
    for (int i = 0; i < lines; ++i)
        take(chance.says(kSensible) ? crowd.next(place.rig()) : chance.anything(place.rig()));
    for (const auto& line : chance.mend_all()) take(line);
    for (const auto* line : {"remove", kRest}) take(line);
    return place.finish(std::move(all));
}

base::Result<Walked> replay(const Lines& lines, const People& people) {
    Lines header;
    for (const auto& line : lines)
        if (is_header(line)) header.push_back(line);
    Place place;
    if (auto open = place.open(header, people, nullptr); !open) return base::fail(open.error());
    for (const auto& line : lines)
        if (!is_header(line) && !line.empty()) place.carry_out(line);
    return place.finish(lines);
}

}  // namespace uketsuke::sim
