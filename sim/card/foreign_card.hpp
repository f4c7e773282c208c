// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "virtual_card.hpp"

namespace uketsuke::sim {

/// A contactless ISO card that is no My Number Card: it has a master file and nothing else.
class ForeignCard : public VirtualCard {
public:
    [[nodiscard]] base::Bytes atr() const override { return {0x3B, 0x80, 0x80, 0x01, 0x01}; }
    void power_up() override {}
    void power_down() override {}
    void reset() override {}
    std::optional<base::Bytes> answer(base::ByteView command) override;
};

}  // namespace uketsuke::sim
