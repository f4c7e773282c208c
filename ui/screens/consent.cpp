// SPDX-License-Identifier: Apache-2.0
// One question, two answers of the same size in one row, nothing chosen beforehand (facts UI-19).
#include <array>
#include <utility>

#include "families.hpp"

namespace uketsuke::ui::screens {

Scene consent(Page page) {
    const auto content = page.content();
    page.heading(page.key("title"), {content.x, content.y + 3, content.w, 24}).align = Align::centre;
    constexpr std::array kItems{std::pair{"checkups", Icon::chart}, std::pair{"medication", Icon::pill},
                                std::pair{"diagnosis", Icon::stethoscope}, std::pair{"surgery", Icon::scalpel}};
    const Rect row{content.x, content.y + 29, content.w, 19};
    for (int i = 0; i < 4; ++i) {
        const auto& [name, icon] = kItems.at(static_cast<std::size_t>(i));
        page.add({.id = name,
                  .role = Role::item,
                  .rect = column(row, 4, i),
                  .key = page.key(name),
                  .icon = icon,
                  .em = kBody,
                  .bold = true,
                  .valign = Valign::middle});
    }
    page.text("body", page.key("body"), {content.x, content.y + 51, content.w, 9}).align = Align::centre;
    auto& freely = page.text("free", page.key("free"), {content.x, content.y + 61, content.w, 9});
    freely.align = Align::centre;
    freely.bold = true;
    const Rect answers{content.x, content.y + 73, content.w, 24};
    page.button(flow::Action::agree_none, page.key("none"), column(answers, 2, 0, 6), Style::secondary, Icon::cross)
        .em = kHeading;
    page.button(flow::Action::agree_all, page.key("all"), column(answers, 2, 1, 6), Style::secondary, Icon::check).em =
        kHeading;
    page.leave(flow::Action::end_visit, "common.end_visit", Icon::leave);
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
