// SPDX-License-Identifier: Apache-2.0
#include "consent.hpp"

namespace uketsuke::domain {

Consents consents_of(const ConsentAnswers& answers) {
    const bool care = answers.of(ConsentItem::care).value_or(false);
    return {.checkups = answers.of(ConsentItem::checkups).value_or(false),
            .medication = care,
            .diagnosis = care,
            .surgery = answers.of(ConsentItem::surgery).value_or(false)};
}

}  // namespace uketsuke::domain
