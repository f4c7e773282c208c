// SPDX-License-Identifier: Apache-2.0
#include "look_at_premises.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "clinic_side.hpp"
#include "firmware/audit/verify_journal.hpp"
#include "firmware/config/guidance.hpp"
#include "firmware/desk_link/line_status.hpp"
#include "firmware/desk_link/page_status.hpp"
#include "firmware/readiness/look_at_machine.hpp"
#include "terms.hpp"

namespace uketsuke::wiring {
namespace {

using readiness::Level;
using readiness::Look;
using readiness::Part;

constexpr int kSoonDays = TermsWatch::kAhead.front();
constexpr std::string_view kLists = "card.revocation_lists";

int days_between(base::WallTime now, base::WallTime then) {
    return static_cast<int>(std::chrono::floor<std::chrono::days>(then - now).count());
}

/// Of the files of one kind: the days of that which ends first, and which it is.
Look look_at_terms(const config::Config& config, base::WallTime now, bool lists) {
    const auto terms = terms_of(config);
    if (!terms) return lists ? Look{} : Look{Level::wrong, terms.error().detail};
    std::optional<int> least;
    std::string key;
    for (const auto& term : *terms)
        if ((term.key == kLists) == lists)
            for (const auto& span : term.all)
                if (const int days = now < span.from ? -1 : days_between(now, span.until); !least || days < *least) {
                    least = days;
                    key = term.key;
                }
    if (!least) return {};
    if (*least < 0) return {Level::wrong, key + " が使えない日付です"};
    const bool soon = !lists && *least <= kSoonDays;
    return {soon ? Level::soon : Level::ready, fmt::format("{} はあと{}日", key, *least)};
}

Look look_at_lists(const config::Config& config, base::WallTime now) {
    if (config.card_revocation_lists.empty()) return {};
    auto look = look_at_terms(config, now, true);
    if (look.level == Level::absent) return {Level::wrong, config.card_revocation_lists.string() + " を読めません"};
    const bool needed = config.card_revocation_stale == "refuse" && config.card_ocsp_url.empty();
    if (look.level == Level::wrong && !needed) look.level = Level::soon;  // the service decides
    return look;
}

Look look_at_journal(const config::Config& config) {
    std::error_code error;
    if (!std::filesystem::exists(config.audit_journal, error)) return {Level::ready, "まだありません"};
    std::optional<audit::PublicKey> key;
    if (auto loaded = audit::PublicKey::load(journal_public_file(config))) key = std::move(*loaded);
    const auto check = audit::verify_journal(config.audit_journal, key ? &*key : nullptr);
    if (!check) return {Level::wrong, check.error().detail};
    if (check->first_bad_line) return {Level::wrong, fmt::format("{}行目が合いません", *check->first_bad_line)};
    return {Level::ready, fmt::format("{}件", check->records)};
}

Look look_at_guidance(const config::Config& config, base::Date today) {
    const auto guide = config::load_guidance(config.guidance_file);
    if (!guide) return {Level::wrong, guide.error().detail};
    std::string late;
    for (const auto& row : domain::overdue(guide->table, today))
        late +=
            fmt::format("{}{}（{}）", late.empty() ? "" : "、",
                        guide->words.papers.at(static_cast<std::size_t>(row.fallback)), base::to_yyyymmdd(*row.review));
    return {late.empty() ? Level::ready : Level::soon, late};
}

std::vector<std::filesystem::path> own_folders(const config::Config& config) {
    return {config.state_folder, config.audit_journal.parent_path()};
}

/// All that patients' results go through.
std::vector<std::filesystem::path> clinic_folders(const config::Config& config) {
    std::vector<std::filesystem::path> folders{config.results_folder, config.staff_calls_file.parent_path(),
                                               config.results_fhir_folder, config.requests_folder,
                                               config.requests_answers};
    std::erase_if(folders, [](const std::filesystem::path& folder) { return folder.empty(); });
    return folders;
}

Look look_at_clinic(const config::Config& config) {
    auto look = readiness::look_at_folders(clinic_folders(config));
    std::error_code error;
    if (look.level == Level::ready && !config.results_marker.empty() &&
        !std::filesystem::exists(config.results_folder / config.results_marker, error))
        return {Level::wrong, "目印のファイルがありません：" + config.results_marker};
    return look;
}

/// As a browser must show it, where the desk is on this machine.
Look look_at_desk_certificate(const config::Config& config) {
    const auto fingerprint = desk_link::read_fingerprint(config.desk_socket);
    return fingerprint ? Look{Level::ready, "SHA-256 " + *fingerprint} : Look{};
}

/// Where there is one, the process beside the kiosk that carries what it tells writes down how it is.
Look look_at_broker(const config::Config& config, base::WallTime now) {
    const auto status = desk_link::read_line_status(config.desk_socket);
    if (!status) return {Level::absent, {}};
    if (now - status->at > desk_link::kLineStatusCounts) return {Level::soon, "中継のプログラムが止まっています"};
    if (status->days_left < 0) return {Level::soon, "登録の証明書の期限が切れています"};
    if (!status->broker) return {Level::soon, "つながっていません"};
    return {status->days_left < kSoonDays ? Level::soon : Level::ready,
            fmt::format("証明書はあと{}日", status->days_left)};
}

}  // namespace

void add_premises(readiness::Checklist& list, const config::Config& config, const ports::Clock& clock,
                  base::WallTime built) {
    list.on(Part::clock, [&clock, built] { return readiness::look_at_clock(clock.wall(), built); });
    list.on(Part::disk, [&config] { return readiness::look_at_disk(own_folders(config)); });
    list.on(Part::folder, [&config] { return look_at_clinic(config); });
    list.on(Part::journal, [&config] { return look_at_journal(config); });
    list.on(Part::certificates, [&] { return look_at_terms(config, clock.wall(), false); });
    list.on(Part::lists, [&] { return look_at_lists(config, clock.wall()); });
    list.on(Part::guidance, [&] { return look_at_guidance(config, base::date_in_japan(clock.wall())); });
    if (config.desk_socket.empty()) return;
    list.on(Part::desk, [&config] { return readiness::look_at_socket(config.desk_socket); });
    list.on(Part::desk_certificate, [&config] { return look_at_desk_certificate(config); });
    list.on(Part::broker, [&] { return look_at_broker(config, clock.wall()); });
}

}  // namespace uketsuke::wiring
