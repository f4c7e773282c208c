// SPDX-License-Identifier: Apache-2.0
// Looks at what goes to a card and comes back, and keeps of it what may be shown.
#pragma once

#include <memory>
#include <vector>

#include "exchange.hpp"
#include "firmware/ports/card.hpp"

namespace uketsuke::tools::card {

/// Hands everything through. Thread-bound; the log outlives it.
class TracingSession final : public ports::CardSession {
public:
    TracingSession(std::unique_ptr<ports::CardSession> inner, std::vector<Exchange>& log)
        : inner_(std::move(inner)), log_(log) {}

    base::Result<base::Bytes> transmit(base::ByteView command) override;
    void begin_dialogue() override { inner_->begin_dialogue(); }
    [[nodiscard]] domain::CardRef card() const override { return inner_->card(); }
    [[nodiscard]] std::size_t longest_answer() const override { return inner_->longest_answer(); }

private:
    std::unique_ptr<ports::CardSession> inner_;
    std::vector<Exchange>& log_;
    Selected selected_;
};

}  // namespace uketsuke::tools::card
