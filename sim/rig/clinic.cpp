// SPDX-License-Identifier: Apache-2.0
#include "clinic.hpp"

#include <fstream>

#include "drivers/store/file_counter_store.hpp"
#include "firmware/audit/journal.hpp"
#include "firmware/config/guidance.hpp"
#include "firmware/reception/counted_staff_gate.hpp"
#include "firmware/reception/oqs_folder.hpp"

namespace uketsuke::sim {
namespace {

/// Cheap to check, since it protects nothing: a rig is made for each scenario.
const std::string& staff_hash() {
    static const auto hash = reception::PasswordHash::of(base::Secret(Clinic::kStaffPassword), 10).value().print();
    return hash;
}

}  // namespace

void SwitchedReception::set_off(bool off) {
    off_.set(off);
    if (off == is_off_) return;
    is_off_ = off;
    const auto aside = std::filesystem::path(folder_).concat(".aside");
    if (off) {
        std::filesystem::rename(folder_, aside);
        std::ofstream{folder_};
    } else {
        std::filesystem::remove(folder_);
        std::filesystem::rename(aside, folder_);
    }
}

base::Result<std::unique_ptr<Clinic>> Clinic::create(const std::filesystem::path& folder,
                                                     const std::filesystem::path& guidance, const ports::Clock& clock) {
    std::unique_ptr<Clinic> clinic(new Clinic(folder));
    std::error_code error;
    std::filesystem::create_directories(clinic->results(), error);
    auto guide = config::load_guidance(guidance);
    if (!guide) return base::fail(guide.error());
    clinic->guidance_ = guide->table;
    auto counters = drivers::store::FileCounterStore::create(folder / "counters");
    if (!counters) return base::fail(counters.error());
    clinic->counters_ = std::make_unique<SwitchedCounters>(std::move(*counters));
    auto staff =
        reception::CountedStaffGate::create({staff_hash(), 5, std::chrono::minutes{15}}, *clinic->counters_, clock);
    if (!staff) return base::fail(staff.error());
    clinic->staff_ = std::move(*staff);
    auto results = reception::OqsFolder::create({clinic->results(), clinic->desk(), kFacilityCode, std::move(*guide)},
                                                *clinic->counters_, clock);
    if (!results) return base::fail(results.error());
    clinic->reception_ = std::make_unique<SwitchedReception>(std::move(*results), clinic->results());
    auto journal = audit::FileJournal::create(clinic->journal(), clock);
    if (!journal) return base::fail(journal.error());
    clinic->last_visit_ = (*journal)->last_session();
    clinic->audit_ = std::make_unique<SwitchedJournal>(std::move(*journal));
    return clinic;
}

}  // namespace uketsuke::sim
