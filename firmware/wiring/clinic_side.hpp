// SPDX-License-Identifier: Apache-2.0
// What serves the clinic: result files and desk, the staff check, the journal, and the counters and the dated guidance
// that they stand on.
#pragma once

#include <functional>
#include <vector>

#include "firmware/audit/journal_key.hpp"
#include "firmware/config/config.hpp"
#include "firmware/desk_link/socket_link.hpp"
#include "firmware/domain/guidance.hpp"
#include "firmware/ports/appointments.hpp"
#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"
#include "put.hpp"

namespace uketsuke::wiring {

struct ClinicAround {
    Around<ports::CounterStore> counters;
    Around<ports::ReceptionLink> reception;
    Around<ports::AuditSink> audit;
};

struct Clinic {
    std::unique_ptr<ports::CounterStore> counters;  ///< used by the others, so it is destroyed last
    domain::GuidanceTable guidance;
    std::unique_ptr<desk_link::SocketLink> desk;  ///< none: there is no desk; used by reception
    std::unique_ptr<ports::ReceptionLink> reception;
    std::unique_ptr<ports::ResultCopies> copies;  ///< none: nobody wants results in another form
    std::unique_ptr<ports::ReceptionNumbers> numbers;
    std::unique_ptr<ports::ClinicData> data;        ///< none: there is nothing to hold results against
    std::unique_ptr<ports::Appointments> appointments;  ///< none: the kiosk asks for none
    std::unique_ptr<ports::RequestFiles> requests;  ///< none: the clinic asks nothing in files
    std::unique_ptr<ports::StaffGate> staff;
    std::function<domain::CardKey(std::string_view)> person_key;     ///< people are hashed as cards are
    std::function<domain::CardKey(const domain::CardId&)> card_key;  ///< under which staff check and faces are counted
    std::unique_ptr<audit::JournalKey> journal_key;                  ///< used by the journal
    std::unique_ptr<ports::AuditSink> audit;
    std::uint32_t last_visit = 0;                    ///< of an earlier run, from the journal
    std::optional<base::WallTime> last_record = {};  ///< alike
    std::vector<domain::DeskNote> news;              ///< what the desk must hear of the start
};

/// Private and public half of the journal's key, in the state folder.
std::filesystem::path journal_key_file(const config::Config& config);
std::filesystem::path journal_public_file(const config::Config& config);

/// `clock` must outlive what is made. Errors name the key of the settings: file_unreadable (a folder, the guidance,
/// counters or key)
/// config_invalid (the guidance, a code's hash), result_undeliverable, audit_unwritable, internal (no randomness).
base::Result<Clinic> build_clinic(const config::Config& config, const ports::Clock& clock,
                                  const ClinicAround& around = {});

}  // namespace uketsuke::wiring
