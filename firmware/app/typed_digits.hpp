// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "firmware/base/secret.hpp"

namespace uketsuke::app {

/// Where digits stand while they are typed: a PIN, the printed digits, a staff code or a patient card's number,
/// whichever the screen asks for. The keys write; what is confirmed goes to its own place in the vault (Typed); leaving
/// the states of the pad wipes the rest. Thread-bound to the kiosk's thread.
class TypedDigits {
public:
    /// How many digits the present screen takes.
    void limit(int digits) { limit_ = static_cast<std::size_t>(digits); }
    /// Returns how many digits there are now; one beyond the limit is ignored.
    int type(int digit) {
        if (digits_.size() < limit_) digits_.push(static_cast<std::uint8_t>('0' + digit));
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
    /// To be shown: for what is printed on the card, never for a PIN or a code.
    [[nodiscard]] std::string readable() const {
        const auto digits = digits_.expose();
        return {digits.begin(), digits.end()};
    }
    /// Hands the digits over; the buffer is empty afterwards.
    base::Secret take() { return std::exchange(digits_, base::Secret()); }

private:
    base::Secret digits_;
    std::size_t limit_ = 0;
};

}  // namespace uketsuke::app
