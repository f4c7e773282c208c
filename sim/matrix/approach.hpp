// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "firmware/flow/visit.hpp"

namespace uketsuke::sim {

/// A scenario that comes to this state, the shorter and the less broken the better.
struct Approach {
    flow::State state;
    std::string_view scenario;
};
/// One for each state, in the order of the enumeration.
std::span<const Approach> approaches();

}  // namespace uketsuke::sim
