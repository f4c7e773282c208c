// SPDX-License-Identifier: Apache-2.0
// A title, a few lines to read, and buttons under them: questions with two equal answers, and what there is to know.
#include <array>
#include <vector>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;

struct Line {
    std::string key;
    Icon icon = Icon::none;
    std::string text{};      ///< instead of the key's, where something is filled in
    std::string language{};  ///< of the text; empty: the screen's
};

constexpr double kAnswer = 21.5;  ///< height of an answer where there is room

/// The lines on a sheet, each with its picture.
Box told(const Page& page, const std::vector<Line>& lines) {
    const double loose = page.tall() ? 44 : 20;  // of a line, where there is room
    const double picture = page.tall() && page.ample() ? 18 : 10;
    std::vector<Box> points;
    for (const auto& [key, icon, text, language] : lines) {
        points.push_back(point(page, key, icon, picture).at_most(kAny, loose).grows());
        auto& words = points.back().inside.back().node;
        if (!text.empty()) words.text = text;
        if (!language.empty()) words.language = language;
    }
    return page.sheet(column(std::move(points)).gapped(0).centred()).padded(page.air(6), page.ample() ? 2 : 1);
}

/// The title over the lines, the buttons under them.
Scene tell(Page page, const std::vector<Line>& lines, Box below) {
    auto title = page.heading(page.key("title")).aligned(Align::centre);
    return std::move(page).show(column({std::move(title), told(page, lines), std::move(below)}));
}

struct Answer {
    Action action;
    std::string_view part;  ///< key
    Icon icon;
};

/// The left answer is the cautious one; both look alike.
Box answers(const Page& page, const Answer& no, const Answer& yes) {
    std::vector<Box> both;
    for (const auto* answer : {&no, &yes}) {
        both.push_back(page.button({answer->action}, page.key(answer->part), Style::secondary, answer->icon,
                                   page.ample() ? kHeading : kBody));
    }
    return equal(std::move(both), 6).at_most(kAny, kAnswer).grows();
}

/// The thing that is asked about now, out of several: what it is, whose it is, and how many there are.
std::vector<Line> asked_now(const Page& page) {
    const auto& view = page.view();
    if (view.list.empty()) return {};
    constexpr int kLetters = 28;
    const double beside = page.compact() ? 40 : 2 * page.air(9) + 2 * page.air(6) + (page.bare() ? 1 : 16);
    const auto& one = view.list.at(static_cast<std::size_t>(view.asked_item));
    auto key = page.key("kind." + one.kind);
    if (!page.words().has(key)) key = page.key("kind.other");
    std::vector<Line> lines{
        {key, picture_named(view.question->picture)},
        {page.key("issuer"), Icon::info,
         fill(page.text_of(page.key("issuer")), "{issuer}", page.shortened(one.issuer, kLetters, beside)),
         std::string(kNames.code)}};
    if (view.list.size() > 1)
        lines.push_back({page.key("which"), Icon::next,
                         fill(fill(page.text_of(page.key("which")), view.asked_item + 1), "{of}",
                              std::to_string(view.list.size()))});
    return lines;
}

Box yes_and_no(const Page& page) {
    return answers(page, {Action::disagree, "no", Icon::cross}, {Action::agree, "yes", Icon::check});
}

}  // namespace

Scene question(Page page) {
    const auto& row = *page.view().question;
    auto lines = asked_now(page);
    for (const auto& key : row.lines)
        if (!key.empty()) lines.push_back({std::string(key), lines.empty() ? picture_named(row.picture) : Icon::check});
    auto both = yes_and_no(page);
    return tell(std::move(page), lines, std::move(both));
}

Scene registration_offer(Page page) {
    const bool again = page.view().registration == domain::Registration::cancelled;
    auto both = yes_and_no(page);
    return tell(page,
                {{page.key(again ? "again" : "first"), Icon::card},
                 {page.key("later"), Icon::info},
                 {page.key("without"), Icon::paper}},
                std::move(both));
}

Scene staff_confirm(Page page) {
    auto both = answers(page, {Action::refuse, "no", Icon::cross}, {Action::confirm, "yes", Icon::check});
    return tell(page,
                {{page.key("look"), Icon::face}, {page.key("card"), Icon::card}, {page.key("honest"), Icon::staff}},
                std::move(both));
}

Scene accompanied(Page page) {
    std::vector<Box> ways;
    for (const auto& way : {Answer{Action::choose_face, "common.choose_face", Icon::face},
                            Answer{Action::choose_pin, "common.choose_pin", Icon::keypad},
                            Answer{Action::choose_staff, "common.choose_staff", Icon::staff}})
        if (page.view().offers(way.action))
            ways.push_back(page.button({way.action}, way.part, Style::secondary, way.icon));
    if (ways.empty()) {
        ways.push_back(page.button({Action::call_staff}, "common.call_staff", Style::primary, Icon::staff));
        page.without_staff();
    }
    return tell(
        page, {{page.key("may"), Icon::people}, {page.key("may_not"), Icon::keypad}, {page.key("paper"), Icon::paper}},
        equal(std::move(ways), 6).at_most(kAny, kAnswer).grows());
}

Scene look_away(Page page) {
    auto on = page.button({Action::confirm}, page.key("confirm"), Style::primary, Icon::keypad);
    return tell(page, {{page.key("helper"), Icon::people}, {page.key("patient"), Icon::keypad}}, equal({on}, 6));
}

Scene result_remark(Page page) {
    constexpr std::array kRemarkNames{"certificate_ends_soon", "public_assistance",     "turning_70",
                                      "ratio_to_check",        "unreadable_characters", "special_care_expense",
                                      "birth_to_check"};
    static_assert(kRemarkNames.size() == domain::kRemarks);
    std::vector<Line> lines;
    const auto answer = page.view().answer.value_or(domain::Answer{});
    if (answer.validity == domain::Validity::valid_unregistered)
        lines.push_back({page.key("unregistered"), Icon::info});
    for (int i = 0; i < domain::kRemarks; ++i)
        if (answer.remarks.has(static_cast<domain::Remark>(i)))
            lines.push_back({page.key(kRemarkNames.at(static_cast<std::size_t>(i))), Icon::info});
    // More would not be read; the desk has all of them.
    const std::size_t shown = page.bare() ? 2 : 3;
    if (lines.size() > shown) lines.resize(shown);
    if (lines.empty()) lines.push_back({"prompt.take_card", Icon::info});
    page.reference_number();
    auto title = row({page.decoration(page.picture(Icon::check, Tone::success).sized(13, 13)),
                      page.heading("result_valid.title"), page.reception_number()});
    auto go = column({page.text("body", "prompt.take_card"), page.text("place", "thanks.body")}).gapped(0);
    auto below = foot(page, std::move(go), page.button({Action::next}, "common.next", Style::primary, Icon::next));
    return std::move(page).show(
        column({std::move(title).gapped(5).centred(), told(page, lines), std::move(below)}).gapped(2));
}

}  // namespace uketsuke::ui::screens
