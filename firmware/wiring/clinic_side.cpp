// SPDX-License-Identifier: Apache-2.0
#include "clinic_side.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "card_keys.hpp"
#include "drivers/store/file_counter_store.hpp"
#include "firmware/appointments/appointment_folder.hpp"
#include "firmware/audit/journal.hpp"
#include "firmware/base/file.hpp"
#include "firmware/base/folder.hpp"
#include "firmware/base/log.hpp"
#include "firmware/config/guidance.hpp"
#include "firmware/differences/clinic_folder.hpp"
#include "firmware/eligibility/fhir_bundle.hpp"
#include "firmware/reception/counted_staff_gate.hpp"
#include "firmware/reception/day_numbers.hpp"
#include "firmware/reception/fhir_folder.hpp"
#include "firmware/reception/oqs_folder.hpp"
#include "firmware/reception/request_folder.hpp"
#include "firmware/reception/telling_reception.hpp"

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
    if (auto there = need_folder("results.folder", config.results_folder); !there) return there;
    for (const auto& [key, folder] :
         {std::pair{"requests.folder", config.requests_folder}, std::pair{"requests.answers", config.requests_answers}})
        if (!folder.empty())
            if (auto there = need_folder(key, folder); !there) return there;
    if (!config.metrics_file.empty())
        if (auto there = need_folder("metrics.file", config.metrics_file.parent_path()); !there) return there;
    return config.results_fhir_folder.empty() ? base::Result<void>{}
                                              : need_folder("results.fhir_folder", config.results_fhir_folder);
}

/// From what the clinic gets, so that both say the same.
base::Result<base::WipedText> bundle_of(std::string_view xml) {
    const auto document = eligibility::parse_document(xml);
    if (!document) return base::fail(document.error());
    return eligibility::fhir_bundle(*document);
}

base::Result<void> build_requests(const config::Config& config, const ports::Clock& clock, Clinic& clinic) {
    if (config.requests_folder.empty()) return {};
    return put(clinic.requests, "requests.folder",
               reception::RequestFolder::create({config.requests_folder, config.requests_answers,
                                                 std::chrono::hours{config.results_remove_after_hours}},
                                                clock));
}

/// People are hashed as cards are, by which nobody else knows them.
base::Result<void> build_numbers(const config::Config& config, const ports::Clock& clock, Clinic& clinic) {
    const auto known_as = [key = clinic.person_key](std::string_view person) {
        const auto hash = key(person).value;
        return std::string(hash.begin(), hash.end());
    };
    return put(clinic.numbers, "reception.number",
               reception::DayNumbers::create(config.reception_number, known_as, *clinic.counters, clock));
}

base::Result<void> build_clinic_data(const config::Config& config, const ports::Clock&, Clinic& clinic) {
    if (config.reception_clinic_data.empty()) return {};
    return put(clinic.data, "reception.clinic_data", differences::ClinicFolder::create(config.reception_clinic_data));
}

base::Result<void> build_appointments(const config::Config& config, const ports::Clock& clock, Clinic& clinic) {
    if (config.appointments_folder.empty()) return {};
    return put(clinic.appointments, "appointments.folder",
               appointments::AppointmentFolder::create({config.appointments_folder, config.state_folder / "arrivals",
                                                        std::chrono::minutes{config.appointments_early_minutes},
                                                        std::chrono::minutes{config.appointments_late_minutes}},
                                                       clock));
}

base::Result<void> build_copies(const config::Config& config, const ports::Clock& clock, Clinic& clinic) {
    if (config.results_fhir_folder.empty()) return {};
    return put(clinic.copies, "results.fhir_folder",
               reception::FhirFolder::create({config.results_fhir_folder, config.results_facility_code,
                                              std::chrono::hours{config.results_remove_after_hours}},
                                             bundle_of, clock));
}

/// The first one whom a result is about.
std::optional<domain::PersonNamed> name_of(std::string_view xml) {
    const auto document = eligibility::parse_document(xml);
    if (!document || document->insured.empty()) return std::nullopt;
    const auto& insured = document->insured.front();
    return domain::PersonNamed{{}, insured.name, insured.name_kana};
}

/// Beside the folder, where there is a desk.
base::Result<void> build_desk(const config::Config& config, const ports::Clock& clock, domain::DeskGuide guide,
                              Clinic& clinic) {
    if (config.desk_socket.empty()) return {};
    const desk_link::Outbox::Bounds bounds{.keep_names = std::chrono::minutes{config.desk_keep_names_minutes}};
    if (auto made =
            put(clinic.desk, "desk.socket",
                desk_link::SocketLink::create({config.desk_socket, config.results_kiosk,
                                               fmt::format("{}", fmt::join(config.language_offered, " ")), bounds},
                                              clock));
        !made)
        return made;
    clinic.reception = std::make_unique<reception::TellingReception>(std::move(clinic.reception), *clinic.desk,
                                                                     std::move(guide), name_of);
    return {};
}

base::Result<void> build_reception(const config::Config& config, const ports::Clock& clock, Clinic& clinic) {
    domain::DeskGuide guide;
    if (auto made = put(guide, "guidance.file", config::load_guidance(config.guidance_file)); !made) return made;
    clinic.guidance = guide.table;
    if (auto made = put(clinic.reception, "results",
                        reception::OqsFolder::create({config.results_folder, config.results_marker,
                                                      config.staff_calls_file, config.results_facility_code, guide,
                                                      std::chrono::minutes{config.results_tell_after_minutes},
                                                      std::chrono::hours{config.results_remove_after_hours},
                                                      std::chrono::milliseconds{config.results_touch_after_ms}},
                                                     *clinic.counters, clock));
        !made)
        return made;
    return build_desk(config, clock, std::move(guide), clinic);
}

/// `store` is the real one: what a simulator stands around the counters is not about the journal's end.
base::Result<void> build_journal(const config::Config& config, const ports::Clock& clock, ports::CounterStore& store,
                                 Clinic& clinic) {
    std::optional<audit::JournalKey> key;
    if (auto made =
            put(key, "state.folder", audit::JournalKey::take_up(journal_key_file(config), journal_public_file(config)));
        !made)
        return made;
    clinic.journal_key = std::make_unique<audit::JournalKey>(std::move(*key));
    std::unique_ptr<audit::FileJournal> journal;
    if (auto made = put(journal, "audit.journal",
                        audit::FileJournal::create(config.audit_journal, clock, {&store, clinic.journal_key.get()}));
        !made)
        return made;
    clinic.last_visit = journal->last_visit();
    if (journal->disagrees())
        clinic.news.push_back({domain::DeskNote::Kind::alert, "journal", base::ErrorCode::journal_disagrees, {}, {}});
    clinic.last_record = journal->last_time();
    clinic.audit = std::move(journal);
    return {};
}

std::filesystem::path counters_file(const config::Config& config) { return config.state_folder / "counters"; }

/// Whether this kiosk had counters: each that has a key for its journal began them before it; and each whose journal is
/// signed, or tells of a delivery.
base::Result<bool> had_counters(const config::Config& config, const audit::JournalEnd& end) {
    std::error_code error;
    if (std::filesystem::exists(journal_key_file(config), error)) return true;
    if (!end.last) return false;
    if (!end.last->signature.empty()) return true;
    const auto text = base::read_file(config.audit_journal);
    if (!text) return base::fail(text.error());
    return text->find(R"("event":"confirmed")") != std::string::npos;
}

/// A first start begins the counters; a state of before the journal was signed is kept as a copy.
base::Result<void> build_counters(const config::Config& config, Clinic& clinic) {
    using Store = drivers::store::FileCounterStore;
    audit::JournalEnd end;
    if (auto made = put(end, "audit.journal", audit::end_of_journal(config.audit_journal)); !made) return made;
    bool had = false;
    if (auto made = put(had, "audit.journal", had_counters(config, end)); !made) return made;
    const auto file = counters_file(config);
    std::error_code error;
    if (end.last && end.last->signature.empty() && std::filesystem::exists(file, error))
        std::filesystem::copy_file(file, std::filesystem::path(file).concat(".unsigned"),
                                   std::filesystem::copy_options::skip_existing, error);
    if (error) return base::fail(base::ErrorCode::file_unreadable, "state.folder: " + error.message());
    return put(clinic.counters, "state.folder",
               Store::create(file, had ? Store::Missing::fault : Store::Missing::begin));
}

/// The one password of before counts too.
std::vector<reception::CountedStaffGate::Code> codes_of(const config::Config& config) {
    std::vector<reception::CountedStaffGate::Code> codes;
    for (const auto& [name, hash, expires] : config.staff_check_codes) codes.push_back({name, hash, expires});
    if (config.staff_check_password_hash.empty()) return codes;
    codes.push_back({std::string(config::kOnePassword), config.staff_check_password_hash, {}});
    base::warn("settings",
               "staff_check.password_hash is one password for all of the staff and never ends: give each a code of "
               "their own in staff_check.codes (uketsuke --hash-password --name LABEL --expires DAY)");
    return codes;
}

base::Result<void> build_staff_check(const config::Config& config, const ports::Clock& clock, Clinic& clinic) {
    const auto codes = codes_of(config);
    for (const auto& code : codes)
        if (code.expires && *code.expires < base::date_in_japan(clock.wall()))
            base::warn("settings", "staff_check.codes: the code of {} has ended", code.name);
    return put(clinic.staff, "staff_check",
               reception::CountedStaffGate::create(
                   {codes, config.staff_check_tries, std::chrono::minutes{config.staff_check_lock_minutes}},
                   *clinic.counters, clock));
}

base::Result<void> build_card_keys(const config::Config&, const ports::Clock&, Clinic& clinic) {
    auto drawn = CardKeys::draw();
    if (!drawn) return base::fail(drawn.error());
    const auto keys = std::make_shared<const CardKeys>(std::move(*drawn));
    clinic.person_key = [keys](std::string_view person) { return keys->of(person); };
    clinic.card_key = [keys](const domain::CardId& card) { return keys->of(card); };
    return {};
}

}  // namespace

std::filesystem::path journal_key_file(const config::Config& config) { return config.state_folder / "journal.key"; }
std::filesystem::path journal_public_file(const config::Config& config) { return config.state_folder / "journal.pub"; }

base::Result<Clinic> build_clinic(const config::Config& config, const ports::Clock& clock, const ClinicAround& around) {
    if (auto there = need_folders(config); !there) return base::fail(there.error());
    Clinic clinic;
    if (auto made = build_counters(config, clinic); !made) return base::fail(made.error());
    auto& store = *clinic.counters;
    stand(around.counters, clinic.counters);
    if (auto made = build_journal(config, clock, store, clinic); !made) return base::fail(made.error());
    for (const auto part : {build_reception, build_card_keys, build_numbers, build_clinic_data, build_appointments,
                            build_copies, build_requests, build_staff_check})
        if (auto made = part(config, clock, clinic); !made) return base::fail(made.error());
    stand(around.reception, clinic.reception);
    stand(around.audit, clinic.audit);
    return clinic;
}

}  // namespace uketsuke::wiring
