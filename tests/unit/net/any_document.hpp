// SPDX-License-Identifier: Apache-2.0
// Any document that there can be, drawn by the table of the elements: what a row says of its value is what is drawn.
#pragma once

#include <rapidcheck.h>

#include "firmware/eligibility/oqs_elements.hpp"

namespace uketsuke::test {

using base::WipedText;
using eligibility::OqsDocument;
using eligibility::OqsInsured;
namespace oqs = eligibility::oqs;

inline int any(int least, int most) { return *rc::gen::inRange(least, most + 1); }
inline bool perhaps() { return any(0, 1) == 1; }
inline base::WallTime any_time() { return base::WallTime(std::chrono::seconds(any(1'600'000'000, 1'900'000'000))); }
inline base::Date any_day() { return base::date_in_japan(any_time()); }

inline WipedText any_digits(std::size_t count) {
    WipedText digits;
    while (digits.size() < count) digits += static_cast<char>('0' + any(0, 9));
    return digits;
}

/// Letters of names and addresses, those of XML among them, and some that Shift_JIS does not have (𠮟, é, ﾊ゚'s mark).
inline WipedText any_words() {
    constexpr std::array kLetters{"架", "空", "ア", "ｱ",  "　", " ",  "<", "&", ">", "\"", "'",  "]]>", "髙",
                                  "𠮟", "é",  "①",  "表", "ソ", "能", "9", "a", "-", "●",  "\\", "〜",  "¥"};
    WipedText words = "見";
    for (int left = any(0, 8); left > 0; --left)
        words += kLetters.at(static_cast<std::size_t>(any(0, kLetters.size() - 1)));
    return words;
}

template <class Block>
struct Draw {
    Block& block;
    const oqs::Element<Block>& row;

    WipedText code() const {
        return WipedText(
            row.codes->codes[static_cast<std::size_t>(any(0, static_cast<int>(row.codes->codes.size()) - 1))].value);
    }
    void operator()(WipedText Block::*place) const {
        block.*place = row.codes != nullptr ? code() : row.digits != 0 ? any_digits(row.digits) : any_words();
    }
    void operator()(base::Date Block::*place) const { block.*place = any_day(); }
    void operator()(oqs::PartialDay<Block> partial) const {
        block.*partial.day = any_day();
        if (perhaps()) (block.*partial.day).day = 0;
    }
    void operator()(int Block::*place) const {
        block.*place = row.codes != nullptr ? std::stoi(std::string(code())) : any(0, 1'000'000);
    }
    void operator()(std::optional<int> Block::*place) const { block.*place = any(0, 1'000'000); }
    void operator()(std::optional<base::WallTime> Block::*place) const { block.*place = any_time(); }
    void operator()(oqs::ByHand) const {}
};

template <class Block, std::size_t N>
void draw(Block& block, const std::array<oqs::Element<Block>, N>& rows) {
    for (const auto& row : rows)
        if (row.need == oqs::Need::must || perhaps()) std::visit(Draw<Block>{block, row}, row.value);
}

inline eligibility::OqsConsent any_consent() {
    const auto state = static_cast<domain::ConsentState>(any(0, 3));
    return {state, state == domain::ConsentState::given ? any_time() : base::WallTime{}};
}

inline void draw_consents(OqsInsured& insured) {
    insured.consents = {any_consent(), any_consent(), any_consent(), any_consent(), any_consent()};
    if (insured.consents.specific_disease.given()) insured.diseases.resize(static_cast<std::size_t>(any(1, 3)));
    for (auto& disease : insured.diseases) draw(disease, oqs::kDisease);
    insured.high_cost.agreed = perhaps();
    if (insured.high_cost.agreed) insured.high_cost.consented = any_time();
    if (insured.high_cost.agreed && perhaps()) draw(insured.high_cost, oqs::kHighCostElements);
}

inline OqsInsured any_insured() {
    OqsInsured insured;
    draw(insured, oqs::kInsured);
    draw(insured, oqs::kElderly);
    insured.insurer_number = eligibility::padded_insurer(any_digits(perhaps() ? 6 : 8));
    insured.insurer_name = any_words();
    draw_consents(insured);
    insured.tickets.resize(static_cast<std::size_t>(any(0, 2)));
    for (auto& ticket : insured.tickets) {
        draw(ticket, oqs::kTicket);
        ticket.type = "01";
    }
    return insured;
}

inline OqsDocument any_document() {
    OqsDocument document;
    draw(document, oqs::kHeader);
    draw(document, oqs::kBody);
    document.executed = any_time();
    document.facility_code = any_digits(10);
    document.identifier = any_words();
    document.validity = static_cast<domain::Validity>(any(1, 6));
    if (perhaps()) document.form = static_cast<domain::PrescriptionForm>(any(1, 2));
    if (perhaps()) draw(document.search.emplace(), oqs::kSearch);
    if (document.search) document.search->insurer_number = eligibility::padded_insurer(any_digits(6));
    const bool found = document.validity != domain::Validity::none_found;
    for (int left = found ? any(1, 3) : 0; left > 0; --left) document.insured.push_back(any_insured());
    // A valid answer has no result that has ended.
    for (auto& insured : document.insured) insured.disqualified = {};
    for (int left = any(0, 2); left > 0; --left) draw(document.subsidies.emplace_back(), oqs::kSubsidy);
    return document;
}

}  // namespace uketsuke::test
