// SPDX-License-Identifier: Apache-2.0
// What serves the clinic: result files and desk, the staff check, the journal, and the counters and the dated guidance
// that they stand on.
#pragma once

#include "firmware/config/config.hpp"
#include "firmware/domain/guidance.hpp"
#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"
#include "put.hpp"

namespace uketsuke::wiring {

struct ClinicAround {
    Around<ports::CounterStore> counters;
    Around<ports::ReceptionLink> reception;
    Around<ports::AuditSink> audit;
};

/// The ports are bound to the files lane.
struct Clinic {
    std::unique_ptr<ports::CounterStore> counters;  ///< used by the others, so it is destroyed last
    domain::GuidanceTable guidance;
    std::unique_ptr<ports::ReceptionLink> reception;
    std::unique_ptr<ports::StaffGate> staff;
    std::unique_ptr<ports::AuditSink> audit;
    std::uint32_t last_visit = 0;  ///< of an earlier run, from the journal
};

/// `clock` must outlive what is made. Errors name the key of the settings: file_unreadable (a folder or the guidance),
/// config_invalid (the guidance, the password's hash), result_undeliverable, audit_unwritable.
base::Result<Clinic> build_clinic(const config::Config& config, const ports::Clock& clock,
                                  const ClinicAround& around = {});

}  // namespace uketsuke::wiring
