// SPDX-License-Identifier: Apache-2.0
// What an utterance will sound like, before any of its recordings is read: how long it is, for whoever waits for its
// end, and what makes the sound of it, for the thread that plays it.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "clips.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::ui::voice {

class Recipe {
public:
    void add_silence(base::Duration length) { parts_.push_back({length, {}}); }
    void add(Unread clip) { parts_.push_back(std::move(clip)); }
    /// As long as it lasts at so many per cent of the speed.
    [[nodiscard]] base::Duration length(int rate_percent) const;
    /// All of it at that speed, behind a silence of `delay`. A recording that turns out to be damaged is a silence of
    /// its length. May wait for a disk; needs neither the recipe nor the clips any more.
    [[nodiscard]] std::function<Samples()> maker(int rate_percent, base::Duration delay) const;

private:
    std::vector<Unread> parts_;  ///< without read: silence
};

}  // namespace uketsuke::ui::voice
