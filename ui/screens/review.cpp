// SPDX-License-Identifier: Apache-2.0
// All answers once more, exactly as they will be sent; each can be changed.
#include <array>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;
using flow::State;

constexpr double kChange = 40;
constexpr double kRow = 13.2;
constexpr double kConsentRow = 19;
constexpr double kRowGap = 2.6;

/// The words of an answer as they stood on its button.
std::string yes_no(const Page& page, std::optional<bool> given, std::string_view stem) {
    return page.text_of(std::string(stem) + (given.value_or(false) ? ".yes" : ".no"));
}

void said(Page& page, std::string id, std::string_view key, std::string text, const Rect& rect, bool bold) {
    auto& node = page.text(id, key, rect);
    node.text = std::move(text);
    node.bold = bold;
    node.valign = Valign::middle;
}

/// The three items side by side, each over its answer.
void consent_row(Page& page, const Rect& row) {
    constexpr std::array kItems{"care", "surgery", "checkups"};
    for (int i = 0; i < domain::kConsentItems; ++i) {
        const auto cell = column({row.x + 3, row.y, row.w - 6, row.h}, domain::kConsentItems, i);
        const std::string key = std::string("item.") + kItems.at(static_cast<std::size_t>(i));
        said(page, key, key, page.text_of(key), {cell.x, cell.y + 0.5, cell.w, kLine}, false);
        const bool agreed = page.view().given.consents.items.at(static_cast<std::size_t>(i)).value_or(false);
        const std::string answer = agreed ? "consent.agree_all" : "consent.agree_none";
        said(page, key + ".answer", answer, page.text_of(answer), {cell.x, cell.y + kLine + 0.5, cell.w, kLine}, true);
    }
}

std::string prescriptions_ticked(const Page& page) {
    int ticked = 0;
    for (const auto& line : page.view().prescriptions) ticked += line.ticked ? 1 : 0;
    return fill(page.text_of(ticked > 0 ? "review.ticked" : "review.none_ticked"), ticked);
}

/// What was answered, in the words of its button.
std::string answer_of(const Page& page, State question) {
    const auto& given = page.view().given;
    switch (question) {
        case State::specific_disease: return yes_no(page, given.consents.specific_disease, "specific_disease");
        case State::high_cost: return yes_no(page, given.high_cost, "high_cost");
        case State::prescription_form:
            return page.text_of(given.form == domain::PrescriptionForm::paper ? "prescription_form.paper"
                                                                              : "prescription_form.electronic");
        default: return prescriptions_ticked(page);
    }
}

void plain_row(Page& page, const ReviewLine& line, const Rect& row) {
    const auto key = page.key(flow::name_of(line.question));
    said(page, key, key, page.text_of(key), {row.x + 3, row.y, 82, row.h}, false);
    said(page, key + ".answer", key, answer_of(page, line.question), {row.x + 87, row.y, row.w - 88, row.h}, true);
}

}  // namespace

Scene review(Page page) {
    const auto content = page.content();
    page.heading(page.key("title"), {content.x, content.y + 2, content.w, 11}).align = Align::centre;
    double y = content.y + 14;
    for (const auto& line : page.view().review) {
        const bool consent = line.question == State::consent;
        const Rect row{content.x, y, content.w - kChange - kGap, consent ? kConsentRow : kRow};
        page.add({.id = "row_" + std::to_string(line.place), .role = Role::surface, .rect = row});
        if (consent)
            consent_row(page, row);
        else
            plain_row(page, line, row);
        page.button({Action::change, line.place}, page.key("change"), {row.right() + kGap, y, kChange, row.h},
                    Style::neutral)
            .id = "change_" + std::to_string(line.place);
        y += row.h + kRowGap;
    }
    page.button({Action::confirm}, page.key("confirm"),
                {content.x + content.w / 4, content.bottom() - 17.5, content.w / 2, 16.5}, Style::primary, Icon::check);
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
