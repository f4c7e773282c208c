// SPDX-License-Identifier: Apache-2.0
#include "firmware/domain/letters.hpp"
#include "oqs_document.hpp"

namespace uketsuke::eligibility {
namespace {

using domain::Remark;
using domain::Validity;

/// Months since year 0, so that months compare across years.
int month_number(int year, int month) { return year * 12 + month; }

/// The month in which the 高齢受給者証 comes: that of the 70th birthday, for those born on the 1st the one before
/// (rule R-26: by law a year is completed on the day before the birthday). The last that it can be, where day or month
/// are not known.
int month_of_certificate(base::Date birth) {
    return month_number(birth.year + 70, birth.month == 0 ? 12 : birth.month) - (birth.day == 1 ? 1 : 0);
}

bool is_whole(base::Date birth) { return birth.month != 0 && birth.day != 0; }

bool has_unreadable(const OqsInsured& insured) {
    return domain::has_unreadable(insured.name) || domain::has_unreadable(insured.name_kana) ||
           domain::has_unreadable(insured.address);
}

void add_for_age(const OqsInsured& insured, base::Date today, domain::Remarks& remarks) {
    const int now = month_number(today.year, today.month), due = month_of_certificate(insured.birth);
    if (now == due && is_whole(insured.birth)) remarks.add(Remark::turning_70);
    if (now > due && insured.ratio.empty() && insured.elderly_ratio.empty()) remarks.add(Remark::ratio_to_check);
}

}  // namespace

domain::Remarks remarks_of(const OqsDocument& document, base::Date today) {
    domain::Remarks remarks;
    const bool valid = document.validity == Validity::valid || document.validity == Validity::valid_unregistered;
    if (valid && document.result_code == kCertificateEndsSoon) remarks.add(Remark::certificate_ends_soon);
    for (const auto& insured : document.insured) {
        const bool assistance = insured.card_classification == "A1";
        if (assistance) remarks.add(Remark::public_assistance);
        if (insured.card_classification == "05") remarks.add(Remark::special_care_expense);
        if (!is_whole(insured.birth)) remarks.add(Remark::birth_to_check);
        if (has_unreadable(insured)) remarks.add(Remark::unreadable_characters);
        if (valid && !assistance) add_for_age(insured, today, remarks);
    }
    return remarks;
}

}  // namespace uketsuke::eligibility
