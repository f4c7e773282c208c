// SPDX-License-Identifier: Apache-2.0
// All languages by their own names, in front of the screen that the patient came from. The present one stands out, and
// leads back too.
#include <vector>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

Box button_of(const Page& page, int place) {
    const auto language = static_cast<flow::Language>(place);
    const bool present = language == page.view().language;
    const auto& row = page.languages().row(language);
    auto box = page.button({flow::Action::language, place}, "", present ? Style::primary : Style::secondary);
    box.node.icon = present ? Icon::check : Icon::none;  // not for decoration
    box.node.chosen = present;
    box.node.id = "language_" + std::string(row.code);
    box.node.text = row.own_name;
    box.node.language = row.code;
    return box;
}

}  // namespace

Scene languages(Page page) {
    std::vector<Box> buttons, lower;
    for (int i = 0; i < page.languages().count(); ++i) {
        buttons.push_back(button_of(page, i));
        lower.push_back(low(button_of(page, i)));
    }
    const auto title = page.heading("common.choose_language").aligned(Align::centre);
    if (page.paged()) return std::move(page).show(column({title, grid(2, std::move(lower)).gapped(kClose)}));
    auto list = fit({column({title, wrap(std::move(buttons))}).gapped(6).centred(),
                     column({title, wrap(std::move(lower))}).gapped(kClose).centred()});
    return std::move(page).show(page.sheet(std::move(list)));
}

}  // namespace uketsuke::ui::screens
