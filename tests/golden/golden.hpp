// SPDX-License-Identifier: Apache-2.0
// Comparing with what is kept in the repository. UPDATE_GOLDENS=1 in the environment writes instead of comparing.
#pragma once

#include <filesystem>
#include <string>

#include "ui/paint/picture.hpp"

namespace uketsuke::tests {

struct Comparison {
    bool same = false;
    std::string why;  ///< what differs, and where it is shown
};

/// Where goldens are kept, and where a difference is shown: build/golden-actual has the actual files by the names of
/// the goldens (`./kiosk accept` takes them over), build/golden-report a page with expected, actual and difference.
struct GoldenFolders {
    std::filesystem::path tree;  ///< of the sources
    [[nodiscard]] std::filesystem::path kept(const std::filesystem::path& name) const { return tree / name; }
    [[nodiscard]] std::filesystem::path actual() const { return tree / "build" / "golden-actual"; }
    [[nodiscard]] std::filesystem::path report() const { return tree / "build" / "golden-report"; }
};
const GoldenFolders& golden_folders();

/// Exact. `name` is a path under the source tree.
Comparison compare_text(const std::filesystem::path& name, const std::string& actual,
                        const GoldenFolders& folders = golden_folders());
Comparison compare_picture(const std::filesystem::path& name, const ui::paint::Picture& actual,
                           const GoldenFolders& folders = golden_folders());
/// How many comparisons there were so far in this program.
int compared();

/// Fonts that are not the ones the goldens were made with explain every difference; empty when they are.
std::string changed_fonts();

}  // namespace uketsuke::tests
