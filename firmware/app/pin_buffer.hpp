// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "firmware/base/secret.hpp"

namespace uketsuke::app {

/// The one place where typed digits stand. The input adapter writes, the card job takes them once, leaving the PIN
/// states wipes them. Thread-bound to the kiosk's thread.
class PinBuffer {
public:
    static constexpr std::size_t kDigits = 4;

    /// Returns how many digits there are now; a fifth is ignored.
    int type(int digit) {
        if (digits_.size() < kDigits) digits_.push(static_cast<std::uint8_t>('0' + digit));
        return count();
    }
    int erase_last() {
        digits_.pop();
        return count();
    }
    int clear() {
        digits_.clear();
        return 0;
    }
    [[nodiscard]] int count() const { return static_cast<int>(digits_.size()); }
    /// Hands the digits over; the buffer is empty afterwards.
    base::Secret take() { return std::exchange(digits_, base::Secret()); }

private:
    base::Secret digits_;
};

}  // namespace uketsuke::app
