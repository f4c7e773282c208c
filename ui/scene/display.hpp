// SPDX-License-Identifier: Apache-2.0
// The port to panel and fingers. Behind it: an SDL window (drivers/sdl) or nothing but memory (ui/paint/headless.hpp).
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
/// A touch arrives as what it means: the display has done the hit test on the scene it showed.
using Input = std::variant<flow::Tap, PinKey, DeveloperKey, Quit>;

/// Thread-bound to the thread that made it, except wake(). Camera pictures come from the FrameTap it was made with.
class Display {
public:
    virtual ~Display() = default;
    virtual void show(const Scene& scene) = 0;
    /// Returns what the fingers did, as soon as there is something, someone calls wake(), or `limit` is over. While it
    /// waits it keeps the camera picture moving.
    virtual std::vector<Input> wait(base::Duration limit) = 0;
    /// Ends the present or the next wait(). Thread-safe.
    virtual void wake() = 0;
    /// How large things become on this panel.
    [[nodiscard]] virtual const Measure& measure() const = 0;
};

}  // namespace uketsuke::ui
