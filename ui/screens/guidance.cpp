// SPDX-License-Identifier: Apache-2.0
// What to show at the desk instead, in order. What counts only together stands in one box with a plus between: never
// the card alone, never the notice alone (rules ).
#include <algorithm>
#include <array>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using domain::Fallback;
using flow::Action;

struct Parts {
    std::string_view first;
    std::string_view second;  ///< empty: it counts alone
};
/// In the order of Fallback.
constexpr std::array kParts{Parts{"paper_card", ""}, Parts{"certificate", ""}, Parts{"card", "notice"},
                            Parts{"card", "portal"}, Parts{"statement", ""}};

std::string key_of(std::string_view part) { return "fallback." + std::string(part); }

Node& words(Page& page, const std::string& id, std::string_view key, const Rect& rect, double em) {
    auto& node = page.text(id, key, rect, em);
    node.valign = Valign::middle;
    return node;
}

void fallback_row(Page& page, Fallback fallback, int number, const Rect& row) {
    const auto& parts = kParts.at(static_cast<std::size_t>(fallback));
    const std::string id(domain::name_of(fallback));
    page.add({.id = id + ".row", .role = Role::surface, .rect = row});
    auto& count = words(page, id + ".number", "fallback.number", {row.x + 3, row.y, 12, row.h}, kBody);
    count.text = fill(count.text, number);
    count.bold = true;
    const Rect room{row.x + 16, row.y, row.w - 20, row.h};
    if (parts.second.empty()) {
        words(page, id, key_of(parts.first), room, kBody).bold = true;
        return;
    }
    constexpr double kFirst = 66, kPlus = 10;
    words(page, id, key_of(parts.first), {room.x, room.y, kFirst, room.h}, kBody).bold = true;
    auto& plus = words(page, id + ".plus", "fallback.plus", {room.x + kFirst, room.y, kPlus, room.h}, kBody);
    plus.align = Align::centre;
    plus.bold = true;
    const double x = room.x + kFirst + kPlus + 2;
    words(page, id + ".second", key_of(parts.second), {x, room.y, room.right() - x, room.h}, kBody).bold = true;
}

/// Rows from `top`; where the last one ends.
double fallbacks(Page& page, double top, double height, double gap) {
    const auto content = page.content();
    int number = 0;
    double y = top;
    for (const auto fallback : page.view().fallbacks) {
        fallback_row(page, fallback, ++number, {content.x, y, content.w, height});
        y += height + gap;
    }
    return y;
}

}  // namespace

Scene guidance(Page page) {
    const auto content = page.content();
    const bool any = !page.view().fallbacks.empty();
    page.heading(page.key(any ? "title" : "desk"), {content.x, content.y + 2, content.w, 12}).align = Align::centre;
    const bool few = page.view().fallbacks.size() <= 4;
    const double end = fallbacks(page, content.y + 15, few ? 12 : 11.6, 1.6);
    const auto& shown = page.view().fallbacks;
    const auto counts = [&](domain::Fallback f) { return std::find(shown.begin(), shown.end(), f) != shown.end(); };
    const bool pairs = counts(domain::Fallback::card_and_notice) && counts(domain::Fallback::card_and_portal);
    if (few && pairs) words(page, "no_notice", "fallback.no_notice", {content.x, end, content.w, kLine}, kBody);
    words(page, "help", "fallback.help", {content.x, content.y + 80.5, content.w - 76, 18}, kBody);
    page.button({Action::next}, "common.next", {content.x + content.w - 70, content.y + 81, 70, 17}, Style::primary,
                Icon::next);
    return std::move(page).finish();
}

Scene out_of_service(Page page) {
    const auto content = page.content();
    page.icon(Icon::warning, Tone::warning, {content.x + 2, content.y + 3, 22, 22});
    const double x = content.x + 30;
    page.heading(page.key("title"), {x, content.y + 2, content.w - 30, 14}, kTitle);
    const bool any = !page.view().fallbacks.empty();
    page.text("body", page.key(any ? "body_show" : "body"), {x, content.y + 16, content.w - 30, kLine});
    const auto& causes = page.view().causes;
    double y = content.bottom() - 1 - 6.6 * static_cast<double>(causes.size());
    const double room = (y - content.y - 27) / std::max<double>(1, static_cast<double>(page.view().fallbacks.size()));
    fallbacks(page, content.y + 27, std::min(12.0, room - 1.2), 1.2);
    for (const auto cause : causes) {
        const auto number = std::to_string(base::line_of(cause).number);
        page.text("number_" + number, "common.error_number", {content.x, y, 30, 6.6}, kLabel).text =
            page.numbered(cause);
        page.text("number_" + number + "_cause", error_key(cause), {content.x + 32, y, content.w - 32, 6.6}, kLabel);
        y += 6.6;
    }
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
