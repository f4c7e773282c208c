// SPDX-License-Identifier: Apache-2.0
// Consent: everything, nothing or one by one, as buttons of the same size in one row, nothing chosen beforehand (facts
// UI-19); then the items, each with its own two answers.
#include <array>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using domain::ConsentItem;
using flow::Action;

struct Item {
    std::string_view name;
    Icon icon;
};
/// In the order of ConsentItem.
constexpr std::array kItems{Item{"care", Icon::stethoscope}, Item{"surgery", Icon::scalpel},
                            Item{"checkups", Icon::chart}};
static_assert(kItems.size() == domain::kConsentItems);

void item_box(Page& page, const Item& item, const Rect& rect) {
    page.add({.id = std::string(item.name),
              .role = Role::item,
              .rect = rect,
              .key = "item." + std::string(item.name),
              .icon = item.icon,
              .em = kBody,
              .bold = true,
              .valign = Valign::middle});
}

void answer(Page& page, flow::Tap tap, std::string_view key, const Rect& rect, bool chosen) {
    auto& node =
        page.button(tap, key, rect, chosen ? Style::primary : Style::secondary, chosen ? Icon::check : Icon::none);
    node.id = std::string(flow::name_of(tap.action)) + "_" + std::to_string(tap.item);
    node.value = chosen ? 1 : 0;
}

void item_row(Page& page, int i, const Rect& row) {
    const auto given = page.view().given.consents.items.at(static_cast<std::size_t>(i));
    item_box(page, kItems.at(static_cast<std::size_t>(i)), {row.x, row.y, 50, row.h});
    page.button({Action::more, i}, "consent_items.more", {row.x + 53, row.y, 32, row.h}, Style::neutral).id =
        "more_" + std::to_string(i);
    const Rect answers{row.x + 88, row.y, row.w - 88, row.h};
    answer(page, {Action::disagree, i}, "consent.agree_none", column(answers, 2, 0), given == false);
    answer(page, {Action::agree, i}, "consent.agree_all", column(answers, 2, 1), given == true);
}

}  // namespace

Scene consent(Page page) {
    const auto content = page.content();
    page.heading(page.key("title"), {content.x, content.y + 3, content.w, 24}).align = Align::centre;
    const Rect row{content.x, content.y + 29, content.w, 19};
    for (int i = 0; i < domain::kConsentItems; ++i)
        item_box(page, kItems.at(static_cast<std::size_t>(i)), column(row, domain::kConsentItems, i));
    page.text("body", page.key("body"), {content.x, content.y + 51, content.w, kLine}).align = Align::centre;
    auto& freely = page.text("free", page.key("free"), {content.x, content.y + 61, content.w, kLine});
    freely.align = Align::centre;
    freely.bold = true;
    const Rect answers{content.x, content.y + 73, content.w, 24};
    constexpr std::array kWays{std::pair{Action::agree_none, Icon::cross}, std::pair{Action::by_item, Icon::none},
                               std::pair{Action::agree_all, Icon::check}};
    for (int i = 0; i < 3; ++i) {
        const auto& [action, icon] = kWays.at(static_cast<std::size_t>(i));
        page.button({action}, page.key(flow::name_of(action)), column(answers, 3, i, 4), Style::secondary, icon).em =
            kHeading;
    }
    return std::move(page).finish();
}

Scene consent_items(Page page) {
    const auto content = page.content();
    page.heading(page.key("title"), {content.x, content.y + 3, content.w, 12}).align = Align::centre;
    for (int i = 0; i < domain::kConsentItems; ++i)
        item_row(page, i, {content.x, content.y + 15.5 + i * 21.7, content.w, kButton});
    const Rect below{content.x, content.y + 81, content.w, 18};
    auto& freely = page.text("free", "consent.free", {below.x, below.y, 118, below.h});
    freely.bold = true;
    freely.valign = Valign::middle;
    const Rect on{below.x + 122, below.y, below.w - 122, below.h};
    if (page.view().offers(Action::confirm))
        page.button({Action::confirm}, "common.go_on", on, Style::primary, Icon::next);
    else
        page.text("all_three", page.key("all_three"), on).valign = Valign::middle;
    return std::move(page).finish();
}

Scene consent_more(Page page) {
    const auto& item = kItems.at(static_cast<std::size_t>(page.view().shown_item));
    const auto sheet = page.sheet();
    page.heading("item." + std::string(item.name), {sheet.x + 8, sheet.y + 5, sheet.w - 16, 12});
    const std::array lines{std::pair{page.key(item.name), item.icon}, std::pair{page.key("who"), Icon::staff},
                           std::pair{page.key("how_long"), Icon::clock}};
    double y = sheet.y + 20;
    for (const auto& [key, icon] : lines) {
        page.add({.id = key + ".icon", .role = Role::icon, .rect = {sheet.x + 8, y + 4, 14, 14}, .icon = icon});
        page.text(key, key, {sheet.x + 28, y, sheet.w - 36, 22}).valign = Valign::middle;
        y += 24;
    }
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
