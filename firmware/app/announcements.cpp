// SPDX-License-Identifier: Apache-2.0
#include "announcements.hpp"

#include <algorithm>

namespace uketsuke::app {
namespace {

/// Of the loudspeaker's, dB SPL: nobody has asked for it.
constexpr int kQuiet = 50;

constexpr std::array kAll{
    Announcement{ui::Output::loudspeaker, "voice.idle", kQuiet},
    Announcement{ui::Output::headphones, "voice.idle_plugged", ui::voice::Level{}.loudness},
};

}  // namespace

base::MonoTime Announcements::due(std::size_t which) const {
    if (every_.at(which) == base::Duration::zero()) return base::MonoTime::max();
    return made_.at(which) ? *made_.at(which) + every_.at(which) : base::MonoTime{};
}

base::MonoTime Announcements::next() const { return std::min(due(0), due(1)); }

const Announcement* Announcements::take(base::MonoTime now) {
    for (std::size_t which = 0; which < kAll.size(); ++which) {
        if (now < due(which)) continue;
        made_.at(which) = now;
        return &kAll.at(which);
    }
    return nullptr;
}

}  // namespace uketsuke::app
