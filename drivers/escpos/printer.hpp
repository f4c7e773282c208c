// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "firmware/ports/slip_printer.hpp"
#include "wire.hpp"

namespace uketsuke::drivers::escpos {

/// Any printer that takes ESC/POS and answers DLE EOT. It is asked what is wrong before each slip and after it; plugged
/// out and in again it is found anew.
class Printer : public ports::SlipPrinter {
public:
    using Open = std::function<base::Result<std::unique_ptr<Wire>>()>;
    /// Longest time for an answer, and for a whole slip (9600 baud carry about one row of dots in 50 ms).
    static constexpr base::Duration kAnswer{500}, kSlip{30000};

    /// `width`: dots of a line (commands.hpp). Opens nothing before it is needed.
    Printer(Open open, int width) : open_(std::move(open)), width_(width) {}
    base::Result<void> print(const domain::Image& picture) override;
    base::Result<void> check() override;
    [[nodiscard]] int width() const override { return width_; }

private:
    base::Result<void> asked();
    base::Result<void> stand();

    const Open open_;
    const int width_;
    std::unique_ptr<Wire> wire_;
};

}  // namespace uketsuke::drivers::escpos
