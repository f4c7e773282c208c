// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace uketsuke::sim {

struct FaultChoice {
    std::string_view device, words;
};
/// Faults without arguments that window and dock offer, in this order.
std::span<const FaultChoice> fault_choices();

}  // namespace uketsuke::sim
