// SPDX-License-Identifier: Apache-2.0
#include "call_limit.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace uketsuke::app {

void CallLimit::begin_while(base::MonoTime now) {
    while_ = while_ == base::Duration{} ? kFirst : std::min(2 * while_, kLongest);
    until_ = now + while_;
}

bool CallLimit::call(const StaffCall& call, base::MonoTime now) {
    if (now >= std::exchange(last_, now) + kCalm && !held_) while_ = {};
    const bool at_once = !held_ && (while_ == base::Duration{} || now >= until_);
    if (at_once) {
        begin_while(now);
    } else {
        held_ = call;
        ++count_;
    }
    return at_once;
}

std::optional<StaffCall> CallLimit::due(base::MonoTime now) {
    if (!held_ || now < until_) return std::nullopt;
    begin_while(now);
    return rest();
}

std::optional<StaffCall> CallLimit::rest() {
    if (!held_) return std::nullopt;
    auto call = *std::exchange(held_, std::nullopt);
    call.note.calls = std::exchange(count_, 0);
    call.record.fields.emplace_back("calls", std::to_string(call.note.calls));
    return call;
}

}  // namespace uketsuke::app
