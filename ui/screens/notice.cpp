// SPDX-License-Identifier: Apache-2.0
// One message with a picture, and the ways on. Which ways there are the flow decides; what they look like does not.
#include <algorithm>
#include <array>
#include <vector>

#include "families.hpp"
#include "notices.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;
using flow::State;

struct Picture {
    Action action;
    Icon icon;
};
constexpr std::array kPictures{
    Picture{Action::retry, Icon::retry},         Picture{Action::choose_face, Icon::face},
    Picture{Action::choose_pin, Icon::keypad},   Picture{Action::choose_staff, Icon::staff},
    Picture{Action::show_guidance, Icon::paper}, Picture{Action::next, Icon::next},
    Picture{Action::accompanied, Icon::people},  Picture{Action::call_staff, Icon::staff},
    Picture{Action::confirm, Icon::keypad},      Picture{Action::cancel_call, Icon::cross},
    Picture{Action::continue_visit, Icon::next},
};
Icon icon_of(Action action) {
    return std::find_if(kPictures.begin(), kPictures.end(), [&](const Picture& p) { return p.action == action; })->icon;
}

consteval bool every_way_has_a_picture() {
    for (const auto& notice : kNotices)
        for (const auto& way : notice.ways)
            if (way && std::ranges::find(kPictures, *way, &Picture::action) == kPictures.end()) return false;
    return true;
}
static_assert(every_way_has_a_picture());

/// Which text the message has: "title" and "body", or a variant of them.
struct Parts {
    std::string_view title = "title";
    std::string_view body = "body";
};

std::string_view validity_part(domain::Validity validity) {
    switch (validity) {
        case domain::Validity::invalid_newer_exists: return "newer_exists";
        case domain::Validity::none_found: return "none_found";
        case domain::Validity::several: return "several";
        default: return "body";
    }
}

std::string_view staff_refused_part(const ViewModel& view) {
    if (view.error == base::ErrorCode::staff_password_locked && view.for_settings) return "later";
    if (view.error == base::ErrorCode::staff_password_locked) return "locked";
    if (view.error == base::ErrorCode::staff_code_expired) return "expired";
    return view.error == base::ErrorCode::staff_password_wrong ? "body" : "failed";
}

/// Of the ways to be identified that are left, the first one's words.
std::string_view other_way_part(const ViewModel& view) {
    if (view.offers(Action::choose_face)) return "face";
    return view.offers(Action::choose_staff) ? "staff_check" : "staff";
}

Parts parts_of(const ViewModel& view) {
    switch (view.screen) {
        case State::pin_unusable:
        case State::pin_locked: return {"title", other_way_part(view)};
        case State::staff_refused: return {"title", staff_refused_part(view)};
        case State::result_invalid: return {"title", validity_part(view.answer.value_or(domain::Answer{}).validity)};
        case State::staff_called: return {"title", view.desk_comes ? "coming" : "body"};
        case State::statement: return {"title", view.printer ? "printed" : "body"};
        case State::thanks:
            if (view.to_desk) return {"desk_title", "desk_body"};
            if (view.finished) return {};
            if (view.error == base::ErrorCode::card_removed) return {"removed_title", "removed"};
            return {"early_title", "early_body"};
        default: return {};
    }
}

/// The words under the title: the error's own where the notice explains one.
std::string body_key(const Page& page, const Notice& notice) {
    const auto& view = page.view();
    const bool own_words = notice.explains && view.error && view.error != base::ErrorCode::certificate_refused;
    return own_words ? error_key(*view.error) : page.key(parts_of(view).body);
}

std::string filled(const Page& page, std::string text) {
    const auto& view = page.view();
    const auto& staff = view.staff_check;
    text = fill(std::move(text), "{minutes}", std::to_string(staff ? (staff->locked_for_s + 59) / 60 : 0));
    if (view.certificate_until.year > 0) text = fill(std::move(text), "{date}", page.written(view.certificate_until));
    return fill(std::move(text), staff ? staff->tries_left : view.tries_left);
}

Box picture(const Page& page, const Notice& notice) {
    const auto& view = page.view();
    if (view.seconds > 0) return page.part({.id = "countdown", .role = Role::countdown, .total = view.seconds});
    const bool well = view.screen == State::thanks && view.finished && !view.to_desk;
    return well ? page.picture(Icon::check, Tone::success) : page.picture(notice.icon, notice.tone);
}

Box message(const Page& page, const Notice& notice) {
    auto body = page.text("body", body_key(page, notice));
    body.node.text = filled(page, body.node.text);
    auto words = column({page.heading(page.key(parts_of(page.view()).title)).aligned(page.middle_or_left()),
                         page.reception_number().aligned(page.middle_or_left()),
                         std::move(body).aligned(page.middle_or_left())});
    const double side = page.roomy() ? 76 : page.picture_side(40);
    auto shown = picture(page, notice).sized(side, side);
    if (shown.node.role == Role::icon) shown = page.decoration(std::move(shown));
    return beside(page, std::move(shown), std::move(words).gapped(page.air(4)).centred().at_least(kColumn, 0).grows(),
                  page.air(8));
}

std::vector<Action> ways_of(const ViewModel& view, const Notice& notice) {
    std::vector<Action> ways;
    for (const auto& way : notice.ways)
        if (way && view.offers(*way)) ways.push_back(*way);
    const bool stuck = ways.empty() || ways.front() == Action::accompanied || ways.front() == Action::show_guidance;
    if (notice.needs_staff && stuck) ways.insert(ways.begin(), Action::call_staff);
    if (ways.size() > 3) ways.resize(3);
    return ways;
}

/// The notice's own word for an action, where it has one.
std::string way_key(const Page& page, Action way) {
    const std::string name(flow::name_of(way));
    const bool own = page.words().has(page.key(name));
    return own ? page.key(name) : "common." + name;
}

/// The first one helps most.
Box offer(const Page& page, const std::vector<Action>& ways) {
    std::vector<Box> buttons;
    for (const auto way : ways) {
        const bool helps = buttons.empty() && way != Action::cancel_call;
        buttons.push_back(
            page.button({way}, way_key(page, way), helps ? Style::primary : Style::secondary, icon_of(way))
                .at_most(page.tall() ? 120 : 84, kAny)
                .grows());
    }
    if (buttons.empty()) return {};
    if (page.tall() && page.ample()) return column(buttons);
    return fit({row(buttons).even().centred(), row(buttons), column(buttons)});
}

const Notice& notice_of(State state) {
    return *std::find_if(kNotices.begin(), kNotices.end(), [&](const Notice& n) { return n.state == state; });
}

}  // namespace

Scene notice(Page page) {
    const auto& what = notice_of(page.view().screen);
    const auto ways = ways_of(page.view(), what);
    if (std::find(ways.begin(), ways.end(), Action::call_staff) != ways.end()) page.without_staff();
    if (page.view().error && what.explains) page.error_number(*page.view().error);
    if (page.view().screen == State::pin_last_try) page.undivided();  // what warns stands beside what it warns of
    if (page.view().screen == State::idle_warning) page.end_as("idle_warning.end_visit");
    return std::move(page).show(page.sheet(column({message(page, what), offer(page, ways)})));
}

}  // namespace uketsuke::ui::screens
