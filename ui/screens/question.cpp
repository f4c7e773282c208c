// SPDX-License-Identifier: Apache-2.0
// A title, a few lines to read, and buttons under them: questions with two equal answers, and what there is to know.
#include <algorithm>
#include <array>
#include <vector>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;
using flow::State;

struct Line {
    std::string key;
    Icon icon = Icon::none;
};

constexpr double kButtonsY = 76.5;

/// The title over a sheet of lines, each with its picture. `sign`: room for one left of the title.
void tell(Page& page, const std::vector<Line>& lines, double title_height, double sign = 0) {
    const auto content = page.content();
    page.heading(page.key("title"), {content.x + sign, content.y + 2, content.w - 2 * sign, title_height}).align =
        Align::centre;
    const double top = content.y + 2 + title_height + 1.5;
    const Rect sheet{content.x, top, content.w, content.y + kButtonsY - 3 - top};
    page.add({.id = "sheet", .role = Role::surface, .rect = sheet});
    const double height = std::min(20.0, (sheet.h - 4) / static_cast<double>(lines.size()));
    double y = sheet.y + (sheet.h - height * static_cast<double>(lines.size())) / 2;
    for (const auto& [key, icon] : lines) {
        page.add({.id = key + ".icon",
                  .role = Role::icon,
                  .rect = {sheet.x + 6, y + (height - 10) / 2, 10, 10},
                  .tone = icon == Icon::info ? Tone::info : Tone::neutral,
                  .icon = icon});
        page.text(key, key, {sheet.x + 21, y, sheet.w - 26, height}).valign = Valign::middle;
        y += height;
    }
}

struct Answer {
    Action action;
    std::string_view part;  ///< key
    Icon icon;
};

/// The left answer is the cautious one; both look alike.
void answers(Page& page, const Answer& no, const Answer& yes) {
    const auto content = page.content();
    const Rect row{content.x, content.y + kButtonsY, content.w, 21.5};
    int i = 0;
    for (const auto* answer : {&no, &yes})
        page.button({answer->action}, page.key(answer->part), column(row, 2, i++, 6), Style::secondary, answer->icon)
            .em = kHeading;
}

Scene specific_disease(Page page) {
    tell(page, {{"consent.body", Icon::info}, {"consent.free", Icon::check}}, 23);
    answers(page, {Action::disagree, "no", Icon::cross}, {Action::agree, "yes", Icon::check});
    return std::move(page).finish();
}

Scene high_cost(Page page) {
    tell(page, {{page.key("body"), Icon::paper}, {"consent.free", Icon::check}}, 12);
    answers(page, {Action::disagree, "no", Icon::cross}, {Action::agree, "yes", Icon::check});
    return std::move(page).finish();
}

Scene registration_offer(Page page) {
    const bool again = page.view().registration == domain::Registration::cancelled;
    tell(page,
         {{page.key(again ? "again" : "first"), Icon::card},
          {page.key("later"), Icon::info},
          {page.key("without"), Icon::paper}},
         12);
    answers(page, {Action::disagree, "no", Icon::cross}, {Action::agree, "yes", Icon::check});
    return std::move(page).finish();
}

Scene staff_confirm(Page page) {
    tell(page, {{page.key("look"), Icon::face}, {page.key("card"), Icon::card}, {page.key("honest"), Icon::staff}}, 12);
    answers(page, {Action::refuse, "no", Icon::cross}, {Action::confirm, "yes", Icon::check});
    return std::move(page).finish();
}

}  // namespace

Scene question(Page page) {
    switch (page.view().screen) {
        case State::specific_disease: return specific_disease(std::move(page));
        case State::high_cost: return high_cost(std::move(page));
        case State::registration_offer: return registration_offer(std::move(page));
        default: return staff_confirm(std::move(page));
    }
}

Scene accompanied(Page page) {
    tell(page, {{page.key("may"), Icon::people}, {page.key("may_not"), Icon::keypad}, {page.key("paper"), Icon::paper}},
         12);
    const auto content = page.content();
    std::vector<Answer> ways;
    for (const auto& way : {Answer{Action::choose_face, "common.choose_face", Icon::face},
                            Answer{Action::choose_staff, "common.choose_staff", Icon::staff}})
        if (page.view().offers(way.action)) ways.push_back(way);
    const int count = static_cast<int>(ways.size());
    const Rect row{content.x, content.y + kButtonsY, content.w, 21.5};
    for (int i = 0; i < count; ++i) {
        const auto& way = ways.at(static_cast<std::size_t>(i));
        page.button({way.action}, way.part, column(row, std::max(count, 2), i, 6), Style::secondary, way.icon);
    }
    if (count == 0) {
        page.button({Action::call_staff}, "common.call_staff", column(row, 2, 0, 6), Style::primary, Icon::staff);
        page.without_staff();
    }
    return std::move(page).finish();
}

Scene result_remark(Page page) {
    constexpr std::array kRemarkNames{"certificate_ends_soon", "public_assistance",     "turning_70",
                                      "ratio_to_check",        "unreadable_characters", "special_care_expense"};
    static_assert(kRemarkNames.size() == domain::kRemarks);
    std::vector<Line> lines;
    const auto answer = page.view().answer.value_or(domain::Answer{});
    if (answer.validity == domain::Validity::valid_unregistered)
        lines.push_back({page.key("unregistered"), Icon::info});
    for (int i = 0; i < domain::kRemarks; ++i)
        if (answer.remarks.has(static_cast<domain::Remark>(i)))
            lines.push_back({page.key(kRemarkNames.at(static_cast<std::size_t>(i))), Icon::info});
    // More would not be read; the desk has all of them.
    constexpr std::size_t kShown = 3;
    if (lines.size() > kShown) lines.resize(kShown);
    if (lines.empty()) lines.push_back({"result_valid.body", Icon::info});
    tell(page, lines, 12, 20);
    const auto content = page.content();
    page.icon(Icon::check, Tone::success, {content.x + 6, content.y + 1, 13, 13});
    page.button({Action::next}, "common.next", {content.x + content.w - 84, content.y + kButtonsY + 1, 84, kButton},
                Style::primary, Icon::next);
    auto& desk = page.text("body", page.key("body"), {content.x, content.y + kButtonsY + 1, content.w - 90, kButton});
    desk.valign = Valign::middle;
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
