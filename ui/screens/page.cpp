// SPDX-License-Identifier: Apache-2.0
#include "page.hpp"

#include <algorithm>

#include "firmware/base/error.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;

constexpr double kBarButton = 62;  ///< width of the buttons in the action bar

/// What a person reads, without the full stops that make no difference.
std::string words_of(std::string_view text) {
    auto words = plain(text);
    for (const std::string_view stop : {"。", "."})
        for (auto at = words.find(stop); at != std::string::npos; at = words.find(stop)) words.erase(at, stop.size());
    return words;
}

Rect bar_box(const Panel& panel, double x, double width) {
    return {x, panel.height_mm() - kActionBar + 2.5, width, 13.5};
}

}  // namespace

Page::Page(const ViewModel& view, const Panel& panel, const Languages& languages)
    : view_(view), panel_(panel), languages_(languages) {
    scene_.screen = flow::name_of(view.screen);
    scene_.language = languages_.row(view.language).code;
    scene_.earcon = view.earcon;
    if (!view.prompt.empty()) scene_.prompt = worded(view.prompt);
    app_bar();
}

Rect Page::content() const {
    return {kMargin, kAppBar, panel_.width_mm() - 2 * kMargin, panel_.height_mm() - kAppBar - kActionBar};
}

std::string Page::key(std::string_view part) const { return scene_.screen + "." + std::string(part); }
std::string Page::text_of(std::string_view key) const { return words().text(worded(key)); }

std::string Page::worded(std::string_view key) const {
    const auto other = std::string(key) + ".phone";
    return view_.by_phone && words().has(other) ? other : std::string(key);
}

Node& Page::add(Node node) {
    if (!node.key.empty() && node.text.empty()) {
        node.key = worded(node.key);
        node.text = text_of(node.key);
    }
    if (node.language.empty()) node.language = scene_.language;
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

Node& Page::button(flow::Tap tap, std::string_view key, Rect rect, Style style, Icon icon) {
    auto& node = bare_button(tap, rect, style, icon);
    node.key = worded(key);
    node.text = text_of(node.key);
    return node;
}

Node& Page::bare_button(flow::Tap tap, Rect rect, Style style, Icon icon) {
    auto& node = add({.id = std::string(flow::name_of(tap.action)), .role = Role::button, .rect = rect});
    if (tap.item > 0) node.id += "_" + std::to_string(tap.item);
    node.touch = tap;
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

Rect Page::sheet(Tone tone) {
    const auto all = content();
    const Rect rect{all.x, all.y + 4, all.w, all.h - 6};
    add({.id = "sheet", .role = Role::surface, .rect = rect, .tone = tone});
    return rect;
}

void Page::app_bar() {
    const double width = panel_.width_mm();
    add({.id = "app_bar", .role = Role::surface, .rect = {0, 0, width, kAppBar}});
    if (view_.step > 0) {
        auto& stepper = add({.id = "step", .role = Role::stepper, .rect = {kMargin, 2, 92, kAppBar - 4}});
        stepper.key = worded("step." + std::to_string(view_.step));
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
    if (view_.offers(Action::language)) language_button({width - kMargin - 46, 2, 46, kAppBar - 4});
}

/// There are two: the button bears the other one's name.
void Page::language_button(const Rect& rect) {
    const int other = (static_cast<int>(view_.language) + 1) % languages_.count();
    const auto& row = languages_.row(static_cast<flow::Language>(other));
    auto& node = bare_button({Action::language, other}, rect, Style::neutral, Icon::globe);
    node.id = "language";
    node.text = row.own_name;
    node.language = row.code;
}

std::string Page::numbered(base::ErrorCode code) const {
    return fill(text_of("common.error_number"), base::line_of(code).number, 3);
}

Rect Page::middle_box() const {
    const double x = kMargin + kBarButton + 4;
    return bar_box(panel_, x, panel_.width_mm() - 2 * x);
}

Node& Page::middle(std::string_view id, std::string_view key, Role role) {
    return add({.id = std::string(id),
                .role = role,
                .rect = middle_box(),
                .key = std::string(key),
                .em = kLabel,
                .align = Align::centre,
                .valign = Valign::middle});
}

void Page::error_number(base::ErrorCode code) {
    middle("number", "common.error_number", Role::text).text = numbered(code);
}

void Page::way_out() {
    const auto left = bar_box(panel_, kMargin, kBarButton);
    const bool back = view_.offers(Action::back);
    if (back) button({Action::back}, "common.back", left, Style::neutral, Icon::back);
    if (view_.offers(Action::end_visit))
        button({Action::end_visit}, end_key_, back ? middle_box() : left, Style::neutral, Icon::leave);
}

void Page::staff_button() {
    const auto box = bar_box(panel_, panel_.width_mm() - kMargin - kBarButton, kBarButton);
    if (view_.staff_on_way)
        add({.id = "staff_on_way",
             .role = Role::mark,
             .rect = box,
             .key = "common.staff_on_way",
             .tone = Tone::info,
             .em = kBody});
    else if (view_.offers(Action::call_staff))
        button({Action::call_staff}, "common.call_staff", box, Style::neutral, Icon::staff);
}

/// What is spoken can be read, too: the sentence stands here unless the screen has it anyway.
void Page::caption() {
    if (scene_.prompt.empty() || scene_.find("number")) return;
    const auto words = words_of(text_of(scene_.prompt));
    const bool there = std::any_of(scene_.nodes.begin(), scene_.nodes.end(),
                                   [&](const Node& node) { return words_of(node.text) == words; });
    if (!there) middle("caption", scene_.prompt, Role::text);
}

void Page::action_bar() {
    way_out();
    if (staff_) staff_button();
    if (view_.simulated_terminal)
        middle("simulated_terminal", "mark.simulated_terminal", Role::mark).tone = Tone::warning;
    else
        caption();
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
