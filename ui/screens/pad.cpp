// SPDX-License-Identifier: Apache-2.0
// Pads of digits: telephone order, no digit shown, no key that lights up (ui facts UI-12, UI-13).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;

void key(Page& page, std::string id, PinKey what, Rect rect) {
    auto& node = page.add({.id = std::move(id), .role = Role::key, .rect = rect, .touch = what, .em = kDigit});
    node.align = Align::centre;
    node.valign = Valign::middle;
    node.bold = true;
    if (what.kind == PinKey::Kind::digit) {
        node.text = std::to_string(what.digit);
        return;
    }
    node.key = "pad." + node.id;
    node.text = page.text_of(node.key);
    node.em = kBody;
    node.bold = false;
}

void pad(Page& page, Rect area) {
    const auto cell = [&](int row, int col) {
        const double height = (area.h - 3 * kGap) / 4;
        return column({area.x, area.y + row * (height + kGap), area.w, height}, 3, col);
    };
    for (int digit = 1; digit <= 9; ++digit)
        key(page, fmt::format("digit_{}", digit), {PinKey::Kind::digit, digit}, cell((digit - 1) / 3, (digit - 1) % 3));
    key(page, "clear", {PinKey::Kind::clear, 0}, cell(3, 0));
    key(page, "digit_0", {PinKey::Kind::digit, 0}, cell(3, 1));
    key(page, "backspace", {PinKey::Kind::backspace, 0}, cell(3, 2));
}

/// `typed` of `total`; the box that is next stands out where this group is the one that is typed now.
void dots(Page& page, std::string id, Rect rect, int typed, int total) {
    page.add({.id = std::move(id), .role = Role::pin_dots, .rect = rect, .value = typed, .total = total});
}

/// A button that cannot be used is not shown (ui facts §5.1); its place explains the digits instead.
void confirm_or(Page& page, const Rect& place, std::string_view explanation) {
    if (page.view().offers(Action::confirm))
        page.button({Action::confirm}, "pad.confirm", {place.x, place.bottom() - kButton, 78, kButton}, Style::primary,
                    Icon::check);
    else
        page.text("body", explanation, place);
}

}  // namespace

Scene pin_entry(Page page) {
    const auto& view = page.view();
    const auto content = page.content();
    const Rect left{content.x, content.y, 96, content.h};
    page.heading(page.key("title"), {left.x, left.y + 5, left.w, 23});
    dots(page, "dots", {left.x, left.y + 31, 78, 17}, view.digits, view.digits_wanted);
    auto& tries = page.text("tries", page.key("tries"), {left.x, left.y + 51.5, left.w, 9});
    tries.text = fill(tries.text, view.tries_left);
    tries.bold = true;
    confirm_or(page, {left.x, left.y + 64, left.w, content.h - 69}, page.key("body"));
    pad(page, {content.x + 108, content.y + 5, content.w - 108, content.h - 10});
    return std::move(page).finish();
}

Scene staff_password(Page page) {
    const auto& view = page.view();
    const auto content = page.content();
    const Rect left{content.x, content.y, 98, content.h};
    page.heading(page.key("title"), {left.x, left.y + 5, left.w, 23});
    dots(page, "dots", {left.x, left.y + 33, left.w, 11}, view.digits, view.digits_wanted);
    page.text("patient", page.key("patient"), {left.x, left.y + 48, left.w, 18});
    confirm_or(page, {left.x, left.y + 68, left.w, content.h - 73}, page.key("body"));
    pad(page, {content.x + 108, content.y + 5, content.w - 108, content.h - 10});
    return std::move(page).finish();
}

namespace {

/// 照合番号B as it is printed: birth, expiry year, security code (card facts).
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

}  // namespace

Scene surface_entry(Page page) {
    const auto content = page.content();
    const Rect left{content.x, content.y, 127, content.h};
    const int digits = page.view().digits;
    const auto now = current_group(digits);
    page.heading(page.key("title"), {left.x, left.y + 3, left.w, 12});
    auto& picture = page.icon(Icon::card_numbers, Tone::info, {left.x, left.y + 19, 50, 54});
    picture.value = now.number;
    for (const auto& group : groups()) {
        const double y = left.y + 17 + (group.number - 1) * 20.5;
        const auto id = std::to_string(group.number);
        page.text("group_" + id, page.key("group_" + id), {left.x + 54, y, left.w - 54, kLine}).bold =
            group.number == now.number;
        dots(page, "dots_" + id, {left.x + 54, y + kLine, group.size * 11.5, 9},
             std::clamp(digits - group.before, -1, group.size), group.size);
    }
    confirm_or(page, {left.x, left.y + 78, left.w, 19}, page.key("where_" + std::to_string(now.number)));
    pad(page, {content.x + 133, content.y + 5, content.w - 133, content.h - 10});
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
