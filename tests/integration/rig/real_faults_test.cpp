// SPDX-License-Identifier: Apache-2.0
// Each fault that the table gives to the real rig, on it: the device counts it, the kiosk comes back once it is mended,
// and nothing happens that must never.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <optional>
#include <set>

#include "firmware/base/log.hpp"
#include "sim/crowd/overseer.hpp"
#include "sim/crowd/visitor.hpp"
#include "sim/faults/fault_table.hpp"
#include "sim/real_rig/real_rig.hpp"
#include "sim/scenario/player.hpp"

using namespace uketsuke;
using flow::State;
using flow::Way;
using sim::FaultRule;

namespace {

constexpr int kLongestVisit = 150;  ///< lines
/// Longer than whatever hangs is waited for, a reader that comes back is looked for, and an attempt takes.
constexpr base::Duration kRecovers{180'000};

/// Who meets a fault, and how: whoever is not named here is let in by PIN.
struct Meeting {
    std::string_view device, words, person;
    Way way;
};
constexpr Meeting kMeetings[] = {
    {"service", "ignored", "unregistered", Way::pin},
    {"service", "renewal", "renewed", Way::pin},
    {"card", "copied", "hanako", Way::face},
    {"card", "tampered", "hanako", Way::face},
    {"card", "relayed", "hanako", Way::face},
    {"camera", "", "hanako", Way::face},
    {"infrared", "", "hanako", Way::face},
    {"card_front", "", "hanako", Way::face},
    {"decoder", "", "hanako", Way::face},
    {"terminal", "", "hanako", Way::face},
    {"phone", "", "phone_iphone", Way::phone},
    {"desk", "", "invalid", Way::pin},  // of whom the desk is told something
    {"", "", "hanako", Way::pin},
};
const Meeting& meeting_of(const FaultRule& rule) {
    for (const auto& one : kMeetings)
        if ((one.device.empty() || one.device == rule.device) && rule.words.starts_with(one.words)) return one;
    return kMeetings[0];
}

/// One kiosk, whom all faults of a run befall one after the other.
class Counter {
public:
    Counter() {
        sim::ScriptReader header("header");
        for (const auto* line : {"version 2", "rig real", "facts infrared=on phone_reader=on staff_check=on"})
            REQUIRE(header.take(line));
        auto made = sim::RealRig::create(
            {.start = header.script().start, .settings = header.script().settings, .folder = folder_.path()});
        REQUIRE(made);
        rig_ = std::move(*made);
        player_.emplace(*rig_, sim::Player::Options{.people = {sim::Paths{}.people}});
        overseer_.emplace(*rig_);
        REQUIRE(ready());
    }
    /// What is wrong; empty: it fired, and the kiosk came back.
    std::string befall(const FaultRule& rule) {
        const auto& who = meeting_of(rule);
        const bool phone = who.way == Way::phone;
        for (int visit = 0; visit < 2 && !fired(rule); ++visit) {
            carry_out(fmt::format("{} {}", phone ? "phone" : "card", who.person));
            carry_out(fmt::format("look {}", phone ? "nobody" : who.person));
            if (const auto set = rig_->fault(rule.device, rule.example); !set) return set.error().detail;
            carry_out(phone ? "insert phone" : "insert");
            go_on(rule, sim::Visitor(sim::Visitor::plan_for(*rig_->held(), who.way)));
            carry_out(phone ? "remove phone" : "remove");
        }
        const bool met = fired(rule);
        if (const auto mended = rig_->fault(rule.device, "none"); !mended) return mended.error().detail;
        if (!ready()) return fmt::format("once mended it stays at {}", flow::name_of(rig_->kiosk().visit().state));
        return met ? "" : "it never fired";
    }
    const std::set<std::string>& complaints() {
        overseer_->end();
        return overseer_->complaints();
    }

private:
    [[nodiscard]] bool fired(const FaultRule& rule) const { return rig_->fired(rule.device) > 0; }
    bool ready() {
        return rig_->advance_until([this] { return rig_->kiosk().visit().state == State::idle; }, kRecovers);
    }
    void carry_out(const std::string& text) {
        const auto line = sim::parse_line(text);
        REQUIRE(line);
        (void)player_->carry_out(*line);  // what cannot be done on a broken kiosk is passed over
        overseer_->look();
    }
    void go_on(const FaultRule& rule, sim::Visitor visitor) {
        for (int i = 0; i < kLongestVisit && !fired(rule) && !visitor.gone(); ++i) carry_out(visitor.next(*rig_));
    }

    const sim::TemporaryFolder folder_;
    std::unique_ptr<sim::RealRig> rig_;
    std::optional<sim::Player> player_;
    std::optional<sim::Overseer> overseer_;
};

void befall_all(const std::vector<const FaultRule*>& rules) {
    base::set_log_level(base::LogLevel::quiet);  // it would say what is wrong with it
    Counter counter;
    for (const auto* rule : rules) {
        INFO("fault " << rule->device << ' ' << rule->example);
        const auto wrong = counter.befall(*rule);
        CHECK(wrong == "");
    }
    CHECK(counter.complaints() == std::set<std::string>{});
    std::printf("faults on the real rig: %zu tried\n", rules.size());
    base::set_log_level(base::LogLevel::warning);
}

std::vector<const FaultRule*> of_real_rig() {
    std::vector<const FaultRule*> all;
    for (const auto& rule : sim::fault_rules())
        if (sim::has(sim::Rigs::real, rule)) all.push_back(&rule);
    return all;
}

/// Words that no scenario of the real rig has, as far as they need no long wait.
bool is_quick(const FaultRule& rule) {
    constexpr std::pair<std::string_view, std::string_view> kQuick[] = {
        {"card", "short"},   {"camera", "torn"},          {"card_front", "wrong"}, {"decoder", "intermittent"},
        {"desk", "off"},     {"service", "reset [STEP]"}, {"results", "slow MS"},
    };
    return std::ranges::find(kQuick, std::pair{rule.device, rule.words}) != std::end(kQuick);
}

}  // namespace

TEST_CASE("words of the table on the real rig: each is counted, and the kiosk comes back") {
    std::vector<const FaultRule*> quick;
    for (const auto* rule : of_real_rig())
        if (is_quick(*rule)) quick.push_back(rule);
    CHECK(quick.size() == 7);
    befall_all(quick);
}

TEST_CASE("every fault of the table on the real rig", "[.long]") { befall_all(of_real_rig()); }
