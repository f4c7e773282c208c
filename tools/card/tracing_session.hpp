// SPDX-License-Identifier: Apache-2.0
// Looks at what goes to a card and comes back, and keeps of it what may be shown.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "drivers/mynumber/command_view.hpp"
#include "firmware/ports/card.hpp"

namespace uketsuke::tools::card {

/// One command and its answer. Lengths, names and times; no data of either.
struct Exchange {
    drivers::mynumber::CommandView command;
    const drivers::mynumber::KnownApplication* application = nullptr;  ///< selected when the command was done
    std::optional<std::uint16_t> file;                                 ///< that it was about, as far as it can be known
    drivers::mynumber::StatusWord status;
    std::size_t answer_length = 0;         ///< without the status word
    std::optional<base::ErrorCode> error;  ///< instead of an answer
    std::chrono::microseconds time{};
};

/// Hands everything through. Thread-bound; the log outlives it.
class TracingSession final : public ports::CardSession {
public:
    TracingSession(std::unique_ptr<ports::CardSession> inner, std::vector<Exchange>& log)
        : inner_(std::move(inner)), log_(log) {}

    base::Result<base::Bytes> transmit(base::ByteView command) override;
    [[nodiscard]] domain::CardRef card() const override { return inner_->card(); }
    [[nodiscard]] std::size_t longest_answer() const override { return inner_->longest_answer(); }

private:
    void follow(const Exchange& exchange);

    std::unique_ptr<ports::CardSession> inner_;
    std::vector<Exchange>& log_;
    const drivers::mynumber::KnownApplication* application_ = nullptr;
    std::optional<std::uint16_t> file_;
};

}  // namespace uketsuke::tools::card
