// SPDX-License-Identifier: Apache-2.0
// Whatever C++ code frees in the product, ours or a library's, is overwritten first: texts, lists, and the copies that
// no owner knows of. What we know to be a secret is wiped by its type all the same; this is the net
// below. It replaces the program's operator delete, so linking it is all there is to do.
#include <malloc.h>

#include <cstdlib>
#include <new>

#include "firmware/base/bytes.hpp"

void operator delete(void* block) noexcept {
    if (block == nullptr) return;
    uketsuke::base::wipe(block, ::malloc_usable_size(block));
    std::free(block);
}
void operator delete(void* block, std::size_t) noexcept { ::operator delete(block); }
void operator delete(void* block, std::align_val_t) noexcept { ::operator delete(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { ::operator delete(block); }
