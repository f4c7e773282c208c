// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "firmware/base/error.hpp"
#include "firmware/domain/image.hpp"

namespace uketsuke::ports {

/// A small printer whose paper the patient takes along. Thread-bound to the printer's lane. Errors: slip_paper_out,
/// slip_failed (the detail says what: gone, cover open, cutter).
class SlipPrinter {
public:
    virtual ~SlipPrinter() = default;
    /// Prints a grey picture, a dot a pixel, and cuts; the wider one is cut off at the right. Returns when the printer has
    /// taken it; where it cannot print nothing is sent.
    virtual base::Result<void> print(const domain::Image& picture) = 0;
    /// Whether the next slip may be expected to be printed.
    virtual base::Result<void> check() = 0;
    /// Of a line, in dots.
    [[nodiscard]] virtual int width() const = 0;
};

}  // namespace uketsuke::ports
