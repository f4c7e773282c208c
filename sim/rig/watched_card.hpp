// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "sim/card/virtual_card.hpp"

namespace uketsuke::sim {

/// Shows every command to somebody before the card gets it. Thread-bound like the card within.
class WatchedCard : public VirtualCard {
public:
    /// An empty command: the card was powered up.
    using Watch = std::function<void(base::ByteView command)>;
    WatchedCard(std::shared_ptr<VirtualCard> card, Watch watch) : card_(std::move(card)), watch_(std::move(watch)) {}

    [[nodiscard]] base::Bytes atr() const override { return card_->atr(); }
    void power_up() override {
        watch_({});
        card_->power_up();
    }
    void power_down() override { card_->power_down(); }
    void reset() override { card_->reset(); }
    [[nodiscard]] bool in_field() const override { return card_->in_field(); }
    std::optional<base::Bytes> answer(base::ByteView command) override {
        watch_(command);
        return card_->answer(command);
    }

private:
    std::shared_ptr<VirtualCard> card_;
    Watch watch_;
};

}  // namespace uketsuke::sim
