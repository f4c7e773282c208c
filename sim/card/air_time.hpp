// SPDX-License-Identifier: Apache-2.0
// How long an APDU takes between a reader and a contactless card (ISO 14443 type B), and a card that takes it.
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "firmware/base/time.hpp"
#include "virtual_card.hpp"

namespace uketsuke::sim {

/// The rates of ISO 14443, kbit/s. Which of them a card takes, its answer to the reader tells (card facts A1).
inline constexpr std::array kAirRates{106, 212, 424, 848};

/// Model of the link and the chip (security facts 5.2): 10 bit times a character, frames of at most 256 bytes with
/// chaining and acknowledgement, guard times, and the chip's own time. A lower bound: no lost frame, no waiting-time
/// extension. Sources of the values are told one by one.
struct AirLink {
    int kilobits = 106;
    std::chrono::microseconds guard{150};          ///< each direction; ISO 14443-3 TR0 and TR1, at least 151 µs at 106
    std::chrono::microseconds processing{3'000};   ///< of the chip, any command; security facts 5.2
    std::chrono::microseconds signature{400'000};  ///< of the chip, RSA-2048; 0.3–0.6 s, security facts 5.1, unchecked

    /// nullopt for a rate that there is not.
    static std::optional<AirLink> at(int kilobits);
};

/// Bytes in all frames of one exchange, acknowledgements included.
std::size_t bytes_on_air(base::ByteView command, std::size_t response_size);
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

    /// Sleeps: the card takes its time in reality.
    static Spend sleeping();

    /// All modelled time so far.
    [[nodiscard]] std::chrono::microseconds total() const { return total_; }
    /// Exchanges so far, and the bytes in their frames.
    [[nodiscard]] int exchanges() const { return exchanges_; }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

private:
    std::shared_ptr<VirtualCard> card_;
    AirLink link_;
    Spend spend_;
    std::chrono::microseconds total_{0};
    int exchanges_ = 0;
    std::size_t bytes_ = 0;
    std::chrono::microseconds owed_{0};
};

}  // namespace uketsuke::sim
