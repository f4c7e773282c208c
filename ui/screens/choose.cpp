// SPDX-License-Identifier: Apache-2.0
// Face or PIN, as two equal doors.
#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

void door(Page& page, flow::Action action, std::string_view stem, Rect rect, Icon icon) {
    auto& node = page.button(action, page.key(stem), rect, Style::secondary, icon);
    node.role = Role::choice;
    node.em = kHeading;
    node.detail = page.text_of(page.key(std::string(stem) + "_detail"));
    node.voice = node.key;
}

}  // namespace

Scene choose_identity(Page page) {
    const auto content = page.content();
    page.heading(page.key("title"), {content.x, content.y + 6, content.w, 12}).align = Align::centre;
    const Rect row{content.x, content.y + 22, content.w, 62};
    if (page.view().offer_face) door(page, flow::Action::choose_face, "face", column(row, 2, 0, 6), Icon::face);
    const auto pin = page.view().offer_face ? column(row, 2, 1, 6) : Rect{row.x + row.w / 4, row.y, row.w / 2, row.h};
    door(page, flow::Action::choose_pin, "pin", pin, Icon::keypad);
    page.text("note", page.key(page.view().offer_face ? "either" : "no_face"),
              {content.x, content.y + 88, content.w, 10})
        .align = Align::centre;
    page.leave(flow::Action::end_visit, "common.end_visit", Icon::leave);
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
