// SPDX-License-Identifier: Apache-2.0
// How long an APDU takes between a reader and a contactless card (ISO 14443 type B), and a card that takes it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "firmware/base/time.hpp"
#include "virtual_card.hpp"

namespace uketsuke::sim {

/// Model of the link and the chip (security facts 5.2): 10 bit times a character, frames of at most 256 bytes with
/// chaining and acknowledgement, guard times, and the chip's own time. Rates: 106, 212, 424, 848 kbit/s.
struct AirLink {
    int kilobits = 106;
    std::chrono::microseconds guard{150};          ///< turn-around, each direction
    std::chrono::microseconds processing{3'000};   ///< of the chip, any command
    std::chrono::microseconds signature{400'000};  ///< of the chip, RSA-2048
};

/// Modelled time of one exchange.
std::chrono::microseconds exchange_time(const AirLink& link, base::ByteView command, std::size_t response_size);

/// Puts a card on the air: each exchange *spends* its modelled time through a callback, which moves virtual time or
/// sleeps. Thread-bound like the card within.
class PacedCard : public VirtualCard {
public:
    /// Spends whole milliseconds; the rest is carried over to the next exchange.
    using Spend = std::function<void(base::Duration)>;
    PacedCard(std::shared_ptr<VirtualCard> card, AirLink link, Spend spend)
        : card_(std::move(card)), link_(link), spend_(std::move(spend)) {}

    [[nodiscard]] base::Bytes atr() const override { return card_->atr(); }
    void power_up() override { card_->power_up(); }
    void power_down() override { card_->power_down(); }
    void reset() override { card_->reset(); }
    [[nodiscard]] bool in_field() const override { return card_->in_field(); }
    std::optional<base::Bytes> answer(base::ByteView command) override;

    /// All modelled time so far.
    [[nodiscard]] std::chrono::microseconds total() const { return total_; }

private:
    std::shared_ptr<VirtualCard> card_;
    AirLink link_;
    Spend spend_;
    std::chrono::microseconds total_{0};
    std::chrono::microseconds owed_{0};
};

}  // namespace uketsuke::sim
