// SPDX-License-Identifier: Apache-2.0
// What was measured once, found again by a number made of what it was measured for.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_map>

namespace uketsuke::ui::paint {

/// A number for the parts. That two different ones share one is as good as impossible: 64 bits.
template <class... Parts>
std::uint64_t key_of(const Parts&... parts) {
    std::uint64_t key = 0x9E3779B97F4A7C15;
    const auto add = [&key](std::uint64_t part) {
        key = (key ^ part) * 0xFF51AFD7ED558CCD;
        key ^= key >> 32;
    };
    (add(std::hash<Parts>()(parts)), ...);
    return key;
}

/// Thread-bound. Forgets everything once it is full.
template <class Value>
class Keyed {
public:
    template <class Make>
    const Value& get(std::uint64_t key, Make make) {
        constexpr std::size_t kMost = 20'000;
        if (const auto found = values_.find(key); found != values_.end()) return found->second;
        if (values_.size() >= kMost) values_.clear();
        return values_.emplace(key, make()).first->second;
    }

private:
    std::unordered_map<std::uint64_t, Value> values_;
};

}  // namespace uketsuke::ui::paint
