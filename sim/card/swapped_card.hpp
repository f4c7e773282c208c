// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>

#include "virtual_card.hpp"

namespace uketsuke::sim {

/// Two cards in turn: at one command the first is gone and the second lies there, powered up, and the reader has
/// noticed nothing (card facts B7). Thread-bound to the reader that plays it; `swapped` may be asked from any thread.
class SwappedCard : public VirtualCard {
public:
    /// From the `at`th command on (1 = the first) the second card answers.
    SwappedCard(std::shared_ptr<VirtualCard> first, std::shared_ptr<VirtualCard> second, int at)
        : card_(std::move(first)), second_(std::move(second)), at_(at) {}

    [[nodiscard]] base::Bytes atr() const override { return card_->atr(); }
    void power_up() override { card_->power_up(); }
    void power_down() override { card_->power_down(); }
    void reset() override { card_->reset(); }
    [[nodiscard]] bool in_field() const override { return card_->in_field(); }
    std::optional<base::Bytes> answer(base::ByteView command) override;
    [[nodiscard]] bool swapped() const { return swapped_; }

private:
    std::shared_ptr<VirtualCard> card_, second_;
    int at_;
    std::atomic<bool> swapped_{false};
};

}  // namespace uketsuke::sim
