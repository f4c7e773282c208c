// SPDX-License-Identifier: Apache-2.0
// What an idle kiosk tells of itself, so that the next person who does not see finds how to begin: the loudspeaker as
// often as the site wants it, and headphones that were left in the jack more often, since they disturb nobody.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "firmware/base/time.hpp"
#include "ui/scene/speaker.hpp"
#include "ui/voice/levels.hpp"

namespace uketsuke::app {

struct Announcement {
    ui::Output output;
    std::string_view key;  ///< of the words
    int loudness;          ///< dB SPL
};

/// Pure; time comes from outside.
class Announcements {
public:
    static constexpr base::Duration kIntoHeadphones{15000};

    /// `every`: of the loudspeaker's; zero: never.
    explicit Announcements(base::Duration every) : every_{every, base::Duration::zero()} {}
    void plugged(bool there) { every_[1] = there ? kIntoHeadphones : base::Duration::zero(); }
    /// When the next one is due; MonoTime::max(): none ever is.
    [[nodiscard]] base::MonoTime next() const;
    /// The one that is due, which counts as made.
    const Announcement* take(base::MonoTime now);

private:
    [[nodiscard]] base::MonoTime due(std::size_t which) const;

    std::array<base::Duration, 2> every_;
    std::array<std::optional<base::MonoTime>, 2> made_;  ///< last
};

}  // namespace uketsuke::app
