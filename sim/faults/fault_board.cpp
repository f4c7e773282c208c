// SPDX-License-Identifier: Apache-2.0
#include "fault_board.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace uketsuke::sim {
namespace {

base::Unexpected<base::Error> bad(std::string why) {
    return base::fail(base::ErrorCode::config_invalid, std::move(why));
}

std::string_view name_of(Rigs rig) { return rig == Rigs::real ? "real" : "virtual"; }

std::vector<std::string_view> words_of(std::string_view device, Rigs rig) {
    std::vector<std::string_view> all;
    for (const auto& rule : fault_rules())
        if (rule.device == device && has(rig, rule)) all.push_back(rule.words);
    return all;
}

}  // namespace

base::Result<void> FaultBoard::refuse(std::string_view device, std::string_view words) const {
    const auto all = faulty_devices(rig_);
    if (devices_.find(device) == devices_.end())
        return bad(fmt::format("no device '{}' of the {} rig can be broken; {} can", device, name_of(rig_),
                               fmt::join(all, ", ")));
    const auto* rule = find_fault(device, words);
    if (words == "none" || (rule != nullptr && has(rig_, *rule))) return {};
    const auto there = fmt::format("{}", fmt::join(words_of(device, rig_), ", "));
    if (rule == nullptr) return bad(fmt::format("no fault '{} {}': {} has {} and none", device, words, device, there));
    return bad(fmt::format("'{} {}' is a fault of the {} rig alone, and this is the {} one: {} has {} and none here",
                           device, words, name_of(rule->rigs), name_of(rig_), device, there));
}

base::Result<void> FaultBoard::set(std::string_view device, std::string_view words) const {
    if (auto refused = refuse(device, words); !refused) return refused;
    return devices_.find(device)->second.set(words);
}

int FaultBoard::fired(std::string_view device) const {
    const auto found = devices_.find(device);
    return found != devices_.end() ? found->second.fired() : 0;
}

}  // namespace uketsuke::sim
