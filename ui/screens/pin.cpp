// SPDX-License-Identifier: Apache-2.0
// The PIN pad: telephone order, no digit shown, no key that lights up (facts UI-12, UI-13).
#include <fmt/format.h>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

constexpr int kPinDigits = 4;

void key(Page& page, std::string id, PinKey what, Rect rect) {
    auto& node = page.add({.id = std::move(id), .role = Role::key, .rect = rect, .touch = what, .em = kDigit});
    node.align = Align::centre;
    node.valign = Valign::middle;
    node.bold = true;
    if (what.kind == PinKey::Kind::digit) {
        node.text = std::to_string(what.digit);
        return;
    }
    node.key = page.key(node.id);
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

}  // namespace

Scene pin_entry(Page page) {
    const auto content = page.content();
    const Rect left{content.x, content.y, 96, content.h};
    page.heading(page.key("title"), {left.x, left.y + 5, left.w, 23});
    page.add({.id = "dots",
              .role = Role::pin_dots,
              .rect = {left.x, left.y + 31, 78, 17},
              .value = page.view().digits,
              .total = kPinDigits});
    auto& tries = page.text("tries", page.key("tries"), {left.x, left.y + 51.5, left.w, 9});
    tries.text = fill(tries.text, page.view().tries_left);
    tries.bold = true;
    const Rect below{left.x, left.y + 63, left.w, kButton};
    // A button that cannot be used is not shown (facts §5.1); its place explains the number instead.
    if (page.view().digits == kPinDigits)
        page.button(flow::Action::confirm, page.key("confirm"), {below.x, content.bottom() - 5 - kButton, 78, kButton},
                    Style::primary, Icon::check);
    else
        page.text("body", page.key("body"), {below.x, below.y, below.w, 28});
    pad(page, {content.x + 108, content.y + 5, content.w - 108, content.h - 10});
    page.leave(flow::Action::back, "common.back", Icon::back);
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
