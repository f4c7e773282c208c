// SPDX-License-Identifier: Apache-2.0
#include "fault_choices.hpp"

#include <array>

namespace uketsuke::sim {
namespace {
constexpr std::array kFaultChoices{
    FaultChoice{"card", "foreign"},        FaultChoice{"card", "garbage"},     FaultChoice{"card", "mute"},
    FaultChoice{"phone", "locked"},        FaultChoice{"card", "tampered"},    FaultChoice{"card_front", "off"},
    FaultChoice{"camera", "off"},          FaultChoice{"camera", "stuck"},     FaultChoice{"camera", "frozen"},
    FaultChoice{"camera", "repeated"},     FaultChoice{"camera", "backwards"}, FaultChoice{"camera", "swapped"},
    FaultChoice{"decoder", "off"},         FaultChoice{"terminal", "off"},     FaultChoice{"service", "off"},
    FaultChoice{"service", "stuck"},       FaultChoice{"service", "garbage"},  FaultChoice{"service", "wrong"},
    FaultChoice{"service", "maintenance"}, FaultChoice{"service", "renewal"},  FaultChoice{"results", "off"},
    FaultChoice{"audit", "off"},           FaultChoice{"daemon", "off"}};
}  // namespace

std::span<const FaultChoice> fault_choices() { return kFaultChoices; }

}  // namespace uketsuke::sim
