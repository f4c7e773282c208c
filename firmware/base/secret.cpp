// SPDX-License-Identifier: Apache-2.0
#include "secret.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <new>
#include <utility>

namespace uketsuke::base {
namespace {

std::size_t page_size() { return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)); }

std::uint8_t* allocate_page() {
    void* page = ::mmap(nullptr, page_size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) throw std::bad_alloc();
    // Both are best effort: a small RLIMIT_MEMLOCK must not stop a check-in, and the page is wiped in any case.
    (void)::mlock(page, page_size());
    (void)::madvise(page, page_size(), MADV_DONTDUMP);
    return static_cast<std::uint8_t*>(page);
}

}  // namespace

Secret::Secret() : page_(allocate_page()) {}

Secret::Secret(std::string_view characters) : Secret() {
    for (const char c : characters.substr(0, kCapacity)) push(static_cast<std::uint8_t>(c));
}

Secret::~Secret() {
    if (page_ == nullptr) return;
    wipe(page_, kCapacity);
    ::munmap(page_, page_size());
}

Secret::Secret(Secret&& other) noexcept
    : page_(std::exchange(other.page_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
    std::swap(page_, other.page_);
    std::swap(size_, other.size_);
    other.clear();
    return *this;
}

bool Secret::push(std::uint8_t byte) {
    if (page_ == nullptr || size_ == kCapacity) return false;
    page_[size_++] = byte;
    return true;
}

void Secret::pop() {
    if (size_ > 0) page_[--size_] = 0;
}

void Secret::clear() {
    if (page_ != nullptr) wipe(page_, kCapacity);
    size_ = 0;
}

}  // namespace uketsuke::base
