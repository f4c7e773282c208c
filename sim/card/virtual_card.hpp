// SPDX-License-Identifier: Apache-2.0
// A card that a simulated reader can hold: in process, or behind vpcd and the real pcscd.
#pragma once

#include <optional>

#include "firmware/base/bytes.hpp"

namespace uketsuke::sim {

/// What any smart card does when a reader holds it. Outlives its insertions: counters and keys are the card's own.
/// Thread-bound to the reader that holds it, unless the card says otherwise.
class VirtualCard {
public:
    virtual ~VirtualCard() = default;
    /// Empty: the card does not answer to power.
    [[nodiscard]] virtual base::Bytes atr() const = 0;
    /// Contact on: the card forgets what was selected and verified.
    virtual void power_up() = 0;
    virtual void power_down() = 0;
    /// Warm reset: the verified state is kept, and the application; the file is no longer selected (card facts A3, trap
    /// c; B7: 6986).
    virtual void reset() = 0;
    /// One command APDU in, one response APDU out; nullopt when the card never answers (torn out, hung). A card that
    /// left the field in the middle of its answer returns what got through, with in_field() false.
    virtual std::optional<base::Bytes> answer(base::ByteView command) = 0;
    /// False once the card tore itself out of the field (a fault), until the next power_up. A hung card is still there.
    [[nodiscard]] virtual bool in_field() const { return true; }
};

}  // namespace uketsuke::sim
