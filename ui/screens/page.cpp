// SPDX-License-Identifier: Apache-2.0
#include "page.hpp"

#include "firmware/base/error.hpp"

namespace uketsuke::ui::screens {

using flow::Action;

Page::Page(const ViewModel& view, const Panel& panel) : view_(view), panel_(panel) {
    scene_.screen = flow::name_of(view.screen);
    scene_.language = view.language;
    app_bar();
}

Rect Page::content() const {
    return {kMargin, kAppBar, panel_.width_mm() - 2 * kMargin, panel_.height_mm() - kAppBar - kActionBar};
}

std::string Page::key(std::string_view part) const { return scene_.screen + "." + std::string(part); }
std::string Page::text_of(std::string_view key) const { return catalogue(view_.language).text(key); }

Node& Page::add(Node node) {
    if (!node.key.empty() && node.text.empty()) node.text = text_of(node.key);
    return scene_.nodes.emplace_back(std::move(node));
}

Node& Page::heading(std::string_view key, Rect rect, double em) {
    auto& node = add({.id = "title", .role = Role::heading, .rect = rect, .key = std::string(key)});
    node.voice = node.key;
    node.em = em;
    node.bold = true;
    return node;
}

Node& Page::text(std::string_view id, std::string_view key, Rect rect, double em) {
    auto& node = add({.id = std::string(id), .role = Role::text, .rect = rect, .key = std::string(key)});
    if (em > kLabel) node.voice = node.key;
    node.em = em;
    return node;
}

Node& Page::button(Action action, std::string_view key, Rect rect, Style style, Icon icon) {
    auto& node =
        add({.id = std::string(flow::name_of(action)), .role = Role::button, .rect = rect, .key = std::string(key)});
    node.touch = action;
    node.style = style;
    node.icon = icon;
    node.em = kBody;
    node.bold = style != Style::neutral;
    node.align = Align::centre;
    node.valign = Valign::middle;
    return node;
}

Node& Page::icon(Icon icon, Tone tone, Rect rect) {
    return add({.id = "picture", .role = Role::icon, .rect = rect, .tone = tone, .icon = icon});
}

void Page::app_bar() {
    const double width = panel_.width_mm();
    add({.id = "app_bar", .role = Role::surface, .rect = {0, 0, width, kAppBar}});
    if (view_.step > 0) {
        auto& stepper = add({.id = "step", .role = Role::stepper, .rect = {kMargin, 2, 92, kAppBar - 4}});
        stepper.key = "step." + std::to_string(view_.step);
        stepper.text = text_of(stepper.key);
        stepper.em = kLabel;
        stepper.bold = true;
        stepper.value = view_.step;
        stepper.total = kSteps;
    }
    if (view_.simulated)
        add({.id = "simulated",
             .role = Role::mark,
             .rect = {width - kMargin - 46 - 6 - 45, 4.5, 45, 8},
             .key = "mark.simulated",
             .tone = Tone::warning,
             .em = kLabel,
             .align = Align::centre,
             .valign = Valign::middle});
    button(Action::language, "language.other", {width - kMargin - 46, 2, 46, kAppBar - 4}, Style::neutral, Icon::globe);
}

std::string Page::numbered(base::ErrorCode code) const {
    return fill(text_of("common.error_number"), base::line_of(code).number, 3);
}

void Page::error_number(base::ErrorCode code) {
    auto& node = text("number", "common.error_number",
                      {kMargin + 62 + 5, panel_.height_mm() - kActionBar + 2.5, 66, 13.5}, kLabel);
    node.text = numbered(code);
    node.align = Align::centre;
    node.valign = Valign::middle;
}

void Page::leave(Action action, std::string_view key, Icon icon) {
    button(action, key, {kMargin, panel_.height_mm() - kActionBar + 2.5, 62, 13.5}, Style::neutral, icon);
}

void Page::action_bar() {
    const double top = panel_.height_mm() - kActionBar;
    const double width = panel_.width_mm();
    if (view_.simulated_terminal)
        add({.id = "simulated_terminal",
             .role = Role::mark,
             .rect = {kMargin + 62 + 5, top + 2.5, 66, 13.5},
             .key = "mark.simulated_terminal",
             .tone = Tone::warning,
             .em = kLabel,
             .align = Align::centre,
             .valign = Valign::middle});
    const Rect staff{width - kMargin - 62, top + 2.5, 62, 13.5};
    if (staff_ && view_.staff_on_way)
        add({.id = "staff_on_way",
             .role = Role::mark,
             .rect = staff,
             .key = "common.staff_on_way",
             .tone = Tone::info,
             .em = kBody});
    else if (staff_)
        button(Action::call_staff, "common.call_staff", staff, Style::neutral, Icon::staff);
}

Scene Page::finish() && {
    action_bar();
    return std::move(scene_);
}

std::string error_key(base::ErrorCode code) { return "error." + std::string(base::name_of(code)); }

Rect column(const Rect& row, int count, int i, double gap) {
    const double width = (row.w - gap * (count - 1)) / count;
    return {row.x + i * (width + gap), row.y, width, row.h};
}

}  // namespace uketsuke::ui::screens
