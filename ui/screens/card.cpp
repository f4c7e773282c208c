// SPDX-License-Identifier: Apache-2.0
// The screens about the card itself: put it here, what is wrong with it, take it away.
#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;
using flow::State;

/// Picture left, words right of it, the last of them at the bottom; `under` both.
Scene with_picture(Page page, Icon icon, Tone tone, std::vector<Box> words, Box below = {}, Tone sheet = Tone::neutral,
                   Box under = {}) {
    const double side = page.picture_side(40);
    auto picture = page.decoration(page.picture(icon, tone).at_least(side, side).at_most(78, 80).grows());
    auto said =
        column({column(std::move(words)).gapped(page.air(5)).centred().grows(), std::move(below)}).at_least(kColumn, 0);
    auto all = column({beside(std::move(picture), std::move(said).grows(), page.air(6)), std::move(under)});
    return std::move(page).show(page.sheet(std::move(all), sheet));
}

/// The languages by their own names, each in its own letters: who reads only one of them sees that it is spoken here.
/// Two need no list: the button bears the other one's name.
Box own_names(const Page& page) {
    std::vector<Box> names;
    for (const auto& row : page.languages().rows())
        names.push_back(page.part({.id = "name_" + std::string(row.code),
                                   .text = std::string(row.own_name),
                                   .em = kLabel,
                                   .language = std::string(row.code)}));
    if (names.size() < 3) return {};
    std::vector<Box> ways;
    for (std::size_t rows = 1; rows <= 4; ++rows) {
        const std::size_t length = (names.size() + rows - 1) / rows;
        std::vector<Box> lines(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            const auto first = std::min(i * length, names.size()), end = std::min(first + length, names.size());
            lines[i] = row({names.begin() + static_cast<std::ptrdiff_t>(first),
                            names.begin() + static_cast<std::ptrdiff_t>(end)})
                           .gapped(5)
                           .centred();
        }
        ways.push_back(column(std::move(lines)).gapped(0));
    }
    return fit(std::move(ways));
}

Box title(const Page& page) { return page.heading(page.key("title"), kTitle); }

/// The reminder has become urgent.
bool forgotten(State state) { return state == State::take_card_urgent || state == State::card_left; }

Icon lift_off(const Page& page) { return page.view().by_phone ? Icon::phone_out : Icon::card_out; }

/// Causes that look alike get a list of what to look at.
Box hints(const Page& page, int count) {
    std::vector<Box> lines;
    for (int i = 1; i <= count; ++i) {
        const auto id = "hint_" + std::to_string(i);
        lines.push_back(page.text(id, page.key(id)));
    }
    return column(std::move(lines)).gapped(0);
}

}  // namespace

Scene idle(Page page) {
    if (!page.view().causes.empty()) return service_away(std::move(page));
    auto phone = page.way(Action::use_phone, page.key("phone"), Style::secondary, Icon::phone);
    return with_picture(page, Icon::card_in, Tone::neutral, {title(page), page.text("body", page.key("body"))},
                        std::move(phone), Tone::neutral, own_names(page));
}

Scene card_problem(Page page) {
    const auto error = page.view().error;
    const bool unreadable = error == base::ErrorCode::card_not_readable && !page.view().by_phone;
    if (error) page.error_number(*error);
    return with_picture(page, lift_off(page), Tone::neutral,
                        {title(page), page.text("body", error ? error_key(*error) : page.key("body")),
                         unreadable ? hints(page, 3) : Box()});
}

Scene phone_wait(Page page) {
    const auto body = page.key(page.view().android ? "android" : "iphone");
    return with_picture(page, Icon::phone_in, Tone::neutral, {title(page), page.text("body", body)});
}

Scene card_back(Page page) {
    const bool done = page.view().screen == State::result_valid;
    page.reference_number();
    return with_picture(page, done ? Icon::check : lift_off(page), done ? Tone::success : Tone::neutral,
                        {title(page), page.text("body", page.key("body"))},
                        page.way(Action::next, "common.next", Style::secondary, Icon::next),
                        forgotten(page.view().screen) ? Tone::warning : Tone::neutral);
}

}  // namespace uketsuke::ui::screens
