// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "firmware/ports/slip_printer.hpp"
#include "wire.hpp"

namespace uketsuke::drivers::escpos {

/// Any printer that takes ESC/POS and answers DLE EOT. It is asked what is wrong before each slip and after it; plugged
/// out and in again it is found anew. Where a slip broke off, what the printer has of it is ended before the next word.
class Printer : public ports::SlipPrinter {
public:
    using Open = std::function<base::Result<std::unique_ptr<Wire>>()>;
    /// Longest time for an answer, besides that of the bytes before it, and for a whole slip, unless its bytes need
    /// more than half of it (9600 baud carry about one row of dots in 50 ms).
    static constexpr base::Duration kAnswer{500}, kSlip{30000};

    /// `width`: dots of a line (commands.hpp). Opens nothing before it is needed.
    Printer(Open open, int width) : open_(std::move(open)), width_(width) {}
    base::Result<void> print(const domain::Image& picture) override;
    base::Result<void> check() override;
    [[nodiscard]] int width() const override { return width_; }

private:
    base::Result<void> stand();
    base::Result<void> asked(base::Duration patience);
    base::Result<void> look(base::Duration patience);
    base::Result<void> put(const base::Bytes& bytes);

    const Open open_;
    const int width_;
    std::unique_ptr<Wire> wire_;
    bool broken_ = false;  ///< a send broke off: the printer may have half a command
};

}  // namespace uketsuke::drivers::escpos
