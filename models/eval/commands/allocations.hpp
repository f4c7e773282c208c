// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

namespace uketsuke::models::eval {

/// Counts all allocations of the program from the start on; empty under a sanitizer, which has its own allocator.
std::function<std::uint64_t()> allocation_counter();

}  // namespace uketsuke::models::eval
