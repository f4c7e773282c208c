// SPDX-License-Identifier: Apache-2.0
#include "clinic_side.hpp"

#include <unistd.h>

#include "drivers/store/file_counter_store.hpp"
#include "firmware/audit/journal.hpp"
#include "firmware/config/guidance.hpp"
#include "firmware/reception/counted_staff_gate.hpp"
#include "firmware/reception/oqs_folder.hpp"

namespace uketsuke::wiring {
namespace {

base::Result<void> need_folder(std::string_view key, const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::is_directory(folder, error) && ::access(folder.c_str(), W_OK | X_OK) == 0) return {};
    return base::fail(base::ErrorCode::file_unreadable,
                      fmt::format("{}: {} is no folder that can be written in", key, folder.string()));
}

base::Result<void> need_folders(const config::Config& config) {
    if (auto there = need_folder("state.folder", config.state_folder); !there) return there;
    if (auto there = need_folder("staff_calls.file", config.staff_calls_file.parent_path()); !there) return there;
    return need_folder("results.folder", config.results_folder);
}

base::Result<void> build_reception(const config::Config& config, const ports::Clock& clock, Clinic& clinic) {
    domain::DeskGuide guide;
    if (auto made = put(guide, "guidance.file", config::load_guidance(config.guidance_file)); !made) return made;
    clinic.guidance = guide.table;
    return put(clinic.reception, "results",
               reception::OqsFolder::create(
                   {config.results_folder, config.staff_calls_file, config.results_facility_code, std::move(guide)},
                   *clinic.counters, clock));
}

base::Result<void> build_journal(const config::Config& config, const ports::Clock& clock, Clinic& clinic) {
    std::unique_ptr<audit::FileJournal> journal;
    if (auto made = put(journal, "audit.journal", audit::FileJournal::create(config.audit_journal, clock)); !made)
        return made;
    clinic.last_visit = journal->last_visit();
    clinic.audit = std::move(journal);
    return {};
}

base::Result<void> build_staff_check(const config::Config& config, const ports::Clock& clock, Clinic& clinic) {
    return put(clinic.staff, "staff_check",
               reception::CountedStaffGate::create({config.staff_check_password_hash, config.staff_check_tries,
                                                    std::chrono::minutes{config.staff_check_lock_minutes}},
                                                   *clinic.counters, clock));
}

}  // namespace

base::Result<Clinic> build_clinic(const config::Config& config, const ports::Clock& clock, const ClinicAround& around) {
    if (auto there = need_folders(config); !there) return base::fail(there.error());
    Clinic clinic;
    if (auto made = put(clinic.counters, "state.folder",
                        drivers::store::FileCounterStore::create(config.state_folder / "counters"));
        !made)
        return base::fail(made.error());
    stand(around.counters, clinic.counters);
    for (const auto part : {build_reception, build_journal, build_staff_check})
        if (auto made = part(config, clock, clinic); !made) return base::fail(made.error());
    stand(around.reception, clinic.reception);
    stand(around.audit, clinic.audit);
    return clinic;
}

}  // namespace uketsuke::wiring
