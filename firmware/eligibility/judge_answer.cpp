// SPDX-License-Identifier: Apache-2.0
#include "judge_answer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "firmware/base/log.hpp"
#include "firmware/domain/holder.hpp"
#include "oqs_document.hpp"
#include "same_person.hpp"

namespace uketsuke::eligibility {
namespace {

using base::ErrorCode;
using domain::Consents;

/// OQSCD002: by My Number Card.
constexpr int kByCard = 1;

Consents without_disease(Consents consents) {
    consents.specific_disease = false;
    return consents;
}

/// What was asked comes back as it was answered; what was not asked may stand from an earlier visit, never in grace.
/// Whether a disease is on record one insurer may know and another not.
bool consents_hold(const OqsInsured& told, const Asked& asked) {
    const bool earlier =
        asked.who.consent == domain::ConsentState::given && asked.who.certificate == domain::CertificateState::valid;
    const auto given = told.consents.given();
    const auto got = without_disease(given), sent = without_disease(asked.choices.consents);
    const bool items = got == sent || (earlier && !asked.who.ask_consent);
    const bool disease = !given.specific_disease || asked.choices.consents.specific_disease ||
                         (earlier && !asked.who.asks[domain::Question::specific_disease]);
    return items && disease;
}

bool consents_hold(const OqsDocument& document, const Asked& asked) {
    const auto& insured = document.insured;
    const auto knows_disease = [](const OqsInsured& one) { return one.consents.specific_disease.given(); };
    const bool disease_told =
        insured.empty() || !asked.choices.consents.specific_disease || std::ranges::any_of(insured, knows_disease);
    return disease_told && std::ranges::all_of(insured, [&](const auto& one) { return consents_hold(one, asked); });
}

bool one_person(const OqsDocument& document) {
    return std::ranges::all_of(document.insured,
                               [&](const auto& one) { return same_person(one, document.insured.front()); });
}

/// Each result carries the facility's number; the first one that does.
base::WipedText reference_number(const OqsDocument& document) {
    for (const auto& insured : document.insured)
        if (!insured.reference_number.empty()) return insured.reference_number;
    return {};
}

/// The first result's: those of one document are of one person.
base::WipedText person_of(const OqsDocument& document) {
    base::WipedText person;
    if (document.insured.empty()) return person;
    const auto& told = document.insured.front();
    for (const auto* part : {&told.insurer_number, &told.public_expense_number, &told.symbol, &told.number,
                             &told.beneficiary_number, &told.branch, &told.name})
        person += *part + base::WipedText("|");
    return person + base::WipedText(fmt::format("{}-{}-{}", told.birth.year, told.birth.month, told.birth.day));
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
    const auto parsed = read_document(document);
    if (!parsed) return base::fail(parsed.error());
    if (!parsed->noted.empty()) base::warn("eligibility", "of the document: {}", fmt::join(parsed->noted, "; "));
    const auto& told = parsed->told;
    if (told.reference != kByCard)
        return base::fail(ErrorCode::service_mismatch, "the document is of another way of asking");
    if (told.identifier != asked.visit || told.facility_code != asked.facility_code)
        return base::fail(ErrorCode::service_mismatch, "the document is of another visit");
    if (!consents_hold(told, asked))
        return base::fail(ErrorCode::service_mismatch, "the document holds other consents than were given");
    if (!one_person(told)) return base::fail(ErrorCode::service_mismatch, "the results are of different people");
    for (const auto& insured : told.insured)
        if (asked.holder && !domain::may_be(*asked.holder, insured.birth, insured.sex))
            return base::fail(ErrorCode::service_mismatch,
                              "the document tells of another person than the card's holder");
    const auto answers = told_in(told);
    for (const auto& row : domain::kQuestionRows)
        if (!holds(row, answers[row.question], asked.choices.answers[row.question]))
            return base::fail(ErrorCode::service_mismatch,
                              fmt::format("the document holds another answer to {}", row.wire));
    return domain::Eligibility{
        {told.validity, remarks_of(told, base::date_in_japan(asked.now)), reference_number(told)},
        base::WipedText(parsed->text),
        person_of(told)};
}

}  // namespace uketsuke::eligibility
