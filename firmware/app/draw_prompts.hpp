// SPDX-License-Identifier: Apache-2.0
// Randomness enters here, at the rim: the attempt gets its prompts ready-made.
#pragma once

#include <cstdint>
#include <functional>

#include "firmware/domain/face.hpp"

namespace uketsuke::app {

constexpr int kMostPrompts = 3;

/// `count` prompts (0 … kMostPrompts), neighbours different, never a blink alone: 2, 6 or 12 orders, all equally
/// likely. Before each the person looks ahead for 50 … 650 ms. `random` gives 32 even bits.
domain::FacePrompts draw_prompts(int count, const std::function<std::uint32_t()>& random);

/// Those on top for a look in doubt: two, or as many as it takes that each of the three movements is asked for at least
/// once with `asked` (what is flat cannot turn, and paper cannot blink); neighbours differ, all such orders equally
/// likely.
domain::FacePrompts draw_more(const domain::FacePrompts& asked, const std::function<std::uint32_t()>& random);

/// 32 bits from the kernel.
std::uint32_t system_random();

}  // namespace uketsuke::app
