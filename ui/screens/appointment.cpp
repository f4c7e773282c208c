// SPDX-License-Identifier: Apache-2.0
// What the clinic's list says of whoever gave the number of their patient card, and what comes next.
#include <fmt/format.h>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using domain::Arrival;
using flow::Action;

bool recorded(const ViewModel& view) { return view.appointment && view.appointment->recorded(); }

std::string title_key(const Page& page) {
    const auto& found = page.view().appointment;
    return page.key(found ? base::enumerator_name(found->arrival) : "unsure");
}

/// "10:30", with the day before it where that is not today; empty: the list names no time.
std::string when(const Page& page, const domain::Appointment& found) {
    std::string said = found.arrival == Arrival::other_day ? page.written(found.day) : "";
    if (found.minute)
        said += fmt::format("{}{}:{:02}", said.empty() ? "" : " ", *found.minute / 60, *found.minute % 60);
    return said;
}

/// When and where.
Box when_and_where(const Page& page) {
    const auto& found = page.view().appointment;
    if (!found || found->day.year == 0) return {};
    std::vector<Box> said;
    const auto add = [&](std::string id, std::string text, std::string_view language) {
        if (text.empty()) return;
        Node node{.id = std::move(id), .role = Role::text, .text = std::move(text), .bold = true};
        node.em = page.compact() ? kHeading : kTitle;
        node.language = language;
        said.push_back(page.part(std::move(node)).aligned(page.middle_or_left()));
    };
    add("when", when(page, *found), "");
    add("place", broken_anywhere(found->place), "ja");
    if (said.size() < 2) return column(std::move(said));
    return fit({row({page.in_one_line(said[0]), page.in_one_line(said[1]).grows()}).gapped(6), column(said).gapped(1)});
}

/// By how much, or what to do.
Box body(const Page& page) {
    const auto& view = page.view();
    if (!view.appointment) return page.text("body", view.error ? error_key(*view.error) : page.key("desk"));
    if (!recorded(view)) return page.text("body", page.key("desk"));
    if (view.appointment->off == 0) return {};
    auto by = page.text("body", page.key(view.appointment->arrival == Arrival::early ? "early_by" : "late_by"));
    by.node.text = fill(by.node.text, view.appointment->off);
    return by;
}

/// The card for the insurance is laid down now, where it does not lie there yet.
Box next_step(const Page& page) {
    if (!recorded(page.view()) || page.view().card_lies) return {};
    return page.text("lay", page.worded("idle.title"), kHeading).bold();
}

Box ways(const Page& page) {
    const bool goes_on = recorded(page.view()) || page.view().card_lies;
    auto again = page.way(Action::retry, page.key("retry"), Style::primary, Icon::retry);
    auto on = page.way(Action::next, page.view().card_lies ? "common.next" : page.key("next"),
                       goes_on && page.view().card_lies ? Style::primary : Style::secondary);
    std::vector<Box> buttons;
    for (auto* button : {&again, &on})
        if (button->kind != Box::Kind::nothing)
            buttons.push_back(std::move(*button).at_most(page.tall() ? 120 : 84, kAny).grows());
    return fit({row(buttons).even().centred(), row(buttons), column(buttons)});
}

}  // namespace

Scene appointment_told(Page page) {
    const auto& view = page.view();
    if (view.error) page.error_number(*view.error);
    const double side = page.roomy() ? 76 : page.picture_side(40);
    auto sign =
        recorded(view) ? page.picture(Icon::card_in, Tone::success) : page.picture(Icon::warning, Tone::warning);
    auto words = column({page.heading(title_key(page)).aligned(page.middle_or_left()), when_and_where(page),
                         body(page).aligned(page.middle_or_left()), next_step(page).aligned(page.middle_or_left())});
    auto told = beside(page, page.decoration(std::move(sign).sized(side, side)),
                       std::move(words).gapped(page.air(4)).centred().at_least(kColumn, 0).grows(), page.air(8));
    return std::move(page).show(page.sheet(column({std::move(told), ways(page)})));
}

}  // namespace uketsuke::ui::screens
