// SPDX-License-Identifier: Apache-2.0
// One message with a picture, and the ways on. Which ways there are depends on the view; what they look like does not.
#include <vector>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;
using flow::State;

struct Way {
    Action action;
    std::string key;
    Icon icon = Icon::none;
};

struct Notice {
    Icon icon = Icon::info;
    Tone tone = Tone::info;
    std::string title;      ///< key
    std::string body;       ///< key
    std::vector<Way> ways;  ///< the first is the one that helps most
    bool explains = false;  ///< the error's own words replace the body, and its number is shown
};

const Way kRetry{Action::retry, "common.retry", Icon::retry};
const Way kFace{Action::choose_face, "common.choose_face", Icon::face};
const Way kPin{Action::choose_pin, "common.choose_pin", Icon::keypad};
const Way kNext{Action::next, "common.next", Icon::next};
const Way kStaff{Action::call_staff, "common.call_staff", Icon::staff};

Notice pin_notice(const Page& page) {
    const auto& view = page.view();
    switch (view.screen) {
        case State::pin_unusable:
            return {Icon::info, Tone::info, page.key("title"), page.key(view.offer_face ? "face" : "staff"),
                    view.offer_face ? std::vector{kFace} : std::vector{kStaff}};
        case State::pin_last_try:
            return {Icon::warning,
                    Tone::warning,
                    page.key("title"),
                    page.key(view.offer_face ? "body" : "body_no_face"),
                    {kStaff, {Action::confirm, page.key("confirm"), Icon::keypad}}};
        case State::pin_wrong: {
            Notice notice{Icon::warning, Tone::warning, page.key("title"), page.key("body"), {kRetry}};
            if (view.offer_face) notice.ways.push_back(kFace);
            return notice;
        }
        default:  // pin_locked
            return {Icon::cross, Tone::error, page.key("title"), page.key(view.offer_face ? "face" : "body"),
                    view.offer_face ? std::vector{kFace} : std::vector{kStaff}};
    }
}

Notice face_notice(const Page& page) {
    const auto& view = page.view();
    Notice notice{Icon::warning, Tone::warning, page.key("title"), page.key("body"), {}, true};
    if (view.offer_retry) notice.ways.push_back(kRetry);
    if (view.offer_pin) notice.ways.push_back(kPin);
    if (notice.ways.empty()) notice.ways.push_back(kStaff);
    return notice;
}

Notice notice_of(const Page& page) {
    const auto title = page.key("title");
    const auto body = page.key("body");
    switch (page.view().screen) {
        case State::face_refused:
        case State::face_unavailable: return face_notice(page);
        case State::certificate_refused:
        case State::not_registered:
        case State::result_undelivered: return {Icon::info, Tone::info, title, body, {kNext}, true};
        case State::certificate_grace:
            return {Icon::info, Tone::info, title, body, {{Action::next, page.key("next"), Icon::next}}};
        case State::result_invalid: return {Icon::info, Tone::info, title, body, {kNext}};
        case State::service_failed:
        case State::confirm_failed: return {Icon::warning, Tone::warning, title, body, {kRetry, kStaff}, true};
        case State::thanks:
            if (page.view().finished) return {Icon::check, Tone::success, title, body, {}};
            return {Icon::info, Tone::info, page.key("early_title"), page.key("early_body"), {}};
        case State::staff_called:
            return {Icon::staff, Tone::info, title, body, {{Action::cancel_call, page.key("cancel"), Icon::cross}}};
        case State::idle_warning:
            return {Icon::clock, Tone::info, title, body, {{Action::continue_visit, page.key("continue"), Icon::next}}};
        default: return pin_notice(page);
    }
}

/// Screens on which the visit can be ended by hand; the way back in the action bar.
void way_back(Page& page) {
    switch (page.view().screen) {
        case State::pin_last_try: page.leave(Action::back, "common.back", Icon::back); break;
        case State::idle_warning: page.leave(Action::end_visit, page.key("end"), Icon::leave); break;
        case State::pin_unusable:
        case State::pin_wrong:
        case State::pin_locked:
        case State::face_refused:
        case State::face_unavailable:
        case State::service_failed:
        case State::confirm_failed: page.leave(Action::end_visit, "common.end_visit", Icon::leave); break;
        default: break;
    }
}

void say(Page& page, const Notice& notice, const Rect& sheet) {
    const bool own_words = notice.explains && page.view().error;
    const auto body = own_words ? error_key(*page.view().error) : notice.body;
    const double bottom = sheet.bottom() - (notice.ways.empty() ? 8 : kButton + 10);
    const Rect column{sheet.x + 58, sheet.y, sheet.w - 64, bottom - sheet.y};
    page.icon(notice.icon, notice.tone, {sheet.x + 10, sheet.y + (column.h - 40) / 2 + 2, 40, 40});
    const double split = sheet.y + column.h * 0.44;
    page.heading(notice.title, {column.x, split - 25, column.w, 24}).valign = Valign::bottom;
    auto& text = page.text("body", body, {column.x, split + 3, column.w, 28});
    text.text = fill(text.text, page.view().tries_left);
}

void offer(Page& page, const Notice& notice, const Rect& sheet) {
    const int count = static_cast<int>(notice.ways.size());
    const double width = std::min(sheet.w - 12, count * 84.0 + (count - 1) * kGap);
    const Rect row{sheet.x + (sheet.w - width) / 2, sheet.bottom() - kButton - 6, width, kButton};
    for (int i = 0; i < count; ++i) {
        const auto& way = notice.ways.at(static_cast<std::size_t>(i));
        page.button(way.action, way.key, column(row, count, i), i == 0 ? Style::primary : Style::secondary, way.icon);
        if (way.action == Action::call_staff || way.action == Action::cancel_call) page.without_staff();
    }
}

}  // namespace

Scene notice(Page page) {
    const auto content = page.content();
    const Rect sheet{content.x, content.y + 4, content.w, content.h - 6};
    page.add({.id = "sheet", .role = Role::surface, .rect = sheet});
    const auto what = notice_of(page);
    say(page, what, sheet);
    offer(page, what, sheet);
    if (page.view().error && what.explains) page.error_number(*page.view().error);
    way_back(page);
    return std::move(page).finish();
}

Scene out_of_service(Page page) {
    const auto content = page.content();
    const Rect sheet{content.x, content.y + 4, content.w, content.h - 6};
    page.add({.id = "sheet", .role = Role::surface, .rect = sheet});
    page.icon(Icon::warning, Tone::warning, {sheet.x + 10, sheet.y + 14, 40, 40});
    const double x = sheet.x + 58;
    page.heading(page.key("title"), {x, sheet.y + 12, sheet.w - 64, 16}, kTitle);
    page.text("body", page.key("body"), {x, sheet.y + 31, sheet.w - 64, 10});
    double y = sheet.y + 54;
    for (const auto cause : page.view().causes) {
        const auto key = error_key(cause);
        const Rect row{sheet.x + 14, y, sheet.w - 28, 11};
        auto& number = page.text("number_" + std::to_string(base::line_of(cause).number), "common.error_number",
                                 {row.x, row.y, 30, row.h}, kLabel);
        number.text = page.numbered(cause);
        number.valign = Valign::middle;
        page.text(key, key, {row.x + 32, row.y, row.w - 32, row.h}).valign = Valign::middle;
        y += row.h;
    }
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
