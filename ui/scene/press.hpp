// SPDX-License-Identifier: Apache-2.0
// From fingers to meanings: an action happens on release inside the node that was pressed, and a trembling second tap
// does not fall through to the next screen (ui facts UI-21). On a scene with touch by hold it happens once the finger
// has stayed on the node, and a finger that only brushes it, or slides off, means nothing (ui facts UI-23).
#pragma once

#include <optional>

#include "display.hpp"

namespace uketsuke::ui {

/// After a change of screen touches are ignored for so long.
constexpr base::Duration kDebounce{300};
/// On one screen: two downs on one node within this time are one touch. Nobody taps twice so fast, and a panel, or a
/// mouse that the system makes of a finger, reports one touch several times.
constexpr base::Duration kBounce{120};
/// The same for a node that was just let go of: a finger trembles off the glass too.
constexpr base::Duration kReleaseBounce{40};
/// Touch by hold: so long the finger stays. What telephones take for a long press (ui facts UI-23).
constexpr base::Duration kHold{500};

/// What a touch on this node means, which can be touched.
Input meaning_of(const Node& node);

/// Thread-bound. One finger: what other fingers do meanwhile is not passed in.
class Press {
public:
    /// The scene is about to be painted: on a change of screen, or when one can be touched again, nothing counts before
    /// shown().
    void show(const Scene& scene);
    /// It is on the panel.
    void shown(base::MonoTime now);
    /// `at`: when the finger came, not when somebody has time for it.
    void down(double x_mm, double y_mm, base::MonoTime at);
    /// What the touch meant, if it ends where it began.
    std::optional<Input> up(double x_mm, double y_mm, base::MonoTime at);
    /// Where the finger is now. With touch by hold it must not leave the node.
    void move(double x_mm, double y_mm);
    /// When the finger will have stayed long enough; none while nothing is held.
    [[nodiscard]] std::optional<base::MonoTime> due() const;
    /// What the touch meant, once it is due; lifting the finger afterwards means nothing.
    std::optional<Input> held(base::MonoTime now);
    /// The touch got lost and means nothing.
    void cancel() {
        pressed_.clear();
        spot_.reset();
        holding_ = false;
    }
    /// Id of the node under the finger; empty when there is none.
    [[nodiscard]] const std::string& pressed() const { return pressed_; }

private:
    [[nodiscard]] bool bounces(const std::string& id, base::MonoTime at) const;

    Scene scene_;
    std::string pressed_;
    std::optional<SpotTouched> spot_;  ///< a finger that is down beside all of them
    bool holding_ = false;  ///< by hold, and nothing has come of it yet: a finger that trembles off the glass goes on
    std::string last_;  ///< the node that was touched last, on any screen
    base::MonoTime last_down_{}, last_up_{};
    base::MonoTime quiet_until_{};
};

}  // namespace uketsuke::ui
