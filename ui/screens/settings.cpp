// SPDX-License-Identifier: Apache-2.0
// For staff: all settings with how each stands, and one of them with what it can be.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "families.hpp"
#include "firmware/flow/setting_values.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;
using flow::Setting;

constexpr double kStep = 30, kSave = 60;  ///< widths

/// "settings.volume"
std::string name_key(Setting setting) { return "settings." + std::string(flow::name_of(setting)); }

/// Of those that have words: "comfort.large", "settings.wide".
std::string value_key(const SettingLine& line) {
    const auto word = flow::word_of(line.setting, line.value);
    if (line.setting == Setting::layout) return "settings." + word;
    const bool colours = line.setting == Setting::theme && line.value == static_cast<int>(flow::Theme::standard);
    return "comfort." + (colours ? "standard_colours" : word);
}

/// A language bears its own name, in its own letters.
Box button_of(const Page& page, flow::Tap tap, const SettingLine& line, Style style) {
    if (flow::by_steps(line.setting)) {
        auto box = page.button(tap, "", style);
        box.node.text = fmt::format("{} %", line.value);
        return box;
    }
    if (line.setting != Setting::language) return page.button(tap, value_key(line), style);
    auto box = page.button(tap, "", style);
    const auto& row = page.languages().row(static_cast<flow::Language>(line.value));
    box.node.text = row.own_name;
    box.node.language = row.code;
    return box;
}

/// A line of the list: so wide its name and its value, so high both.
struct Look {
    double name, value, height;
};

/// What it is, and right of it a button with how it stands.
Box line_of(const Page& page, const SettingLine& line, const Look& look) {
    const auto key = name_key(line.setting);
    auto button = button_of(page, {Action::change, static_cast<int>(line.setting)}, line, Style::neutral);
    return row({page.text(key, key).at_least(look.name, 0).grows(),
                std::move(button).at_least(look.value, look.height)})
        .kept_together();
}

Box test_of(const Page& page, Action action, std::string_view key, const Look& look) {
    return page.way(action, key, Style::neutral).at_least(0, look.height).grows();
}

Box list_of(const Page& page, int columns, const Look& look) {
    std::vector<Box> lines;
    for (const auto& line : page.view().settings) lines.push_back(line_of(page, line, look));
    auto tests = row({test_of(page, Action::test_touch, "settings.test_touch", look),
                      test_of(page, Action::test_picture, "settings.test_picture", look),
                      test_of(page, Action::check_ready, "settings.check_ready", look)});
    return column({page.heading(page.key("title")), grid(columns, std::move(lines)).gapped(kClose),
                   std::move(tests).even()})
        .gapped(kClose);
}

/// One of several; what it is now stands out.
Box choice_of(const Page& page, const SettingLine& now, int value) {
    const bool present = value == now.value;
    auto box =
        button_of(page, {Action::choose, value}, {now.setting, value}, present ? Style::primary : Style::secondary);
    box.node.icon = present ? Icon::check : Icon::none;  // not for decoration
    box.node.chosen = present;
    return box;
}

Box all_choices(const Page& page, const SettingLine& now, bool lower) {
    std::vector<Box> buttons;
    for (const int value : page.view().choices) {
        auto button = choice_of(page, now, value);
        buttons.push_back(lower ? low(std::move(button)) : std::move(button));
    }
    return wrap(std::move(buttons));
}

/// A step down or up; at the end there is none, and its place stays.
Box step_of(const Page& page, const SettingLine& now, bool up) {
    for (const int value : page.view().choices) {
        if ((value > now.value) != up) continue;
        auto box = page.button({Action::choose, value}, "", Style::secondary, Icon::none, kHeading);
        box.node.id = up ? "more" : "less";
        box.node.text = up ? "+" : "−";
        return std::move(box).sized(kStep, kButton);
    }
    return leaf({}).sized(kStep, kButton);
}

/// Under the volume: whose voice it is of.
std::string_view voice_key(VoiceKind voice) {
    switch (voice) {
        case VoiceKind::none: return "pack.missing";
        case VoiceKind::placeholder: return "pack.placeholder";
        case VoiceKind::recorded: break;
    }
    return "pack.recorded";
}

Box steps(const Page& page, const SettingLine& now) {
    auto value =
        page.part({.id = "value", .em = kTitle, .bold = true, .align = Align::centre, .valign = Valign::middle});
    value.node.text = fmt::format("{} %", now.value);
    auto save = page.button({Action::confirm}, "settings.save", Style::primary, Icon::check).at_least(kSave, 0);
    return column({row({step_of(page, now, false), std::move(value).at_least(kStep, 0), step_of(page, now, true)})
                       .gapped(6)
                       .centred(),
                   row({std::move(save)}).centred()})
        .gapped(page.air(8));
}

}  // namespace

Scene settings(Page page) {
    constexpr Look kWide{30, 44, 16}, kNarrow{18, 26, 12.7};
    // The last one is for the least room: of a wide panel the height, of an upright one the width.
    const bool upright = page.panel().layout_class() == PanelClass::tall;
    std::vector<Box> ways;
    for (const auto& look : {kWide, kNarrow})
        for (const int columns : upright ? std::array{2, 1} : std::array{1, 2})
            ways.push_back(list_of(page, columns, look));
    if (!upright) std::swap(ways.at(0), ways.at(1));
    return std::move(page).show(page.sheet(fit(std::move(ways))));
}

Scene setting_choice(Page page) {
    const auto now = page.view().settings.front();
    const auto title = page.heading(name_key(now.setting)).aligned(Align::centre);
    if (flow::by_steps(now.setting)) {
        std::vector<Box> parts{title, steps(page, now)};
        if (now.setting == Setting::volume)
            parts.push_back(page.text("voice", voice_key(page.view().voice)).aligned(Align::centre));
        return std::move(page).show(page.sheet(column(std::move(parts)).gapped(page.air(6)).centred()));
    }
    auto list = fit({column({title, all_choices(page, now, false)}).gapped(6).centred(),
                     column({title, all_choices(page, now, true)}).gapped(kClose).centred()});
    return std::move(page).show(page.sheet(std::move(list)));
}

}  // namespace uketsuke::ui::screens
