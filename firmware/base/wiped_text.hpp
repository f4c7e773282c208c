// SPDX-License-Identifier: Apache-2.0
// Texts that hold a person's data: what memory they had from the heap is wiped when they give it back, also while they
// grow. Up to 15 characters a text keeps within itself: those are wiped with the heap block that the text lies in (a
// WipingAllocator's), and overwritten by the next call when it lies on the stack.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "bytes.hpp"

namespace uketsuke::base {

template <class T>
struct WipingAllocator {
    using value_type = T;

    WipingAllocator() = default;
    template <class U>
    WipingAllocator(const WipingAllocator<U>&) noexcept {}

    T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
    void deallocate(T* first, std::size_t count) noexcept {
        wipe(first, count * sizeof(T));
        std::allocator<T>().deallocate(first, count);
    }
    bool operator==(const WipingAllocator&) const = default;
};

using WipedText = std::basic_string<char, std::char_traits<char>, WipingAllocator<char>>;

}  // namespace uketsuke::base
