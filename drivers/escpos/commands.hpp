// SPDX-License-Identifier: Apache-2.0
// ESC/POS, the commands that receipt printers of most makers take: the few that a slip needs. Everything printed is a
// picture, so that any printer prints any letter.
#pragma once

#include <cstdint>
#include <optional>

#include "firmware/base/error.hpp"
#include "firmware/domain/image.hpp"

namespace uketsuke::drivers::escpos {

/// Dots of a line: 203 dpi on paper of 58 mm and 80 mm.
constexpr int kNarrow = 384, kWide = 576;

/// Set up, the picture in bands (GS v 0), fed and cut (GS V 66). Darker than half is a dot. At most `width` dots of
/// each row.
base::Bytes printed(const domain::Image& picture, int width);

/// Ends what a broken send left half, be it a whole band of `width` dots, sets up anew and cuts off what was printed of
/// it, so that it does not hang on the next slip: what is too much are bytes that mean nothing.
base::Bytes resync(int width);

/// What DLE EOT asks for.
enum class Query : std::uint8_t { printer = 1, offline = 2, error = 3, paper = 4 };
base::Bytes question(Query query);
/// What a status byte says is wrong. Errors: slip_paper_out, slip_failed (no status byte; offline, cover open, cutter,
/// another error).
base::Result<void> judge(Query query, std::uint8_t status);

}  // namespace uketsuke::drivers::escpos
