// SPDX-License-Identifier: Apache-2.0
// The port to panel and fingers: what any driver of a panel has to tell and to do. Behind it: an SDL window
// (drivers/sdl) or nothing but memory (ui/paint/headless.hpp).
#pragma once

#include <variant>
#include <vector>

#include "firmware/base/time.hpp"
#include "measure.hpp"

namespace uketsuke::ui {

/// A key of the developer's keyboard, for the simulator: the character it types.
struct DeveloperKey {
    char32_t character = 0;
    bool operator==(const DeveloperKey&) const = default;
};
/// The window was closed.
struct Quit {
    bool operator==(const Quit&) const = default;
};
/// The panel has another size than before (Display::panel()): scenes are to be laid out anew.
struct PanelChanged {
    bool operator==(const PanelChanged&) const = default;
};
/// The panel was unplugged, or is there again: meanwhile nobody sees or touches anything.
struct PanelLost {
    bool lost = true;
    bool operator==(const PanelLost&) const = default;
};
/// A finger on a panel that is dark: it means nothing but that somebody is there.
struct Touched {
    bool operator==(const Touched&) const = default;
};
/// A finger beside all that can be touched, on a scene that asks for places (Scene::spots): where it came down.
struct SpotTouched {
    double x_mm = 0, y_mm = 0;
    bool operator==(const SpotTouched&) const = default;
};
/// A key of the numeric keypad, as it goes down; what it means is the screen's (ui/voice/keys.hpp). Once more with
/// `held` when it has stayed down for kKeyHeld; a key that repeats by itself is one that stays down.
struct KeypadKey {
    enum class Name : std::uint8_t { digit, enter, plus, minus, star, slash, dot, backspace, num_lock };
    Name name = Name::digit;
    int digit = 0;  ///< of Name::digit
    bool held = false;
    bool operator==(const KeypadKey&) const = default;
};
constexpr base::Duration kKeyHeld{1000};
/// Headphones were plugged in, or pulled out.
struct HeadphonesChanged {
    bool plugged = false;
    bool operator==(const HeadphonesChanged&) const = default;
};
/// A touch arrives as what it means: the display has done the hit test on the scene it showed.
using Input = std::variant<flow::Tap, PinKey, TurnPage, DeveloperKey, Quit, PanelChanged, PanelLost, Touched,
                           SpotTouched, KeypadKey, HeadphonesChanged>;

/// Thread-bound to the thread that made it, except wake(). Camera pictures come from the FrameTap it was made with.
class Display {
public:
    virtual ~Display() = default;
    /// What scenes are to be laid out for: the size that there really is. Another one only after wait() told of it;
    /// what was laid out for the former is shown as well as it goes.
    [[nodiscard]] virtual Panel panel() const = 0;
    virtual void show(const Scene& scene) = 0;
    /// Dark: nothing is on the panel, whatever is shown, until it is light again.
    virtual void blank(bool dark) = 0;
    /// From now on; `share`: 0 … 1, of what the panel can.
    virtual void brightness(double share) = 0;
    /// Returns what the fingers did, as soon as there is something, someone calls wake(), or `limit` is over. While it
    /// waits it keeps the camera picture moving.
    virtual std::vector<Input> wait(base::Duration limit) = 0;
    /// Ends the present or the next wait(). Thread-safe.
    virtual void wake() = 0;
    /// How large things become on this panel.
    [[nodiscard]] virtual const Measure& measure() const = 0;
};

}  // namespace uketsuke::ui
