// SPDX-License-Identifier: Apache-2.0
// Consent: everything, nothing or one by one, as buttons of the same size in one row, nothing chosen beforehand (facts
// UI-19); then the items, each with its own two answers.
#include <array>
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
    return page.part({.id = std::string(item.name),
                      .role = Role::item,
                      .key = "item." + std::string(item.name),
                      .icon = item.icon,
                      .em = kBody,
                      .bold = true,
                      .valign = Valign::middle});
}

Box answer(const Page& page, flow::Tap tap, std::string_view key, bool chosen) {
    auto box =
        low(page.button(tap, key, chosen ? Style::primary : Style::secondary, chosen ? Icon::check : Icon::none));
    box.node.id = std::string(flow::name_of(tap.action)) + "_" + std::to_string(tap.item);
    box.node.value = chosen ? 1 : 0;
    return std::move(box).grows();
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
    if (narrow) return column({row({std::move(name).grows(), std::move(more)}), std::move(both)});
    return row({std::move(name), std::move(more), std::move(both)}).at_most(kAny, kRow).grows();
}

Box item_rows(const Page& page, bool narrow) {
    std::vector<Box> rows;
    for (int i = 0; i < domain::kConsentItems; ++i) rows.push_back(item_row(page, i, narrow));
    return column(std::move(rows)).gapped(kClose);
}

}  // namespace

Scene consent(Page page) {
    constexpr double kAnswer = 24;  // high, where there is room
    std::vector<Box> items;
    for (const auto& item : kItems) items.push_back(item_box(page, item).grows());
    auto said = column({page.text("body", page.key("body")).aligned(Align::centre),
                        page.text("free", page.key("free")).bold().aligned(Align::centre)});
    constexpr std::array kWays{std::pair{Action::agree_none, Icon::cross}, std::pair{Action::by_item, Icon::none},
                               std::pair{Action::agree_all, Icon::check}};
    std::vector<Box> ways;
    for (const auto& [action, icon] : kWays) {
        ways.push_back(page.button({action}, page.key(flow::name_of(action)), Style::secondary, icon));
        ways.back().node.em *= kHeading / kBody;
    }
    return std::move(page).show(column(
        {page.heading(page.key("title")).aligned(Align::centre), fit({row(items).even(), column(items)}),
         std::move(said).gapped(1).centred().grows(), equal(std::move(ways), 4).at_most(kAny, kAnswer).grows()}));
}

Scene consent_items(Page page) {
    constexpr double kFoot = 18;  // high, where there is room
    auto on = page.view().offers(Action::confirm)
                  ? low(page.button({Action::confirm}, "common.go_on", Style::primary, Icon::next))
                  : page.text("all_three", page.key("all_three"));
    auto below = foot(page.text("free", "consent.free").bold(), std::move(on)).at_most(kAny, kFoot).grows();
    return std::move(page).show(column({page.heading(page.key("title")).aligned(Align::centre),
                                        fit({item_rows(page, false), item_rows(page, true)}).grows(), std::move(below)})
                                    .gapped(kClose));
}

Scene consent_more(Page page) {
    const auto& item = kItems.at(static_cast<std::size_t>(page.view().shown_item));
    std::vector<Box> lines{page.heading("item." + std::string(item.name))};
    for (const auto& [part, icon] : {std::pair{item.name, item.icon}, std::pair{std::string_view("who"), Icon::staff},
                                     std::pair{std::string_view("how_long"), Icon::clock}})
        lines.push_back(point(page, page.key(part), icon, 14).grows());
    return std::move(page).show(page.sheet(column(std::move(lines))).padded(8, 5));
}

}  // namespace uketsuke::ui::screens
