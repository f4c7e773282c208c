// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "approach.hpp"
#include "firmware/base/time.hpp"
#include "sim/faults/fault_table.hpp"
#include "sim/rig/cast.hpp"

namespace uketsuke::sim {

/// From the moment at which whoever was there has gone.
constexpr base::Duration kReadyWithin{10'000};

/// What came of a fault that begins in a state.
struct Cell {
    enum class Kind {
        met,         ///< it fired in this visit, and all held
        met_later,   ///< it fired in a visit after it, and all held
        impossible,  ///< it cannot be set here, or nobody from here on asks what is broken: `told` says why
        broken,      ///< something did not hold: `told` says what
    } kind = Kind::broken;
    flow::State state{};
    const FaultRule* fault = nullptr;
    flow::State fired_at{};   ///< the state in which the device counted it first
    flow::State ready_at{};   ///< idle, or the screen that tells staff
    base::Duration ready{0};  ///< after the patient had gone
    std::string told;
};

/// A fresh kiosk is led to the state, the fault is set there and the visit goes on; where the fault does not fire, more
/// visits follow. Once the device has counted it, the patient goes, and the kiosk must be ready for the next one or at
/// a screen that tells staff, within kReadyWithin; once it is mended it must become idle. Everything that must never
/// happen is held against it all the while (Overseer). `scenarios`: the folder of the approaches.
Cell play_cell(const Approach& approach, const FaultRule& fault, const std::filesystem::path& scenarios,
               const std::shared_ptr<const Cast>& cast);

}  // namespace uketsuke::sim
