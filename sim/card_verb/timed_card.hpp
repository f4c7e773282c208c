// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "drivers/mynumber/command_view.hpp"
#include "sim/card/virtual_card.hpp"

namespace uketsuke::sim {

/// A card that takes a given time for each kind of command, by its name (name_of_command); for others none. Sleeps.
class TimedCard : public VirtualCard {
public:
    using Times = std::map<std::string, std::chrono::microseconds>;
    TimedCard(std::shared_ptr<VirtualCard> card, Times times) : card_(std::move(card)), times_(std::move(times)) {}

    [[nodiscard]] base::Bytes atr() const override { return card_->atr(); }
    void power_up() override { card_->power_up(); }
    void power_down() override { card_->power_down(); }
    void reset() override { card_->reset(); }
    [[nodiscard]] bool in_field() const override { return card_->in_field(); }
    std::optional<base::Bytes> answer(base::ByteView command) override {
        const auto from = std::chrono::steady_clock::now();
        auto response = card_->answer(command);
        const auto view = drivers::mynumber::view_of(command);
        const auto time = times_.find(std::string(drivers::mynumber::name_of_command(view.header, view.data_length)));
        if (time != times_.end()) std::this_thread::sleep_until(from + time->second);
        return response;
    }

private:
    std::shared_ptr<VirtualCard> card_;
    const Times times_;
};

}  // namespace uketsuke::sim
