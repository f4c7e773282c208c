// SPDX-License-Identifier: Apache-2.0
// Ports behind switches that make them fail or take their time, and count how often they did.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "firmware/flow/setting.hpp"
#include "firmware/ports/card.hpp"
#include "firmware/wiring/clinic_side.hpp"
#include "sim/faults/failing.hpp"
#include "sim/faults/fault_board.hpp"

namespace uketsuke::sim {

/// Journal, counters, decoder, desk, results, settings' file and terminal credentials of a rig, each behind a switch.
/// Must outlive the ports that stand behind them.
class Switches {
public:
    /// `results`: the folder that "results off" takes away. `pass`: lets time pass on the thread that calls a port.
    Switches(std::filesystem::path results, const Switch::Pass& pass);

    /// The devices of this class.
    void add_to(FaultBoard& board);

    /// What the kiosk's wiring puts around its ports.
    wiring::ClinicAround clinic();
    wiring::Around<ports::PhotoDecoder> decoder();
    /// "settings off": the settings' file cannot be written.
    using KeepSetting = std::function<base::Result<void>(flow::Setting, int value)>;
    KeepSetting settings(KeepSetting keep);
    std::unique_ptr<ports::CardSignature> terminal(std::unique_ptr<ports::CardSignature> signature);

private:
    base::Result<void> set_results(std::string_view words);
    void take_results_away(bool away);

    std::filesystem::path results_folder_;
    bool results_away_ = false;
    Switch audit_, counters_, decoder_, desk_, results_, settings_, terminal_;
};

}  // namespace uketsuke::sim
