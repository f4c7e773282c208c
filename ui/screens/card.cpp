// SPDX-License-Identifier: Apache-2.0
// The screens about the card itself: put it here, what is wrong with it, take it away.
#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;
using flow::State;

constexpr double kTextX = 91;  ///< right of the picture

/// Picture left, one large sentence and one smaller one right.
void with_picture(Page& page, Icon picture, Tone tone, std::string_view title, std::string_view body,
                  double body_height = 40, Tone sheet = Tone::neutral) {
    const auto content = page.content();
    page.sheet(sheet);
    page.icon(picture, tone, {content.x + 6, content.y + 9, 80, content.h - 16});
    const Rect column{content.x + kTextX, content.y, content.w - kTextX - 5, content.h};
    auto& heading = page.heading(title, {column.x, column.y + 8, column.w, 32}, kTitle);
    heading.valign = Valign::bottom;
    page.text("body", body, {column.x, column.y + 45, column.w, body_height});
}

void button_below(Page& page, Action action, std::string_view key, Icon icon) {
    if (!page.view().offers(action)) return;
    const auto content = page.content();
    page.button({action}, key, {content.x + kTextX, content.bottom() - kButton - 7, content.w - kTextX - 8, kButton},
                Style::secondary, icon);
}

/// The reminder has become urgent.
bool forgotten(State state) { return state == State::take_card_urgent || state == State::card_left; }

Icon lift_off(const Page& page) { return page.view().by_phone ? Icon::phone_out : Icon::card_out; }

/// Causes that look alike get a list of what to look at.
void hints(Page& page, int count) {
    const auto content = page.content();
    for (int i = 1; i <= count; ++i) {
        const auto id = "hint_" + std::to_string(i);
        const double y = content.y + 64 + (i - 1) * kLine;
        page.text(id, page.key(id), {content.x + kTextX, y, content.w - kTextX - 5, kLine});
    }
}

}  // namespace

Scene idle(Page page) {
    with_picture(page, Icon::card_in, Tone::neutral, page.key("title"), page.key("body"), 27);
    button_below(page, Action::use_phone, page.key("phone"), Icon::phone);
    return std::move(page).finish();
}

Scene card_problem(Page page) {
    const auto error = page.view().error;
    const bool unreadable = error == base::ErrorCode::card_not_readable && !page.view().by_phone;
    with_picture(page, lift_off(page), Tone::neutral, page.key("title"), error ? error_key(*error) : page.key("body"),
                 unreadable ? 18 : 40);
    if (unreadable) hints(page, 3);
    if (error) page.error_number(*error);
    return std::move(page).finish();
}

Scene phone_wait(Page page) {
    with_picture(page, Icon::phone_in, Tone::neutral, page.key("title"),
                 page.key(page.view().android ? "android" : "iphone"));
    return std::move(page).finish();
}

Scene card_back(Page page) {
    const bool done = page.view().screen == State::result_valid;
    with_picture(page, done ? Icon::check : lift_off(page), done ? Tone::success : Tone::neutral, page.key("title"),
                 page.key("body"), done ? 27 : 40, forgotten(page.view().screen) ? Tone::warning : Tone::neutral);
    button_below(page, Action::next, "common.next", Icon::next);
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
