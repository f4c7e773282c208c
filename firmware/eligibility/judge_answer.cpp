// SPDX-License-Identifier: Apache-2.0
#include "judge_answer.hpp"

#include <fmt/format.h>

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
                         (earlier && !asked.who.asks[domain::Question::specific_disease]);
    return items && disease;
}

bool holds(const domain::QuestionRow& row, const domain::Answered& told, const domain::Answered& given) {
    switch (row.in_result) {
        case domain::InResult::anything: return true;
        case domain::InResult::what_was_answered:
            return told.items == given.items && (has_list(row) || told.chosen == given.chosen);
        case domain::InResult::all_but_a_refusal: break;
    }
    return told.chosen.value_or(0) == 0 || given.chosen.value_or(1) == 1;
}

}  // namespace

bool may_carry(const domain::Authentication& who, const Consents& consents) {
    return (who.ask_consent || without_disease(consents) == Consents::none()) &&
           (who.asks[domain::Question::specific_disease] || !consents.specific_disease);
}

base::Result<domain::Eligibility> judge_answer(std::string_view document, const Asked& asked) {
    const auto parsed = parse_document(document);
    if (!parsed) return base::fail(parsed.error());
    if (parsed->identifier != asked.visit || parsed->facility_code != asked.facility_code)
        return base::fail(ErrorCode::service_mismatch, "the document is of another visit");
    if (!consents_hold(*parsed, asked))
        return base::fail(ErrorCode::service_mismatch, "the document holds other consents than were given");
    const auto told = told_in(*parsed);
    for (const auto& row : domain::kQuestionRows)
        if (!holds(row, told[row.question], asked.choices.answers[row.question]))
            return base::fail(ErrorCode::service_mismatch,
                              fmt::format("the document holds another answer to {}", row.wire));
    return domain::Eligibility{{parsed->validity, remarks_of(*parsed, base::date_in_japan(asked.now))},
                               std::string(document)};
}

}  // namespace uketsuke::eligibility
