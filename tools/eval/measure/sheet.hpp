// SPDX-License-Identifier: Apache-2.0
// The pairs that went worst, side by side, as one picture for the user's own disk.
#pragma once

#include <filesystem>

#include "compare.hpp"

namespace uketsuke::tools::eval {

/// A PNG: the lowest genuine pairs above, the highest impostors below, each with its score.
/// Errors: file_unreadable (it cannot be written).
base::Result<void> write_worst_pairs(const Compared& compared, const std::filesystem::path& folder,
                                     const std::vector<Picture>& pictures, const std::filesystem::path& out);

}  // namespace uketsuke::tools::eval
