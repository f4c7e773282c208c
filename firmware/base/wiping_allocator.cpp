// SPDX-License-Identifier: Apache-2.0
#include "wiping_allocator.hpp"

#include "bytes.hpp"

namespace uketsuke::base {

void wipe_and_free(void* block, std::size_t size) noexcept {
    wipe(block, size);
    ::operator delete(block, size);
}

}  // namespace uketsuke::base
