// SPDX-License-Identifier: Apache-2.0
#include "wiped.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <new>

namespace {

struct Watch {
    std::atomic<const void*> data{nullptr};
    std::atomic<std::size_t> size{0};
    std::atomic<bool> freed{false}, zero{false};
};
Watch watch;

void look(const void* pointer) {
    if (pointer == nullptr || pointer != watch.data) return;
    const auto* bytes = static_cast<const unsigned char*>(pointer);
    watch.zero = std::all_of(bytes, bytes + watch.size, [](unsigned char byte) { return byte == 0; });
    watch.freed = true;
    watch.data = nullptr;
}

void* allocate(std::size_t size) {
    if (void* pointer = std::malloc(std::max<std::size_t>(size, 1))) return pointer;
    throw std::bad_alloc();
}

void give_back(void* pointer) {
    look(pointer);
    std::free(pointer);
}

}  // namespace

// Of the whole program. The aligned forms stay the library's: nothing here asks for more than malloc gives.
void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return std::malloc(std::max<std::size_t>(size, 1));
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return std::malloc(std::max<std::size_t>(size, 1));
}
void operator delete(void* pointer) noexcept { give_back(pointer); }
void operator delete[](void* pointer) noexcept { give_back(pointer); }
void operator delete(void* pointer, std::size_t) noexcept { give_back(pointer); }
void operator delete[](void* pointer, std::size_t) noexcept { give_back(pointer); }

namespace uketsuke::test {

WatchedBlock::WatchedBlock(const void* data, std::size_t size) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    REQUIRE(std::any_of(bytes, bytes + size, [](unsigned char byte) { return byte != 0; }));
    watch.freed = watch.zero = false;
    watch.size = size;
    watch.data = data;
}
WatchedBlock::~WatchedBlock() { watch.data = nullptr; }
bool WatchedBlock::freed() const { return watch.freed; }
bool WatchedBlock::zero_when_freed() const { return watch.freed && watch.zero; }

}  // namespace uketsuke::test
