// SPDX-License-Identifier: Apache-2.0
// The page that shows what differs from the goldens.
#pragma once

#include "golden.hpp"

namespace uketsuke::tests {

/// The expected picture in pale grey, and red where the actual one differs; the size is the larger one's.
ui::paint::Picture difference_of(const ui::paint::Picture& expected, const ui::paint::Picture& actual);

/// Notes a difference: `actual` lies there already. `how` is a sentence or the first lines that differ.
void report_difference(const GoldenFolders& folders, const std::filesystem::path& name, const std::string& how);
/// It is as it is kept (again).
void report_same(const GoldenFolders& folders, const std::filesystem::path& name);

}  // namespace uketsuke::tests
