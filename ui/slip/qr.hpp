// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "ui/paint/slip.hpp"

namespace uketsuke::ui {

/// As a QR code that bears a quarter of its signs unreadable (level Q). Empty where it is too long for one.
[[nodiscard]] paint::SlipCode qr_of(const std::string& text);

}  // namespace uketsuke::ui
