// SPDX-License-Identifier: Apache-2.0
#include "check.hpp"

#include <thread>

#include "broker.hpp"

namespace uketsuke::desk::line {

LineState look_at_line(const std::filesystem::path& folder) {
    using How = LineState::How;
    const auto identity = load_identity(folder);
    if (!identity) return {How::not_joined};
    LineState state{How::right, identity->name, identity->broker, identity->days_left};
    if (state.days_left < 0) {
        state.how = How::ended;
        return state;
    }
    const auto broker = Broker::open(*identity);
    const auto end = std::chrono::steady_clock::now() + Broker::kPatience;
    while (broker && !(*broker)->there() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    if (!broker || !(*broker)->there()) state.how = How::unreachable;
    return state;
}

}  // namespace uketsuke::desk::line
