// SPDX-License-Identifier: Apache-2.0
// All that can be wrong with a simulated device, in one table: what a rig can have, what the fault matrix tries and
// what docs/faults.md tells is read off it. How each is set and counted is the device's own (FaultBoard).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace uketsuke::sim {

enum class Rigs { both, virtual_, real };

/// How the fault matrix takes a row.
enum class Tried {
    yes,
    alike,     ///< another row of the device goes the same way through the kiosk
    harmless,  ///< no fault to the kiosk: it must not notice
};

struct FaultRule {
    std::string_view device;
    /// Small letters are written so; `MS`, `N`: a number, `SW`: a status word in hexadecimal, `STEP`: of the service,
    /// `WHO`: a person. What stands in brackets may be left out.
    std::string_view words;
    std::string_view example;  ///< as it can be written
    std::string_view says;
    Rigs rigs = Rigs::both;
    Tried tried = Tried::yes;
};
/// By device.
std::span<const FaultRule> fault_rules();
/// nullptr: no device has such words.
const FaultRule* find_fault(std::string_view device, std::string_view words);
/// Whether that rig has it.
bool has(Rigs rig, const FaultRule& rule);
/// Of these rigs, each once, in the table's order.
std::vector<std::string_view> faulty_devices(Rigs rig);

/// Faults that no device of a rig can have: of processes and of the machine.
struct OutsideFault {
    std::string_view what, proved_by;
};
std::span<const OutsideFault> outside_faults();

/// docs/faults.md.
std::string print_faults();

}  // namespace uketsuke::sim
