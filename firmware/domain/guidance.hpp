// SPDX-License-Identifier: Apache-2.0
// What to show instead when the reader cannot verify (rules R-2 … R-15): never the card alone, never the notice alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "firmware/base/time.hpp"

namespace uketsuke::domain {

/// Why the patient needs another way. Each has words of its own for the patient and one line for the clerk.
enum class Situation : std::uint8_t {
    service_down,       ///< no answer, too slow, not to be trusted
    maintenance,        ///< the service said so, or the certificate's authority cannot be asked now
    service_refused,    ///< the service answered that it does not serve this question
    certificate_ended,  ///< expired beyond grace, or revoked
    not_registered,     ///< no 利用登録, and none made now
    no_eligibility,     ///< none found: mostly the lag after joining an insurer (R-20, R-29)
    not_valid,          ///< invalid, or a newer one exists
    several,            ///< more than one found
    identity_failed,    ///< none of the ways worked
    reader_down,        ///< the reader itself
    undelivered,        ///< verified, but the clinic's computer did not get it
    no_card,            ///< came with papers alone
};
constexpr int kSituations = 12;

/// What may be shown at the desk instead. Pairs are pairs: neither half counts alone.
enum class Fallback : std::uint8_t {
    paper_card,         ///< 従来の健康保険証, while valid by the date printed on it
    certificate,        ///< 資格確認書
    card_and_notice,    ///< マイナンバーカード + 資格情報のお知らせ
    card_and_portal,    ///< マイナンバーカード + マイナポータルの画面
    written_statement,  ///< 被保険者資格申立書, filled in at the desk
    expired_card,       ///< 従来の健康保険証 past its date: only by a rule that says so, after a look-up
    notice_alone,       ///< 資格情報のお知らせ without the card: alike
};

/// One dated row: the fallback is offered in the situations of `when` (a bit each) from `from` until `until`. Ages are
/// told and not checked, since nobody's is known then; 0: any.
struct GuidanceRow {
    Fallback fallback = Fallback::certificate;
    base::Date from, until;
    std::uint16_t when = 0;
    bool needs_lookup = false;              ///< it counts once its number was asked for at the service
    int age_from = 0, age_to = 0;           ///< whom it is about, both included
    std::optional<base::Date> review = {};  ///< until then somebody must have looked whether it still holds
    bool operator==(const GuidanceRow&) const = default;
};
/// In the order in which they are shown.
using GuidanceTable = std::vector<GuidanceRow>;

constexpr std::uint16_t bit_of(Situation situation) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(situation));
}
/// What may be shown, and on which condition.
struct Counted {
    Fallback fallback = Fallback::certificate;
    bool needs_lookup = false;
    int age_from = 0, age_to = 0;
    bool operator==(const Counted&) const = default;
};
/// What to show on that day, in order, each once: a later row for the same adds whom it is about.
std::vector<Counted> guidance(const GuidanceTable& table, Situation situation, base::Date today);
bool counts(const std::vector<Counted>& shown, Fallback fallback);
/// Rows that count today and whose review date is past.
std::vector<GuidanceRow> overdue(const GuidanceTable& table, base::Date today);

std::string_view name_of(Situation situation);
std::string_view name_of(Fallback fallback);

}  // namespace uketsuke::domain
