// SPDX-License-Identifier: Apache-2.0
#include "lay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "firmware/domain/card.hpp"

namespace uketsuke::sim {
namespace {

constexpr std::array kLays{
    LayRule{"straight", Lay::straight, "as it is meant", Rigs::both},
    LayRule{"back", Lay::back, "the other side up: no printed digits are seen", Rigs::both},
    LayRule{"turned", Lay::turned, "upside down, the printed side up", Rigs::real},
    LayRule{"sleeve", Lay::sleeve, "in a clear sleeve, which veils the print and shines", Rigs::real},
};

}  // namespace

std::span<const LayRule> lay_rules() { return kLays; }

const LayRule* find_lay(std::string_view word) {
    const auto* found = std::ranges::find(kLays, word, &LayRule::word);
    return found != kLays.end() ? found : nullptr;
}

base::Result<void> can_lie(int slot, Lay how, Rigs rig) {
    const auto& rule = *std::ranges::find(kLays, how, &LayRule::lay);
    if (slot != domain::kCardSlot && how != Lay::straight)
        return base::fail(base::ErrorCode::config_invalid, "a phone is held to its reader, and no camera sees how");
    if (rule.rigs == Rigs::both || rule.rigs == rig) return {};
    return base::fail(base::ErrorCode::config_invalid,
                      fmt::format("'{}' changes the picture of the tray, and this rig has none", rule.word));
}

}  // namespace uketsuke::sim
