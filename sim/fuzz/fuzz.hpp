// SPDX-License-Identifier: Apache-2.0
// Random people, fingers, faults and clocks through the product's flow, screens, client and files on the virtual rig,
// with everything that must never happen held against it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"
#include "sim/crowd/trace.hpp"
#include "sim/rig/cast.hpp"

namespace uketsuke::sim {

/// What happened at one kiosk, in a scenario's lines, its header first.
using Lines = std::vector<std::string>;

struct Walked {
    Lines lines;
    std::set<std::string> complaints;
    int steps = 0, visits = 0, results = 0;
    int fired = 0;  ///< faults that met the kiosk
};
using People = std::shared_ptr<const Cast>;
/// A walk of so many lines, the same for the same seed; at its end everything is mended and the card is taken, and the
/// kiosk must be ready. `trace`: hears of all of it. Errors: those of the rig.
base::Result<Walked> walk(std::uint32_t seed, int lines, const People& people, Trace* trace = nullptr);
/// The same lines once more. Lines that do not fit what happens now are passed over. Errors: those of the rig.
base::Result<Walked> replay(const Lines& lines, const People& people);
/// Fewer lines that bring the same complaint, by playing again at most `plays` times.
Lines shrunk(Lines lines, const std::string& complaint, int plays, const People& people);

}  // namespace uketsuke::sim
