// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/flow/walk.hpp"

namespace uketsuke::flow {

/// All worlds; together they reach every state and every row.
std::vector<World> worlds();

struct Walked {
    World world;
    Walk walk;
};
/// The product's own table walked through each of them: once for the program, at the first call.
const std::vector<Walked>& all_walks();

}  // namespace uketsuke::flow
