// SPDX-License-Identifier: Apache-2.0
// Looks into memory at the moment it is freed: nothing that a person is known by may still stand in it. Replaces the
// program's operator new and delete and pugixml's, so it is included in one source file of a test.
#pragma once

#include <malloc.h>
#include <string.h>

#include <cstdlib>
#include <new>
#include <pugixml.hpp>
#include <string>

namespace uketsuke::test {

/// What this thread looks for now, and in how many freed blocks it was; kept out of the heap.
inline thread_local char t_wanted[256];
inline thread_local int t_found = 0;

/// Empty, so that nothing is found but what was written since.
inline void* empty_block(std::size_t size) { return std::calloc(size > 0 ? size : 1, 1); }
inline void look_and_free(void* block) {
    const auto size = ::strlen(t_wanted);
    if (block != nullptr && size > 0 && ::memmem(block, ::malloc_usable_size(block), t_wanted, size) != nullptr)
        ++t_found;
    std::free(block);
}

/// In how many blocks that `work` freed on this thread `text` (at most 255 bytes) could be read.
template <class Work>
int freed_with(const std::string& text, Work work) {
    pugi::set_memory_management_functions(empty_block, look_and_free);
    t_found = 0;
    text.copy(t_wanted, sizeof t_wanted - 1);
    work();
    ::memset(t_wanted, 0, sizeof t_wanted);
    return t_found;
}

}  // namespace uketsuke::test

void* operator new(std::size_t size) {
    void* block = uketsuke::test::empty_block(size);
    if (block == nullptr) throw std::bad_alloc();
    return block;
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return uketsuke::test::empty_block(size); }
void operator delete(void* block) noexcept { uketsuke::test::look_and_free(block); }
void operator delete(void* block, std::size_t) noexcept { uketsuke::test::look_and_free(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { uketsuke::test::look_and_free(block); }
