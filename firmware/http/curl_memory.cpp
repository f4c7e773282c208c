// SPDX-License-Identifier: Apache-2.0
#include "curl_memory.hpp"

#include <curl/curl.h>
#include <malloc.h>
#include <string.h>  // strdup

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "firmware/base/bytes.hpp"

namespace uketsuke::http {
namespace {

void wipe_and_free(void* block) {
    if (block != nullptr) base::wipe(block, ::malloc_usable_size(block));
    std::free(block);
}

/// Always moves, since realloc would leave the old bytes where they were.
void* move_and_wipe(void* block, std::size_t size) {
    void* moved = std::malloc(size);
    if (block == nullptr || moved == nullptr) return moved;
    std::memcpy(moved, block, std::min(size, ::malloc_usable_size(block)));
    wipe_and_free(block);
    return moved;
}

}  // namespace

bool start_curl() {
    static const bool started = curl_global_init_mem(CURL_GLOBAL_DEFAULT, std::malloc, wipe_and_free, move_and_wipe,
                                                     ::strdup, std::calloc) == CURLE_OK;
    return started;
}

}  // namespace uketsuke::http
