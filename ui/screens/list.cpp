// SPDX-License-Identifier: Apache-2.0
// Which of the things that the service lists: each is known by its date and by who issued it (no medicine is named).
#include <vector>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;

/// The first words of a long name often tell only what kind of body it is, and would leave no room for the name.
std::string_view without_legal_form(std::string_view issuer) {
    for (auto space = issuer.find(' '); space != std::string_view::npos; space = issuer.find(' ')) {
        if (issuer.substr(0, space).find("法人") == std::string_view::npos) break;
        issuer.remove_prefix(space + 1);
    }
    return issuer;
}

Box line(const Page& page, int i, std::size_t columns, int letters, bool digits) {
    const double frame = page.compact() ? 25 : 2 * page.air(9), gaps = kGap * double(columns - 1), square = 20;
    const double room = (page.panel().width_mm() - frame - gaps) / double(columns) - square;
    const auto& one = page.view().list.at(static_cast<std::size_t>(i));
    return page.part(
        {.id = "item_" + std::to_string(i),
         .role = Role::tick,
         .key = page.key("issued"),
         .text = fill(page.text_of(page.key("issued")), "{date}", page.listed(one.issued, digits)),
         .detail = page.shortened(without_legal_form(one.issuer), letters, page.panel().width_mm() - room, true),
         .touch = flow::Tap{Action::toggle, i},
         .style = Style::secondary,
         .em = kBody,
         .value = one.ticked ? 1 : 0,
         .total = 1});
}

/// In the order of the list, down the first column and then the second. `letters`: so many of an issuer's name.
Box lines(const Page& page, std::size_t columns, int letters, bool digits = false) {
    std::vector<std::vector<Box>> boxes(columns);
    const auto count = page.view().list.size();
    const auto each = (count + columns - 1) / columns;
    for (std::size_t i = 0; i < count; ++i)
        boxes.at(i / each).push_back(line(page, static_cast<int>(i), columns, letters, digits)
                                         .at_most(kAny, page.roomy() ? 30 : kAny)
                                         .grows(page.roomy() ? 1 : 0));
    std::vector<Box> all;
    for (auto& one : boxes) all.push_back(column(std::move(one)).gapped(kClose).grows());
    return row(std::move(all)).even().kept_together();
}

/// A line a row, so that a page may end after each.
Scene in_pages(Page page) {
    std::vector<Box> all{page.heading(page.key("title"))};
    for (std::size_t i = 0; i < page.view().list.size(); ++i)
        all.push_back(line(page, static_cast<int>(i), 1, 12, false));
    all.push_back(page.text("body", page.key(page.view().list_goes_on ? "more" : "body")));
    all.push_back(low(page.button({Action::confirm}, "common.go_on", Style::primary, Icon::next)));
    return std::move(page).show(column(std::move(all)).gapped(kClose));
}

}  // namespace

Scene list(Page page) {
    if (page.paged()) return in_pages(std::move(page));
    std::vector<Box> ways{lines(page, 1, 26), lines(page, 2, 12)};
    if (page.bare()) ways.push_back(lines(page, 2, 12, true));
    ways.push_back(lines(page, 1, 12));
    const auto all = fit(std::move(ways)).grows();
    auto on = low(page.button({Action::confirm}, "common.go_on", Style::primary, Icon::next));
    auto title = page.heading(page.key("title"));
    const auto body = page.key(page.view().list_goes_on ? "more" : "body");
    if (page.bare()) {
        const auto top = headed(page, std::move(title), std::move(on));
        const auto with = [&](const Box& said) { return column({top, all, said}).gapped(kClose); };
        const auto said = page.text("body", body);
        return std::move(page).show(page.view().list_goes_on ? with(said) : fit({with(said), with({})}));
    }
    return std::move(page).show(column({std::move(title).aligned(Align::centre), std::move(all),
                                        foot(page, page.text("body", body), std::move(on))})
                                    .gapped(kClose));
}

}  // namespace uketsuke::ui::screens
