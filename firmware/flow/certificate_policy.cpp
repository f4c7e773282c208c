// SPDX-License-Identifier: Apache-2.0
#include "certificate_policy.hpp"

#include <algorithm>

namespace uketsuke::flow {
namespace {

using domain::CertificateState;
using L = CertificateLife;

L by_date(base::Date not_after, base::Date today) {
    if (today > grace_until(not_after)) return L::ended;
    if (today > not_after) return L::in_grace;
    return today >= notice_from(not_after) ? L::ends_soon : L::valid;
}

L by_service(CertificateState state) {
    switch (state) {
        case CertificateState::valid: return L::valid;
        case CertificateState::in_grace: return L::in_grace;
        default: return L::ended;
    }
}

}  // namespace

base::Date notice_from(base::Date not_after) {
    // end_of_month_after counts forward; a year back and nine months on is three months back.
    const auto end = base::end_of_month_after({not_after.year - 1, not_after.month, 1}, 9);
    return {end.year, end.month, std::min(not_after.day, end.day)};
}

base::Date grace_until(base::Date not_after) { return base::end_of_month_after(not_after, 3); }

L certificate_life(const domain::CardInfo& card, CertificateState service, base::Date today) {
    const auto life = std::max(by_date(card.not_after, today), by_service(service));
    return life == L::in_grace && card.medium != domain::Medium::card ? L::ended : life;
}

}  // namespace uketsuke::flow
