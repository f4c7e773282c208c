// SPDX-License-Identifier: Apache-2.0
// Consent: everything, nothing or one by one, as buttons of the same size in one row, nothing chosen beforehand (facts
// UI-19); then the items, each with its own two answers.
#include <array>
#include <functional>
#include <vector>

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

Box item_box(const Page& page, const Item& item) {
    const auto key = "item." + std::string(item.name);
    if (page.bare()) return page.text(item.name, key).bold().aligned(Align::centre);
    return page.part({.id = std::string(item.name),
                      .role = Role::item,
                      .key = "item." + std::string(item.name),
                      .icon = item.icon,
                      .em = kBody,
                      .bold = true,
                      .valign = Valign::middle});
}

Box answer(const Page& page, flow::Tap tap, std::string_view key, bool chosen) {
    auto box = low(page.button(tap, key, chosen ? Style::primary : Style::secondary));
    box.node.icon = chosen ? Icon::check : Icon::none;  // not for decoration
    box.node.id = std::string(flow::name_of(tap.action)) + "_" + std::to_string(tap.item);
    box.node.value = chosen ? 1 : 0;
    box.node.chosen = chosen;
    return std::move(box).grows();
}

/// An item with its two answers in one line; touching its name tells more.
Box item_line(const Page& page, int i) {
    const auto& item = kItems.at(static_cast<std::size_t>(i));
    const auto given = page.view().consents.items.at(static_cast<std::size_t>(i));
    auto name = page.button({Action::more, i}, "item." + std::string(item.name), Style::neutral).at_least(0, 16);
    name.node.id = "more_" + std::to_string(i);
    name.node.icon = page.compact() ? Icon::none : Icon::info;
    auto both = row({answer(page, {Action::disagree, i}, "consent.agree_none", given == false),
                     answer(page, {Action::agree, i}, "consent.agree_all", given == true)})
                    .even();
    return row({std::move(name).grows(), std::move(both).grows(2)}).gapped(kClose).kept_together();
}

/// On a sheet of its own, where there is room.
Box item_card(Box name, Box more, Box both) {
    constexpr double kHigh = 60;
    auto id = name.node.id + ".sheet";
    return column({row({std::move(name).grows(), std::move(more)}).grows(), std::move(both)})
        .gapped(5)
        .padded(5, 5)
        .over({.id = std::move(id), .role = Role::sheet})
        .at_most(kAny, kHigh)
        .kept_together()
        .grows();
}

/// An item with its two answers. `narrow`: in two lines.
Box item_row(const Page& page, int i, bool narrow) {
    constexpr double kName = 50, kMore = 32, kRow = 19;
    const auto given = page.view().consents.items.at(static_cast<std::size_t>(i));
    auto name = item_box(page, kItems.at(static_cast<std::size_t>(i))).at_least(kName, 0);
    auto more = page.button({Action::more, i}, "consent_items.more", Style::neutral).at_least(kMore, 0);
    more.node.id = "more_" + std::to_string(i);
    auto both = row({answer(page, {Action::disagree, i}, "consent.agree_none", given == false),
                     answer(page, {Action::agree, i}, "consent.agree_all", given == true)})
                    .even()
                    .grows();
    if (narrow && page.roomy()) return item_card(std::move(name), std::move(more), std::move(both));
    if (narrow) return column({row({std::move(name).grows(), std::move(more)}), std::move(both)}).kept_together();
    return row({std::move(name), std::move(more), std::move(both)}).at_most(kAny, kRow).kept_together().grows();
}

Box item_rows(const std::function<Box(int)>& row_of) {
    std::vector<Box> rows;
    for (int i = 0; i < domain::kConsentItems; ++i) rows.push_back(row_of(i));
    return column(std::move(rows)).gapped(kClose);
}

/// As large as there is room.
Box item_ways(const Page& page) {
    if (page.paged())
        return item_rows([&](int i) { return fit({item_line(page, i), item_row(page, i, true)}).kept_together(); });
    std::vector<Box> ways;
    for (const bool narrow : {false, true})
        ways.push_back(item_rows([&](int i) { return item_row(page, i, narrow); }));
    if (page.bare()) ways.push_back(item_rows([&](int i) { return item_line(page, i); }));
    return fit(std::move(ways)).grows();
}

}  // namespace

Scene consent(Page page) {
    constexpr double kAnswer = 24;  // high, where there is room
    std::vector<Box> items;
    for (const auto& item : kItems) items.push_back(item_box(page, item).at_least(0, page.roomy() ? 32 : 0).grows());
    auto said = column({page.text("body", page.key("body")).aligned(Align::centre),
                        page.text("free", page.key("free")).bold().aligned(Align::centre)});
    constexpr std::array kWays{std::pair{Action::agree_none, Icon::cross}, std::pair{Action::by_item, Icon::none},
                               std::pair{Action::agree_all, Icon::check}};
    std::vector<Box> ways;
    for (const auto& [action, icon] : kWays) {
        ways.push_back(page.button({action}, page.key(flow::name_of(action)), Style::secondary, icon,
                                   page.ample() ? kHeading : kBody));
    }
    return std::move(page).show(column(
        {page.heading(page.key("title")).aligned(Align::centre), fit({row(items).even(), row(items), column(items)}),
         std::move(said).gapped(1).centred().grows(), equal(std::move(ways), page.air(4)).at_most(kAny, kAnswer).grows()})
                                    .gapped(page.bare() ? 1.5 : kGap));
}

Scene consent_items(Page page) {
    constexpr double kFoot = 18;  // high, where there is room
    auto on = page.view().offers(Action::confirm)
                  ? low(page.button({Action::confirm}, "common.go_on", Style::primary, Icon::next))
                  : page.text("all_three", page.key("all_three"));
    auto below = foot(page, page.text("free", "consent.free").bold(), std::move(on)).at_most(kAny, kFoot).grows();
    return std::move(page).show(column({page.heading(page.key("title")).aligned(Align::centre),
                                        item_ways(page), std::move(below)})
                                    .gapped(kClose));
}

Scene consent_more(Page page) {
    const auto& item = kItems.at(static_cast<std::size_t>(page.view().shown_item));
    std::vector<Box> lines{page.heading("item." + std::string(item.name))};
    for (const auto& [part, icon] : {std::pair{item.name, item.icon}, std::pair{std::string_view("who"), Icon::staff},
                                     std::pair{std::string_view("how_long"), Icon::clock}})
        lines.push_back(point(page, page.key(part), icon, 14).grows());
    return std::move(page).show(page.sheet(column(std::move(lines))).padded(page.air(8), page.ample() ? 5 : 2));
}

}  // namespace uketsuke::ui::screens
