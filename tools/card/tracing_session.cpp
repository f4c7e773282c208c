// SPDX-License-Identifier: Apache-2.0
#include "tracing_session.hpp"

namespace uketsuke::tools::card {

base::Result<base::Bytes> TracingSession::transmit(base::ByteView command) {
    using Clock = std::chrono::steady_clock;
    const auto sent = Clock::now();
    auto answer = inner_->transmit(command);
    const auto time = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - sent);
    log_.push_back(selected_.after(command, answer));
    log_.back().time = time;
    return answer;
}

}  // namespace uketsuke::tools::card
