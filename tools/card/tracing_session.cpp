// SPDX-License-Identifier: Apache-2.0
#include "tracing_session.hpp"

namespace uketsuke::tools::card {
namespace {

constexpr std::uint8_t kSelect = 0xA4, kByName = 0x04;

bool selects_application(const drivers::mynumber::CommandView& command) {
    return command.header[1] == kSelect && command.header[2] == kByName;
}

}  // namespace

base::Result<base::Bytes> TracingSession::transmit(base::ByteView command) {
    using Clock = std::chrono::steady_clock;
    Exchange exchange;
    exchange.command = drivers::mynumber::view_of(command);
    const auto sent = Clock::now();
    auto answer = inner_->transmit(command);
    exchange.time = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - sent);
    if (!answer) {
        exchange.error = answer.error().code;
    } else if (const auto size = answer->size(); size >= 2) {
        exchange.status.value = static_cast<std::uint16_t>((*answer)[size - 2] << 8 | (*answer)[size - 1]);
        exchange.answer_length = size - 2;
    }
    follow(exchange);
    exchange.application = application_;
    exchange.file = exchange.command.file ? exchange.command.file : file_;
    log_.push_back(exchange);
    return answer;
}

/// What is selected from now on.
void TracingSession::follow(const Exchange& exchange) {
    if (exchange.error || !exchange.status.ok()) return;
    if (selects_application(exchange.command)) {
        application_ = exchange.command.application;
        file_.reset();
    } else if (exchange.command.file) {
        file_ = exchange.command.file;
    }
}

}  // namespace uketsuke::tools::card
