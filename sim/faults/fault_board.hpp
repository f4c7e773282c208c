// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>

#include "fault_table.hpp"
#include "firmware/base/error.hpp"

namespace uketsuke::sim {

/// The devices of a rig that can be broken, by name. Thread-bound like its rig.
class FaultBoard {
public:
    struct Device {
        /// Words of the table, or "none". Errors: config_invalid (what the words name is not there).
        std::function<base::Result<void>(std::string_view words)> set;
        /// How often its present fault fired, as the device itself counted.
        std::function<int()> fired;
    };
    explicit FaultBoard(Rigs rig) : rig_(rig) {}

    void add(std::string_view device, Device how) { devices_[std::string(device)] = std::move(how); }
    /// Errors: config_invalid, in words for whoever wrote the fault: no such device, not a word of it, not in this rig;
    /// and the device's own.
    base::Result<void> set(std::string_view device, std::string_view words) const;
    /// 0 for a device that there is not.
    [[nodiscard]] int fired(std::string_view device) const;
    [[nodiscard]] Rigs rig() const { return rig_; }

private:
    [[nodiscard]] base::Result<void> refuse(std::string_view device, std::string_view words) const;

    const Rigs rig_;
    std::map<std::string, Device, std::less<>> devices_;
};

}  // namespace uketsuke::sim
