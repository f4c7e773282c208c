// SPDX-License-Identifier: Apache-2.0
// Memory of the heap that is wiped when it is given back, also by a container that grows. What is secret or personal
// stands in containers on it (Bytes, WipedText), so nobody has to remember to wipe them.
#pragma once

#include <cstddef>
#include <new>

namespace uketsuke::base {

/// Wipes a block that came from operator new and frees it. All types that wipe come through here.
void wipe_and_free(void* block, std::size_t size) noexcept;

/// Wiped is what was allocated, not only what a container holds at the end; not what clear() or resize() leave over,
/// until the memory is given back.
template <class T>
struct WipingAllocator {
    using value_type = T;

    WipingAllocator() = default;
    template <class U>
    WipingAllocator(const WipingAllocator<U>&) noexcept {}

    T* allocate(std::size_t count) {
        static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
        if (count > static_cast<std::size_t>(-1) / sizeof(T)) throw std::bad_array_new_length();
        return static_cast<T*>(::operator new(count * sizeof(T)));
    }
    void deallocate(T* first, std::size_t count) noexcept { wipe_and_free(first, count * sizeof(T)); }
    bool operator==(const WipingAllocator&) const = default;
};

}  // namespace uketsuke::base
