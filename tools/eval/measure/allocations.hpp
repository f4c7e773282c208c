// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

namespace uketsuke::tools::eval {

/// Counts the allocations of the calling thread from its start on, the libraries' too; empty under a sanitizer, which
/// has its own allocator.
std::function<std::uint64_t()> allocation_counter();

}  // namespace uketsuke::tools::eval
