// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/flow/world.hpp"

namespace uketsuke::flow {

/// All worlds; together they reach every state and every row.
std::vector<World> worlds();

}  // namespace uketsuke::flow
