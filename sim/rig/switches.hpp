// SPDX-License-Identifier: Apache-2.0
// Ports behind switches that make them fail and count how often they did.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>

#include "firmware/ports/card.hpp"
#include "firmware/flow/setting.hpp"
#include "firmware/wiring/clinic_side.hpp"
#include "sim/card/card_faults.hpp"

namespace uketsuke::sim {

/// A fault that is set on one thread and fires on another.
class Switch {
public:
    void set(bool on) {
        const std::scoped_lock lock(mutex_);
        fault_ = {on, 0};
    }
    bool fires() {
        const std::scoped_lock lock(mutex_);
        return fault_.fires();
    }
    [[nodiscard]] int fired() const {
        const std::scoped_lock lock(mutex_);
        return fault_.fired;
    }

private:
    mutable std::mutex mutex_;
    Fault fault_;
};

/// The words "audit off", "counters off" and so on of a rig. Must outlive the ports that stand behind them.
class Switches {
public:
    /// `results`: the folder that "results off" takes away.
    explicit Switches(std::filesystem::path results) : results_folder_(std::move(results)) {}

    /// Sets or ends the fault of a device. False: it has no switch.
    bool set(std::string_view device, bool on);
    /// How often it fired; 0 where there is no switch.
    [[nodiscard]] int fired(std::string_view device) const;

    /// What the kiosk's wiring puts around its ports.
    wiring::ClinicAround clinic();
    wiring::Around<ports::PhotoDecoder> decoder();
    /// "settings off": the settings' file cannot be written.
    using KeepSetting = std::function<base::Result<void>(flow::Setting, int value)>;
    KeepSetting settings(KeepSetting keep);
    std::unique_ptr<ports::CardSignature> terminal(std::unique_ptr<ports::CardSignature> signature);

private:
    struct Named {
        std::string_view device;
        Switch Switches::*off;
    };
    [[nodiscard]] static const Named* named(std::string_view device);
    void take_results_away(bool away);

    std::filesystem::path results_folder_;
    bool results_away_ = false;
    Switch audit_, counters_, decoder_, results_, settings_, terminal_;
};

}  // namespace uketsuke::sim
