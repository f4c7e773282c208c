// SPDX-License-Identifier: Apache-2.0
// From fingers to meanings: an action happens on release inside the node that was pressed, and a trembling second tap
// does not fall through to the next screen (facts UI-21).
#pragma once

#include <optional>

#include "display.hpp"

namespace uketsuke::ui {

/// After a change of screen touches are ignored for so long.
constexpr base::Duration kDebounce{300};

/// Thread-bound. One finger: what other fingers do meanwhile is not passed in.
class Press {
public:
    void show(const Scene& scene, base::MonoTime now);
    void down(double x_mm, double y_mm, base::MonoTime now);
    /// What the touch meant, if it ends where it began.
    std::optional<Input> up(double x_mm, double y_mm);
    /// Id of the node under the finger; empty when there is none.
    [[nodiscard]] const std::string& pressed() const { return pressed_; }

private:
    Scene scene_;
    std::string pressed_;
    base::MonoTime quiet_until_{};
};

}  // namespace uketsuke::ui
