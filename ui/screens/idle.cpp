// SPDX-License-Identifier: Apache-2.0
// The two screens about the card itself: put it here, take it away.
#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

/// Picture left, one large sentence and one smaller one right.
void with_picture(Page& page, Icon picture, Tone tone, std::string_view title, std::string_view body,
                  double body_height = 40) {
    const auto content = page.content();
    page.add({.id = "sheet", .role = Role::surface, .rect = {content.x, content.y + 4, content.w, content.h - 6}});
    page.icon(picture, tone, {content.x + 6, content.y + 9, 80, content.h - 16});
    const Rect column{content.x + 91, content.y, content.w - 96, content.h};
    auto& heading = page.heading(title, {column.x, column.y + 12, column.w, 36}, kTitle);
    heading.valign = Valign::bottom;
    page.text("body", body, {column.x, column.y + 53, column.w, body_height});
}

}  // namespace

Scene idle(Page page) {
    with_picture(page, Icon::card_in, Tone::neutral, page.key("title"), page.key("body"));
    return std::move(page).finish();
}

Scene take_card(Page page) {
    const bool done = page.view().screen == flow::State::result_valid;
    const bool left = page.view().screen == flow::State::card_left;
    const auto tone = done ? Tone::success : left ? Tone::warning : Tone::neutral;
    const auto error = page.view().screen == flow::State::card_problem ? page.view().error : std::nullopt;
    with_picture(page, done ? Icon::check : Icon::card_out, tone, page.key("title"),
                 error ? error_key(*error) : page.key("body"), done ? 19 : 40);
    if (error) page.error_number(*error);
    if (done) {
        const auto content = page.content();
        page.button(flow::Action::next, "common.next", {content.x + 91, content.bottom() - kButton - 7, 62, kButton},
                    Style::secondary, Icon::next);
    }
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
