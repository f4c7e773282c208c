// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "sim/rig/rig.hpp"

namespace uketsuke::sim {

/// What might happen at a kiosk at any moment, as a scenario's line: a finger, a hand with a card, somebody before the
/// camera, a fault or its end, a clock that is set, time. The same lines for the same seed and the same screens.
class Chance {
public:
    Chance(std::uint32_t seed, const std::vector<Person>& people);

    /// What kiosk it is: words after `facts`, one of each setting that patients or faults may meet.
    std::vector<std::string> facts();
    /// Something, at this screen.
    std::string anything(Rig& rig);
    /// Somebody with a card.
    const Person& anybody();
    /// True `percent` times of a hundred.
    bool says(int percent) { return below(100) < percent; }
    /// Ends each fault that was set and not mended.
    std::vector<std::string> mend_all();

private:
    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
    std::optional<std::string> finger(Rig& rig);
    std::string hand();
    std::string eyes();
    std::string fault();
    std::string mend();
    std::string time();
    std::string calendar(Rig& rig);

    std::mt19937 random_;
    std::vector<const Person*> people_;
    std::vector<std::string> broken_;  ///< devices
};

}  // namespace uketsuke::sim
