// SPDX-License-Identifier: Apache-2.0
#include "draw_prompts.hpp"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace uketsuke::app {
namespace {
using domain::FacePrompt;
constexpr std::array kKinds{FacePrompt::turn_left, FacePrompt::turn_right, FacePrompt::blink};
constexpr std::uint32_t kShortestMs = 50, kLongestMs = 650;
constexpr std::size_t kMore = 2;

// The remainder of 32 bits by a number below 700 prefers none by more than one in five million.
base::Duration draw_pause(const std::function<std::uint32_t()>& random) {
    return base::Duration(kShortestMs + random() % (kLongestMs - kShortestMs + 1));
}

using Order = std::vector<FacePrompt>;

bool has_each(const Order& order) {
    return std::ranges::all_of(kKinds, [&](FacePrompt kind) { return std::ranges::count(order, kind) > 0; });
}

/// `order` and all that may follow it, up to so many, where each movement comes.
void add_orders(Order& order, std::size_t length, std::vector<Order>& orders) {
    if (order.size() == length) {
        if (has_each(order)) orders.push_back(order);
        return;
    }
    for (const auto kind : kKinds) {
        if (!order.empty() && order.back() == kind) continue;
        order.push_back(kind);
        add_orders(order, length, orders);
        order.pop_back();
    }
}
}  // namespace

domain::FacePrompts draw_prompts(int count, const std::function<std::uint32_t()>& random) {
    domain::FacePrompts prompts;
    std::uint32_t kind = random() % (count == 1 ? 2 : kKinds.size());
    while (static_cast<int>(prompts.size()) < count) {
        prompts.push_back({kKinds.at(kind), draw_pause(random)});
        kind = (kind + 1 + random() % (kKinds.size() - 1)) % kKinds.size();
    }
    return prompts;
}

domain::FacePrompts draw_more(const domain::FacePrompts& asked, const std::function<std::uint32_t()>& random) {
    Order order;
    for (const auto& one : asked) order.push_back(one.prompt);
    std::vector<Order> orders;
    add_orders(order, std::max(kKinds.size(), asked.size() + kMore), orders);
    const auto& drawn = orders.at(random() % orders.size());
    domain::FacePrompts more;
    for (auto i = asked.size(); i < drawn.size(); ++i) more.push_back({drawn[i], draw_pause(random)});
    return more;
}

std::uint32_t system_random() {
    std::uint32_t bits = 0;
    while (::getrandom(&bits, sizeof bits, 0) != sizeof bits) {
        if (errno == EINTR) continue;
        std::perror("uketsuke: getrandom");  // a kiosk that cannot draw must not ask the same of everybody
        std::abort();
    }
    return bits;
}

}  // namespace uketsuke::app
