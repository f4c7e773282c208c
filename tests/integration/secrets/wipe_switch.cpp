// SPDX-License-Identifier: Apache-2.0
#include "wipe_switch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <sstream>

extern "C" {
extern const char __executable_start;
void __real__ZN8uketsuke4base4wipeEPvm(void* data, std::size_t size);
void __wrap__ZN8uketsuke4base4wipeEPvm(void* data, std::size_t size);
}

namespace uketsuke::test {
namespace {

constexpr std::size_t kMostPlaces = 512;

std::array<std::atomic<std::uintptr_t>, kMostPlaces> places;
std::array<std::atomic<std::uintptr_t>, 64> skipped;

void remember(std::uintptr_t place) {
    for (std::size_t i = 0; i < kMostPlaces; ++i) {
        auto& entry = places[(place + i) % kMostPlaces];
        std::uintptr_t none = 0;
        if (entry == place || entry.compare_exchange_strong(none, place) || none == place) return;
    }
}

}  // namespace

void skip_wipes_at(const std::string& text) {
    std::istringstream words(text);
    for (auto& place : skipped) {
        std::uintptr_t next = 0;
        words >> std::hex >> next;
        place = next;
    }
}

std::string places_that_wiped() {
    std::string text;
    for (const auto& place : places)
        if (place != 0) text += fmt::format(" {:x}", place.load());
    return text;
}

}  // namespace uketsuke::test

void __wrap__ZN8uketsuke4base4wipeEPvm(void* data, std::size_t size) {
    using namespace uketsuke::test;
    // The call itself, not what follows it: the return address may be another line's.
    const auto place = reinterpret_cast<std::uintptr_t>(__builtin_return_address(0)) - 1 -
                       reinterpret_cast<std::uintptr_t>(&__executable_start);
    remember(place);
    if (std::find(skipped.begin(), skipped.end(), place) == skipped.end())
        __real__ZN8uketsuke4base4wipeEPvm(data, size);
}
