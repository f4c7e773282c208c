// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "sim/card/virtual_card.hpp"

namespace uketsuke::sim {

/// Shows every command to somebody before the card gets it, and with its answer afterwards. Thread-bound like the card
/// within.
class WatchedCard : public VirtualCard {
public:
    /// An empty command: the card was powered up.
    using Watch = std::function<void(base::ByteView command)>;
    /// No answer: the card was torn out.
    using Answered = std::function<void(base::ByteView command, const std::optional<base::Bytes>& answer)>;
    WatchedCard(std::shared_ptr<VirtualCard> card, Watch watch, Answered answered = {})
        : card_(std::move(card)), watch_(std::move(watch)), answered_(std::move(answered)) {}

    [[nodiscard]] base::Bytes atr() const override { return card_->atr(); }
    void power_up() override {
        if (watch_) watch_({});
        card_->power_up();
    }
    void power_down() override { card_->power_down(); }
    void reset() override { card_->reset(); }
    [[nodiscard]] bool in_field() const override { return card_->in_field(); }
    std::optional<base::Bytes> answer(base::ByteView command) override {
        if (watch_) watch_(command);
        auto answer = card_->answer(command);
        if (answered_) answered_(command, answer);
        return answer;
    }

private:
    std::shared_ptr<VirtualCard> card_;
    Watch watch_;
    Answered answered_;
};

}  // namespace uketsuke::sim
