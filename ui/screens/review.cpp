// SPDX-License-Identifier: Apache-2.0
// All answers once more, exactly as they will be sent; each can be changed.
#include <array>
#include <bit>
#include <vector>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;
using flow::State;


Box said(const Page& page, std::string_view id, std::string_view key, std::string text) {
    auto box = page.text(id, key);
    box.node.text = std::move(text);
    return box;
}

/// The three items side by side, each over its answer.
Box consents(const Page& page) {
    constexpr std::array kItems{"care", "surgery", "checkups"};
    std::vector<Box> cells, in_line;
    for (int i = 0; i < domain::kConsentItems; ++i) {
        const std::string key = std::string("item.") + kItems.at(static_cast<std::size_t>(i));
        const bool agreed = page.view().consents.items.at(static_cast<std::size_t>(i)).value_or(false);
        const std::string answer = agreed ? "consent.agree_all" : "consent.agree_none";
        const auto item = page.text(key, key), given = said(page, key + ".answer", answer, page.text_of(answer)).bold();
        cells.push_back(column({item, given}).gapped(0));
        in_line.push_back(row({Box(item).grows(), Box(given).grows()}).gapped(2));
    }
    if (page.ample()) return wrap(std::move(cells));
    return fit({row(cells).gapped(2), wrap(cells), column(std::move(in_line)).gapped(0)});
}

/// What was answered, in the words of its button; of a list how many.
std::string answer_of(const Page& page, const ReviewLine& line) {
    const auto& row = *line.row;
    const std::string stem(flow::name_of(line.question));
    const int chosen = line.given.chosen.value_or(0);
    switch (row.kind) {
        case domain::QuestionKind::yes_no: return page.text_of(stem + (chosen == 1 ? ".yes" : ".no"));
        case domain::QuestionKind::one_of: return page.text_of(stem + "." + std::string(option_of(row, chosen).word));
        case domain::QuestionKind::list:
        case domain::QuestionKind::one_by_one: break;
    }
    const int ticked = std::popcount(line.given.ticked);
    return fill(page.text_of(ticked > 0 ? "review.ticked" : "review.none_ticked"), ticked);
}

Box answered(const Page& page, const ReviewLine& line) {
    const auto key = page.key(flow::name_of(line.question));
    auto question = page.text(key, key);
    auto answer = said(page, key + ".answer", key, answer_of(page, line)).bold().grows();
    const double width = page.compact() ? 58 : 82;  // of all questions, so that the answers stand under each other
    return fit({row({Box(question).at_least(width, 0), answer}).gapped(2), column({question, answer}).gapped(0)});
}

/// The answer on its sheet, and the button that leads back to the question.
Box line_of(const Page& page, const ReviewLine& line, double change_width) {
    const double loose = page.roomy() ? 34 : 19;
    const auto place = std::to_string(line.place);
    auto words = line.question == State::consent ? consents(page) : answered(page, line);
    auto sheet =
        column({std::move(words).grows()}).padded(page.bare() ? 1.5 : 3, 0.5).over({.id = "row_" + place, .role = Role::sheet}).grows();
    auto change =
        page.button({Action::change, line.place}, page.key("change"), Style::neutral).at_least(change_width, 0);
    change.node.id = "change_" + place;
    if (page.bare()) {
        change.node.role = Role::rail;
        change.node.icon = Icon::back;
        change.node.em = kLabel;
        change = leaf(std::move(change.node));
    }
    return row({std::move(sheet), std::move(change)}).at_most(kAny, loose).kept_together().grows();
}

/// Under each other, or where that is too high the short ones in two columns.
Box lines(const Page& page) {
    const double wide_change = page.ample() ? 40 : 0;
    Box consent;
    std::vector<Box> wide, narrow;
    for (const auto& line : page.view().review) {
        auto box = line_of(page, line, wide_change);
        if (line.question == State::consent) {
            consent = std::move(box);
            continue;
        }
        wide.push_back(std::move(box));
        narrow.push_back(line_of(page, line, 0));
    }
    const auto with = [&](Box rest) { return column({consent, std::move(rest).grows()}).gapped(kClose); };
    if (page.paged()) return with(column(std::move(wide)).gapped(kClose));
    return fit({with(column(std::move(wide)).gapped(kClose)), with(grid(2, std::move(narrow)).gapped(kClose))}).grows();
}

}  // namespace

Scene review(Page page) {
    auto confirm = low(page.button({Action::confirm}, page.key("confirm"), Style::primary, Icon::check));
    auto title = page.heading(page.key("title"));
    if (page.bare() && !page.paged())
        return std::move(page).show(
            column({headed(page, std::move(title), std::move(confirm)), lines(page)}).gapped(kClose));
    return std::move(page).show(column({std::move(title).aligned(Align::centre),
                                        column({lines(page), equal({std::move(confirm)}, kGap)}).gapped(kClose).grows()})
                                    .gapped(1));
}

}  // namespace uketsuke::ui::screens
