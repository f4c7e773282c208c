// SPDX-License-Identifier: Apache-2.0
// Large doors of equal size: which way, which phone, which prescription.
#include <vector>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;

struct Door {
    Action action;
    Icon icon;
};

/// Those that the flow takes, named by "<state>.<action>" with a second line "…_detail".
int doors(Page& page, std::initializer_list<Door> all, const Rect& row) {
    std::vector<Door> open;
    for (const auto& door : all)
        if (page.view().offers(door.action)) open.push_back(door);
    const int count = static_cast<int>(open.size());
    for (int i = 0; i < count; ++i) {
        const auto& door = open.at(static_cast<std::size_t>(i));
        const auto rect = count == 1 ? Rect{row.x + row.w / 4, row.y, row.w / 2, row.h} : column(row, count, i, 6);
        const auto stem = page.key(flow::name_of(door.action));
        auto& node = page.button({door.action}, stem, rect, Style::secondary, door.icon);
        node.role = Role::choice;
        node.em = kHeading;
        node.detail = page.text_of(stem + "_detail");
        node.voice = node.key;
    }
    return count;
}

/// Title above, doors below; where the note stands.
Rect with_doors(Page& page, std::initializer_list<Door> all) {
    const auto content = page.content();
    page.heading(page.key("title"), {content.x, content.y + 3, content.w, 12}).align = Align::centre;
    doors(page, all, {content.x, content.y + 16.5, content.w, 61.5});
    return {content.x, content.y + 81, content.w, 17.8};
}

void note(Page& page, std::string_view key, const Rect& rect) {
    auto& node = page.text("note", key, rect);
    node.align = Align::centre;
    node.valign = Valign::middle;
}

}  // namespace

Scene choose_identity(Page page) {
    const auto& view = page.view();
    const auto below = with_doors(
        page,
        {{Action::choose_face, Icon::face}, {Action::choose_pin, Icon::keypad}, {Action::choose_staff, Icon::staff}});
    const double width = view.offers(Action::accompanied) ? 80 : 0;
    note(page, page.key(view.offers(Action::choose_face) ? "either" : "no_face"),
         {below.x, below.y, below.w - width - (width > 0 ? 4 : 0), below.h});
    if (width > 0)
        page.button({Action::accompanied}, "common.accompanied", {below.right() - width, below.y, width, below.h},
                    Style::neutral, Icon::people);
    return std::move(page).finish();
}

Scene choose_phone(Page page) {
    const auto below = with_doors(page, {{Action::iphone, Icon::phone}, {Action::android, Icon::phone}});
    note(page, page.key("note"), below);
    return std::move(page).finish();
}

Scene prescription_form(Page page) {
    const auto below = with_doors(page, {{Action::electronic, Icon::card}, {Action::paper, Icon::paper}});
    note(page, page.key("note"), below);
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
