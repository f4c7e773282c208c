// SPDX-License-Identifier: Apache-2.0
// A small card for tests of the way to it: it counts, echoes, keeps silent and has one PIN.
#pragma once

#include <atomic>

#include "sim/card/virtual_card.hpp"

namespace uketsuke::test {

/// Commands: 80 EE = echo of the data; 80 AA 00 xx = xx bytes of AA with the Le as the reader wants it; 80 DD = never
/// answers; 00 20 = VERIFY, right while the data is "1234"; anything else 6D00. Counters may be read from any thread.
class TestCard final : public sim::VirtualCard {
public:
    [[nodiscard]] base::Bytes atr() const override;
    void power_up() override { ++power_ups, powered = true, verified = false, in_field_ = true; }
    void power_down() override { powered = false, verified = false; }
    void reset() override {}
    std::optional<base::Bytes> answer(base::ByteView command) override;
    [[nodiscard]] bool in_field() const override { return in_field_; }

    std::atomic<int> commands{0};
    std::atomic<int> power_ups{0};
    std::atomic<bool> powered{false};
    std::atomic<bool> verified{false};

private:
    std::atomic<bool> in_field_{true};
};

base::Bytes echo_command(std::uint8_t byte);

}  // namespace uketsuke::test
