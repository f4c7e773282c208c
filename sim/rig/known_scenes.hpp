// SPDX-License-Identifier: Apache-2.0
// Thousands of kiosks of one program show the same screens.
#pragma once

#include "ui/screens/screens.hpp"

namespace uketsuke::sim {

/// ui::layout(), whose scene hangs on nothing but what it is given: what this thread was told before comes out of its
/// memory. All displays of the thread must measure alike, and all languages have the project's own texts.
ui::Scene layout_from_memory(const ui::ViewModel& view, const ui::MeasuredPanel& panel, const ui::Languages& languages);

}  // namespace uketsuke::sim
