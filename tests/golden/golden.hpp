// SPDX-License-Identifier: Apache-2.0
// Comparing with what is kept in the repository. UPDATE_GOLDENS=1 in the environment writes instead of comparing.
#pragma once

#include <filesystem>
#include <string>

#include "ui/paint/picture.hpp"

namespace uketsuke::tests {

struct Comparison {
    bool same = false;
    std::string why;  ///< what differs, and where the actual result lies
};

/// Exact. `name` is a path under the source tree. A difference leaves the actual file under build/golden-actual.
Comparison compare_text(const std::filesystem::path& name, const std::string& actual);
Comparison compare_picture(const std::filesystem::path& name, const ui::paint::Picture& actual);
/// How many comparisons there were so far in this program.
int compared();

/// Fonts that are not the ones the goldens were made with explain every difference; empty when they are.
std::string changed_fonts();

}  // namespace uketsuke::tests
