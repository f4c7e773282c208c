// SPDX-License-Identifier: Apache-2.0
// Pads of digits: telephone order, no digit shown, no key that lights up (ui facts UI-12, UI-13).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;

constexpr double kLeastDigit = 9;  ///< em (ui facts §5.2)

Box key(const Page& page, std::string id, PinKey what) {
    const bool digit = what.kind == PinKey::Kind::digit;
    auto text = digit ? std::to_string(what.digit) : std::string();
    auto box = page.part({.id = id,
                          .role = Role::key,
                          .key = digit ? "" : "pad." + id,
                          .text = std::move(text),
                          .touch = what,
                          .em = digit ? kDigit : kBody,
                          .bold = digit,
                          .align = Align::centre,
                          .valign = Valign::middle});
    // Digits stay large where text is small, and words do not grow out of a key where it is large.
    box.node.em = digit ? std::max(box.node.em, kLeastDigit) : std::min(box.node.em, page.bare() ? kLabel : kBody);
    return std::move(box).grows();
}

Box pad(const Page& page) {
    std::vector<Box> keys;
    for (int digit = 1; digit <= 9; ++digit)
        keys.push_back(key(page, fmt::format("digit_{}", digit), {PinKey::Kind::digit, digit}));
    keys.push_back(key(page, "clear", {PinKey::Kind::clear, 0}));
    keys.push_back(key(page, "digit_0", {PinKey::Kind::digit, 0}));
    keys.push_back(key(page, "backspace", {PinKey::Kind::backspace, 0}));
    const bool flat = page.low() && !page.tall();
    // Keys as on a telephone: what is much wider than a finger takes no longer to find, but looks like no pad.
    constexpr Size kLargest{36, 27};
    auto all = grid(flat ? 6 : 3, std::move(keys));
    return page.tall() ? std::move(all).at_most(3 * kLargest.w + 2 * kGap, 4 * kLargest.h + 3 * kGap) : all;
}

/// `typed` of `total`; the box that is next stands out where this group is the one that is typed now. `shown`: what is
/// typed, where it may be read.
Box dots(const Page& page, std::string id, Size size, int typed, int total, std::string shown = {}) {
    Node node{.id = std::move(id), .role = Role::pin_dots, .value = typed, .total = total};
    if (!shown.empty()) node.em = kBody;
    node.bold = !shown.empty();
    node.text = std::move(shown);
    return page.part(std::move(node)).sized(size.w, size.h);
}

Box alone(const Page& page, Box boxes) {
    return page.tall() ? row({space(kRest), std::move(boxes), space(kRest)}) : left(std::move(boxes));
}

/// Shows what is typed, and hides it again: only where the digits are no secret of who holds the card.
Box show_digits(const Page& page) {
    auto show = page.way(Action::toggle, page.key(page.view().digits_shown ? "hide" : "show"), Style::neutral);
    return std::move(show).at_least(40, 13);
}

/// Where there is room for that button under the picture of the card.
bool under_card(const Page& page) { return !page.reach() && !page.compact(); }

Box card_with_digits(const Page& page, int marked) {
    const double wide = page.roomy() ? 66 : 50;
    auto picture = page.picture(Icon::card_numbers, Tone::info).at_least(40, 34).at_most(wide, 54).grows();
    picture.node.value = marked;
    picture = page.decoration(std::move(picture));
    return column({std::move(picture), under_card(page) ? show_digits(page) : Box()}).at_most(wide, kAny);
}

/// Room for the digits of one number, as wide as may be where the words stand beside the pad.
Size dots_size(const Page& page, double wide, double high) {
    constexpr double kNarrow = 54;
    return page.ample() && !page.compact() ? Size{wide, high} : Size{std::min(wide, kNarrow), std::min(high, 14.0)};
}

/// A button that cannot be used is not shown (ui facts §5.1); its place explains the digits instead.
Box confirm_or(const Page& page, std::string_view explanation) {
    auto confirm = page.way(Action::confirm, "pad.confirm", Style::primary, Icon::check);
    if (page.ample()) confirm.least.w = 78;
    if (confirm.kind == Box::Kind::nothing) {
        auto body = page.text("body", explanation).aligned(page.middle_or_left());
        return page.bare() ? fit({std::move(body), Box()}) : std::move(body);
    }
    if (page.tall()) return column({space(), std::move(confirm).at_most(100, kAny)}).gapped(0).grows();
    return column({space(), left(std::move(confirm))}).gapped(0).grows();
}

/// What is asked and how much of it is typed, beside the pad; `show` where it stands nowhere else.
Scene with_pad(Page page, std::vector<Box> said, double said_to_pad, double gap, Box show = {}) {
    page.undivided();
    const bool confirms = page.view().offers(Action::confirm);
    if (page.low() && (confirms || show.kind != Box::Kind::nothing)) {
        auto keys = row({pad(page).grows(), column({confirms ? std::move(said.back()) : Box(), std::move(show)})});
        if (confirms) said.pop_back();
        return std::move(page).show(column({column(std::move(said)), std::move(keys).kept_together().grows()}));
    }
    if (show.kind != Box::Kind::nothing) said.insert(said.end() - 1, left(std::move(show)));
    auto words = column(std::move(said)).grows(said_to_pad);
    return std::move(page).show(beside(page, std::move(words), pad(page).grows(), page.air(gap)));
}

}  // namespace

Scene pin_entry(Page page) {
    const auto& view = page.view();
    auto tries = page.text("tries", page.key("tries")).bold().aligned(page.middle_or_left());
    tries.node.text = fill(tries.node.text, view.tries_left);
    return with_pad(page,
                    {page.heading(page.key("title")).aligned(page.middle_or_left()),
                     alone(page, dots(page, "dots", dots_size(page, 78, 17), view.digits, view.digits_wanted)),
                     std::move(tries), confirm_or(page, page.key("body"))},
                    1, 12);
}

Scene staff_password(Page page) {
    const auto& view = page.view();
    return with_pad(
        page,
        {page.heading(page.key("title")).aligned(page.middle_or_left()),
         alone(page, dots(page, "dots", dots_size(page, 93, 11), view.digits, view.digits_wanted)),
         page.text("patient", page.key(view.for_settings ? "settings" : "patient")).aligned(page.middle_or_left()), confirm_or(page, page.key("body"))},
        1, 12);
}

/// The number stands on a card that its holder shows anybody at the desk: it may be read here. As many digits as the
/// pad takes have room in two rows.
Scene appointment_entry(Page page) {
    const auto& view = page.view();
    const int half = view.digits_wanted / 2;
    const auto half_row = [&](std::string id, int before) {
        const auto from = std::min(static_cast<std::size_t>(before), view.typed.size());
        return dots(page, std::move(id), dots_size(page, half * 11.5, 9), std::clamp(view.digits - before, -1, half), half,
                    view.typed.substr(from, static_cast<std::size_t>(half)));
    };
    auto rows = column({half_row("dots_1", 0), half_row("dots_2", half)}).gapped(1.2);
    return with_pad(page,
                    {page.heading(page.key("title")).aligned(page.middle_or_left()), alone(page, std::move(rows)),
                     confirm_or(page, page.key("body"))},
                    1, 12, show_digits(page));
}

namespace {

/// 照合番号B of 14 digits as it is printed: birth, expiry year, security code (card facts).
constexpr std::array kGroups{6, 4, 4};

struct Group {
    int number = 1;  ///< 1 … 3
    int before = 0;  ///< digits of the groups before it
    int size = 0;
};

std::array<Group, kGroups.size()> groups() {
    std::array<Group, kGroups.size()> all;
    int before = 0;
    for (std::size_t i = 0; i < kGroups.size(); ++i) {
        all[i] = {static_cast<int>(i) + 1, before, kGroups[i]};
        before += kGroups[i];
    }
    return all;
}

/// The group in which the next digit belongs.
Group current_group(int digits) {
    const auto all = groups();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Group& g) { return digits < g.before + g.size; });
    return found == all.end() ? all.back() : *found;
}

/// What the group is, over its boxes.
Box box_of(const Page& page, const Group& group, bool now) {
    const auto id = std::to_string(group.number);
    auto label = page.text("group_" + id, page.key("group_" + id));
    label.node.bold = now;
    const int typed = std::clamp(page.view().digits - group.before, -1, group.size);
    const auto& digits = page.view().typed;
    const auto before = static_cast<std::size_t>(group.before);
    auto shown = digits.size() > before ? digits.substr(before, static_cast<std::size_t>(group.size)) : std::string();
    auto boxes = dots(page, "dots_" + id, dots_size(page, group.size * 11.5, 9), typed, group.size, std::move(shown));
    return column({std::move(label), left(std::move(boxes))}).gapped(0);
}

/// A number that is printed in one piece. Where a card of the next generation has it is not public: no place is shown.
Scene number_b_entry_in_one(Page page) {
    const auto& view = page.view();
    auto picture = card_with_digits(page, 0);
    auto label = page.text("number", page.key("number")).bold();
    label.node.text = fill(label.node.text, view.digits_wanted);
    auto digits = left(dots(page, "dots", dots_size(page, 69, 9), view.digits, view.digits_wanted, view.typed));
    auto boxes = column({std::move(label), std::move(digits)}).gapped(0);
    return with_pad(page,
                    {page.heading(page.key("title")).aligned(page.middle_or_left()),
                     row({std::move(picture), std::move(boxes).grows()}), confirm_or(page, page.key("where_number"))},
                    2, 6, under_card(page) ? Box() : show_digits(page));
}

Scene number_b_entry_in_groups(Page page) {
    const auto now = current_group(page.view().digits);
    auto picture = card_with_digits(page, now.number);
    // Where there is no room for all three, the one that is typed now.
    std::vector<Box> boxes;
    for (const auto& group : groups())
        if (!page.bare() || group.number == now.number)
            boxes.push_back(box_of(page, group, group.number == now.number));
    auto where = row({std::move(picture), column(std::move(boxes)).gapped(2.5).grows()});
    return with_pad(page,
                    {page.heading(page.key("title")).aligned(page.middle_or_left()), std::move(where),
                     confirm_or(page, page.key("where_" + std::to_string(now.number)))},
                    2, 6, under_card(page) ? Box() : show_digits(page));
}

}  // namespace

Scene number_b_entry(Page page) {
    const bool in_groups = page.view().digits_wanted == static_cast<int>(domain::kNumberBDigits);
    return in_groups ? number_b_entry_in_groups(std::move(page)) : number_b_entry_in_one(std::move(page));
}

}  // namespace uketsuke::ui::screens
