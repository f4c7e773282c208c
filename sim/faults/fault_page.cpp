// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "fault_table.hpp"

namespace uketsuke::sim {
namespace {

constexpr std::string_view kIntroduction = R"(# Faults of the simulated devices

Printed by `uketsuke-sim faults` from the table that both rigs and the fault matrix are held to. In a scenario and on the control
socket `fault DEVICE WORDS` sets one, `fault DEVICE none` mends it; a device has one at a time. `MS` and `N` are numbers, `SW` a status word,
`WHO` a person, `STEP` one of `health`, `challenge`, `authenticate`, `register`, `confirm`, `number`; what stands in brackets may be left out.

Words that a device or a rig does not have are refused, and nothing is broken then. **A fault that never fired fails the run**: it
proved nothing. The device counts how often it fired, by itself, where it misbehaves.

| device | words | what is wrong | rig | in the matrix |
|---|---|---|---|---|
)";

constexpr std::string_view kOutsideHead = R"(
## Not of a device

What no rig can have, because it happens to processes and to the machine; proved by the tests of these issues.

| fault | proved by |
|---|---|
)";

std::string_view told(Rigs rigs) {
    switch (rigs) {
        case Rigs::both: return "both";
        case Rigs::virtual_: return "virtual";
        case Rigs::real: return "real";
    }
    return "";
}

std::string told(const FaultRule& rule) {
    if (rule.rigs == Rigs::real) return "no: the virtual rig has none";
    switch (rule.tried) {
        case Tried::yes: return fmt::format("`{}`", rule.example);
        case Tried::alike: return "no: the kiosk goes the same way as with another of these words";
        case Tried::harmless: return "no: the kiosk must not notice it";
    }
    return "";
}

}  // namespace

std::string print_faults() {
    std::string page(kIntroduction);
    for (const auto& rule : fault_rules())
        page += fmt::format("| `{}` | `{}` | {} | {} | {} |\n", rule.device, rule.words, rule.says, told(rule.rigs),
                            told(rule));
    page += kOutsideHead;
    for (const auto& [what, proved_by] : outside_faults()) page += fmt::format("| {} | {} |\n", what, proved_by);
    return page;
}

}  // namespace uketsuke::sim
