// SPDX-License-Identifier: Apache-2.0
#include "draw_prompts.hpp"

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace uketsuke::app {
namespace {
using domain::FacePrompt;
constexpr std::array kKinds{FacePrompt::turn_left, FacePrompt::turn_right, FacePrompt::blink};
constexpr std::uint32_t kShortestMs = 300, kLongestMs = 900;
}  // namespace

domain::FacePrompts draw_prompts(int count, const std::function<std::uint32_t()>& random) {
    domain::FacePrompts prompts;
    // The remainder of 32 bits by a number below 700 prefers none by more than one in five million.
    std::uint32_t kind = random() % (count == 1 ? 2 : kKinds.size());
    while (static_cast<int>(prompts.size()) < count) {
        const base::Duration after(kShortestMs + random() % (kLongestMs - kShortestMs + 1));
        prompts.push_back({kKinds.at(kind), after});
        kind = (kind + 1 + random() % (kKinds.size() - 1)) % kKinds.size();
    }
    return prompts;
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
