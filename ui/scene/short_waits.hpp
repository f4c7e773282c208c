// SPDX-License-Identifier: Apache-2.0
// A wait that is over at once is not shown: seven rings that flash by are no news. The screen before it stays, and what
// is touched there meanwhile means nothing.
#pragma once

#include <optional>

#include "scene.hpp"

namespace uketsuke::ui {

/// A wait is shown once it has lasted so long, and its words stay for as long.
constexpr base::Duration kUnseenWait{400};

/// Decides what the panel shows of the screens that the flow is at. Its time comes from outside. Thread-bound.
class ShortWaits {
public:
    /// The flow is at this screen now. Returns what to show; nothing: what is shown stays. `at_once`: also a wait, for
    /// whoever tries the same thing again must see that it is tried.
    std::optional<Scene> next(Scene scene, base::MonoTime now, bool at_once = false);
    /// The wait that has lasted long enough, once.
    std::optional<Scene> due(base::MonoTime now);
    /// When due() has something; MonoTime::max(): nothing waits.
    [[nodiscard]] base::MonoTime due_at() const { return due_at_; }

private:
    Scene show(Scene scene);

    Scene shown_;
    std::optional<Scene> unseen_;
    base::MonoTime due_at_ = base::MonoTime::max();
};

/// The kiosk works there, and asks nothing.
bool is_wait(const Scene& scene);
/// The same to look at, with nothing to touch.
Scene untouchable(Scene scene);

}  // namespace uketsuke::ui
