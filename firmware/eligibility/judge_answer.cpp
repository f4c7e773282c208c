// SPDX-License-Identifier: Apache-2.0
#include "judge_answer.hpp"

#include "oqs_document.hpp"

namespace uketsuke::eligibility {
namespace {

using base::ErrorCode;
using domain::Consents;

Consents without_disease(Consents consents) {
    consents.specific_disease = false;
    return consents;
}

/// What was asked comes back as it was answered; what was not asked may stand from an earlier visit, never in grace.
bool consents_hold(const OqsDocument& document, const Asked& asked) {
    if (document.insured.empty()) return document.consents == Consents::none();
    const bool earlier =
        asked.who.consent == domain::ConsentState::given && asked.who.certificate == domain::CertificateState::valid;
    const auto got = without_disease(document.consents), sent = without_disease(asked.choices.consents);
    const bool items = got == sent || (earlier && !asked.who.ask_consent);
    const bool disease = document.consents.specific_disease == asked.choices.consents.specific_disease ||
                         (earlier && !asked.who.ask_specific_disease);
    return items && disease;
}

/// Where nobody was asked the law lets the service tell it (since 2024-10-07); a refusal stands.
bool high_cost_holds(const OqsDocument& document, const Asked& asked) {
    return !document.high_cost.agreed || asked.choices.high_cost.value_or(true);
}

}  // namespace

bool may_carry(const domain::Authentication& who, const Consents& consents) {
    return (who.ask_consent || without_disease(consents) == Consents::none()) &&
           (who.ask_specific_disease || !consents.specific_disease);
}

base::Result<domain::Eligibility> judge_answer(std::string_view document, const Asked& asked) {
    const auto parsed = parse_document(document);
    if (!parsed) return base::fail(parsed.error());
    if (parsed->identifier != asked.visit || parsed->facility_code != asked.facility_code)
        return base::fail(ErrorCode::service_mismatch, "the document is of another visit");
    if (!consents_hold(*parsed, asked) || !high_cost_holds(*parsed, asked))
        return base::fail(ErrorCode::service_mismatch, "the document holds other consents than were given");
    if (parsed->form != asked.choices.form)
        return base::fail(ErrorCode::service_mismatch, "the document holds another prescription form");
    return domain::Eligibility{{parsed->validity, remarks_of(*parsed, base::date_in_japan(asked.now))},
                               std::string(document)};
}

}  // namespace uketsuke::eligibility
