// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>

#include "firmware/domain/guidance.hpp"
#include "firmware/ports/clock.hpp"
#include "switches.hpp"

namespace uketsuke::sim {

/// The clinic's side of a rig, below one folder: the real result folder, journal, counters, staff check and guidance.
class Clinic {
public:
    static constexpr const char* kFacilityCode = "1319999999";
    /// The facility password of every simulated clinic; five tries, then fifteen minutes.
    static constexpr const char* kStaffPassword = "246810";

    /// The clock must outlive the clinic. Errors: file_unreadable, config_invalid (the guidance), audit_unwritable.
    static base::Result<std::unique_ptr<Clinic>> create(const std::filesystem::path& folder,
                                                        const std::filesystem::path& guidance,
                                                        const ports::Clock& clock);

    [[nodiscard]] SwitchedReception& reception() { return *reception_; }
    [[nodiscard]] SwitchedJournal& audit() { return *audit_; }
    [[nodiscard]] ports::StaffGate& staff() { return *staff_; }
    [[nodiscard]] SwitchedCounters& counters() { return *counters_; }
    [[nodiscard]] const SwitchedCounters& counters() const { return *counters_; }
    [[nodiscard]] const domain::GuidanceTable& guidance() const { return guidance_; }
    [[nodiscard]] const SwitchedReception& reception() const { return *reception_; }
    [[nodiscard]] const SwitchedJournal& audit() const { return *audit_; }
    /// The last visit of an earlier run, to count on from.
    [[nodiscard]] std::uint32_t last_visit() const { return last_visit_; }
    [[nodiscard]] std::filesystem::path results() const { return folder_ / "face"; }
    [[nodiscard]] std::filesystem::path desk() const { return folder_ / "staff_calls.log"; }
    [[nodiscard]] std::filesystem::path journal() const { return folder_ / "audit.jsonl"; }

private:
    explicit Clinic(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::filesystem::path folder_;
    domain::GuidanceTable guidance_;
    std::unique_ptr<SwitchedCounters> counters_;
    std::unique_ptr<ports::StaffGate> staff_;
    std::unique_ptr<SwitchedReception> reception_;
    std::unique_ptr<SwitchedJournal> audit_;
    std::uint32_t last_visit_ = 0;
};

}  // namespace uketsuke::sim
