// SPDX-License-Identifier: Apache-2.0
// A program may define malloc and its relatives itself, and all libraries then use these: glibc keeps its own under
// other names. Only programs that ask for the counter are linked with this: uketsuke-eval, uketsuke-sim and tests.
#include "allocations.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define UKETSUKE_OWN_MALLOC 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define UKETSUKE_OWN_MALLOC 0
#endif
#endif
#ifndef UKETSUKE_OWN_MALLOC
#define UKETSUKE_OWN_MALLOC 1
#endif

#if UKETSUKE_OWN_MALLOC
#include <cerrno>
#include <cstdlib>

namespace {
thread_local std::uint64_t allocations = 0;
}

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);

void* malloc(std::size_t size) {
    ++allocations;
    return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
    ++allocations;
    return __libc_calloc(count, size);
}
void* realloc(void* old, std::size_t size) {
    ++allocations;
    return __libc_realloc(old, size);
}
void* memalign(std::size_t alignment, std::size_t size) {
    ++allocations;
    return __libc_memalign(alignment, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) { return memalign(alignment, size); }
int posix_memalign(void** out, std::size_t alignment, std::size_t size) {
    *out = memalign(alignment, size);
    return *out == nullptr ? ENOMEM : 0;
}
}
#endif

namespace uketsuke::tools::eval {

std::function<std::uint64_t()> allocation_counter() {
#if UKETSUKE_OWN_MALLOC
    return [] { return allocations; };
#else
    return {};
#endif
}

}  // namespace uketsuke::tools::eval
