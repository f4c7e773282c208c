// SPDX-License-Identifier: Apache-2.0
#include "failing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace uketsuke::sim {
namespace {

using Kind = Failing::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 7> kKinds{{{"none", Kind::none},
                                                                   {"off", Kind::off},
                                                                   {"garbage", Kind::garbage},
                                                                   {"wrong", Kind::wrong},
                                                                   {"slow", Kind::slow},
                                                                   {"delayed", Kind::delayed},
                                                                   {"intermittent", Kind::intermittent}}};
constexpr int kLongest = 3'600'000;

bool takes_time(Kind kind) { return kind == Kind::slow || kind == Kind::delayed; }

}  // namespace

base::Result<Failing> parse_failing(std::string_view words) {
    const auto bad = base::fail(base::ErrorCode::config_invalid, fmt::format("no such fault: '{}'", words));
    const auto end = std::min(words.find(' '), words.size());
    const auto* found = std::find_if(kKinds.begin(), kKinds.end(),
                                     [&](const auto& kind) { return kind.first == words.substr(0, end); });
    if (found == kKinds.end() || takes_time(found->second) != (end < words.size())) return bad;
    if (!takes_time(found->second)) return Failing{found->second};
    int ms = 0;
    const auto number = words.substr(end + 1);
    const auto [rest, error] = std::from_chars(number.data(), number.data() + number.size(), ms);
    if (error != std::errc{} || rest != number.data() + number.size() || ms <= 0 || ms > kLongest) return bad;
    return Failing{found->second, base::Duration{ms}};
}

base::Result<void> Switch::set(std::string_view words) {
    const auto failing = parse_failing(words);
    if (!failing) return base::fail(failing.error());
    const std::scoped_lock lock(mutex_);
    failing_ = *failing;
    met_ = fired_ = 0;
    return {};
}

/// What happens to this call; counts it.
Failing Switch::take() {
    const std::scoped_lock lock(mutex_);
    const bool spared = failing_.kind == Kind::intermittent && met_++ % 2 == 1;
    const bool over = failing_.kind == Kind::delayed && fired_ > 0;
    if (failing_.kind == Kind::none || spared || over) return {};
    ++fired_;
    return failing_;
}

Kind Switch::meet() {
    const auto failing = take();
    if (failing.kind == Kind::intermittent) return Kind::off;
    if (!takes_time(failing.kind)) return failing.kind;
    pass_(failing.time);
    return Kind::none;
}

int Switch::fired() const {
    const std::scoped_lock lock(mutex_);
    return fired_;
}

}  // namespace uketsuke::sim
