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

Box line(const Page& page, int i, int letters) {
    const auto& one = page.view().list.at(static_cast<std::size_t>(i));
    return page.part({.id = "item_" + std::to_string(i),
                      .role = Role::tick,
                      .key = page.key("issued"),
                      .text = fill(page.text_of(page.key("issued")), "{date}", page.words().written(one.issued)),
                      .detail = page.shortened(without_legal_form(one.issuer), letters, true),
                      .touch = flow::Tap{Action::toggle, i},
                      .style = Style::secondary,
                      .em = kBody,
                      .value = one.ticked ? 1 : 0,
                      .total = 1});
}

/// In the order of the list, down the first column and then the second. `letters`: so many of an issuer's name.
Box lines(const Page& page, std::size_t columns, int letters) {
    std::vector<std::vector<Box>> boxes(columns);
    const auto count = page.view().list.size();
    const auto each = (count + columns - 1) / columns;
    for (std::size_t i = 0; i < count; ++i) boxes.at(i / each).push_back(line(page, static_cast<int>(i), letters));
    std::vector<Box> all;
    for (auto& one : boxes) all.push_back(column(std::move(one)).gapped(kClose).grows());
    return row(std::move(all)).even();
}

}  // namespace

Scene list(Page page) {
    auto all = fit({lines(page, 1, 26), lines(page, 2, 12), lines(page, 1, 12)}).grows();
    auto said = page.text("body", page.key(page.view().list_goes_on ? "more" : "body"));
    auto on = low(page.button({Action::confirm}, "common.go_on", Style::primary, Icon::next));
    return std::move(page).show(column({page.heading(page.key("title")).aligned(Align::centre), std::move(all),
                                        foot(std::move(said), std::move(on))})
                                    .gapped(kClose));
}

}  // namespace uketsuke::ui::screens
