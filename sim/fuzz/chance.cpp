// SPDX-License-Identifier: Apache-2.0
#include "chance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/crowd/visitor.hpp"
#include "sim/faults/fault_table.hpp"

namespace uketsuke::sim {
namespace {

constexpr std::array kFacts{"camera=optional", "typing=off",  "number=off",  "staff_check=on", "phone_reader=on",
                            "size=large",      "slow=on",     "pharmacy=on", "high_cost=on",   "prescription=both",
                            "asked=at_reader", "requests=on", "fhir=on"};
constexpr std::array kTimes{"50ms", "1s", "4s", "15s", "40s", "70s"};
constexpr std::array kLooks{"nobody", "two", "far", "dark", "unmoved", "swapped", "photo", "mask"};
/// Forward, and not past what the kiosk's own certificates last: a calendar that is wrong is a fault (`clock`).
constexpr std::array kDays{1, 8};

}  // namespace

Chance::Chance(std::uint32_t seed, const std::vector<Person>& people) : random_(seed) {
    for (const auto& person : people)
        if (person.medium == domain::Medium::card) people_.push_back(&person);
}

std::vector<std::string> Chance::facts() {
    std::vector<std::string> words;
    for (const auto* fact : kFacts)
        if (says(25)) words.emplace_back(fact);
    return words;
}

const Person& Chance::anybody() { return *people_[static_cast<std::size_t>(below(static_cast<int>(people_.size())))]; }

std::string Chance::anything(Rig& rig) {
    const int drawn = below(100);
    if (drawn < 35)
        if (auto line = finger(rig)) return *line;
    if (drawn < 50) return hand();
    if (drawn < 56) return eyes();
    if (drawn < 72) return fault();
    if (drawn < 82) return mend();
    if (drawn < 84) return calendar(rig);
    if (drawn < 87) return says(50) ? "headphones in" : "headphones out";
    return time();
}

/// On anything that can be touched; on digits now and then.
std::optional<std::string> Chance::finger(Rig& rig) {
    const auto& scene = rig.kiosk().scene();
    std::vector<const ui::Node*> all;
    for (const auto& node : scene.nodes)
        if (node.touchable()) all.push_back(&node);
    if (all.empty()) return std::nullopt;
    return tap_line(scene, *all[static_cast<std::size_t>(below(static_cast<int>(all.size())))]);
}

std::string Chance::hand() {
    switch (below(4)) {
        case 0: return "card " + anybody().key;
        case 1: return "remove";
        default: return "insert";
    }
}

std::string Chance::eyes() {
    return says(50) ? "look " + anybody().key
                    : fmt::format("look {}", kLooks[static_cast<std::size_t>(below(static_cast<int>(kLooks.size())))]);
}

std::string Chance::fault() {
    std::vector<const FaultRule*> all;
    for (const auto& rule : fault_rules())
        if (has(Rigs::virtual_, rule)) all.push_back(&rule);
    const auto& rule = *all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    broken_.emplace_back(rule.device);
    return fmt::format("fault {} {}", rule.device, rule.example);
}

std::string Chance::mend() {
    if (broken_.empty()) return time();
    const auto device = broken_.back();
    std::erase(broken_, device);
    return fmt::format("fault {} none", device);
}

std::vector<std::string> Chance::mend_all() {
    std::vector<std::string> lines;
    while (!broken_.empty()) lines.push_back(mend());
    return lines;
}

std::string Chance::time() {
    return fmt::format("wait {}", kTimes[static_cast<std::size_t>(below(static_cast<int>(kTimes.size())))]);
}

std::string Chance::calendar(Rig& rig) {
    const auto day =
        rig.wall() + std::chrono::days{kDays[static_cast<std::size_t>(below(static_cast<int>(kDays.size())))]};
    return "clock " + base::to_iso8601(day);
}

}  // namespace uketsuke::sim
