// SPDX-License-Identifier: Apache-2.0
// A receipt printer made of software: takes what the driver sends, answers its questions, and keeps each slip as the
// picture that would be on the paper.
#pragma once

#include <vector>

#include "drivers/escpos/wire.hpp"
#include "firmware/domain/image.hpp"

namespace uketsuke::sim {

/// Thread-bound.
class Paper {
public:
    bool out = false;  ///< no paper
    bool cover_open = false;
    bool cutter_blocked = false;
    bool silent = false;                ///< takes everything and answers nothing
    std::vector<domain::Image> slips;   ///< that were cut off, in order
    std::vector<std::uint8_t> unknown;  ///< bytes that it did not understand

    /// The printer's end of a wire to it; the paper must outlive it.
    std::unique_ptr<drivers::escpos::Wire> wire();
    void take(base::ByteView bytes);
    /// The next byte of its answers.
    std::optional<std::uint8_t> answer();
    void drop_answers() { answers_.clear(); }

private:
    std::size_t take_command(base::ByteView bytes);
    std::size_t take_raster(base::ByteView bytes);
    void cut();
    [[nodiscard]] std::uint8_t status(int query) const;

    base::Bytes waiting_;  ///< of a command that has not come whole
    std::vector<std::uint8_t> answers_;
    domain::Image roll_;  ///< since the last cut
};

}  // namespace uketsuke::sim
