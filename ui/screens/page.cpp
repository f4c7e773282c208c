// SPDX-License-Identifier: Apache-2.0
#include "page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "firmware/base/error.hpp"
#include "firmware/domain/letters.hpp"
#include "reader_words.hpp"

namespace uketsuke::ui::screens {

using flow::Action;

Page::Page(const ViewModel& view, const MeasuredPanel& panel, const Languages& languages, Manner manner)
    : view_(view), panel_(panel), languages_(languages), manner_(manner) {
    scene_.text_scale = text_scale();
    scene_.screen = flow::name_of(view.screen);
    scene_.language = languages_.row(view.language).code;
    if (view.in_front != flow::InFront::nothing) scene_.front = base::enumerator_name(view.in_front);
    scene_.theme = view.comfort.theme;
    scene_.hold = view.comfort.hold;
    scene_.earcon = view.earcon;
    scene_.still = view.still;
    if (!view.prompt.empty()) scene_.prompt = worded(view.prompt);
}

std::string Page::key(std::string_view part) const { return scene_.screen + "." + std::string(part); }
std::string Page::text_of(std::string_view key) const { return words().text(worded(key)); }

std::string Page::worded(std::string_view key) const {
    const auto variants = view_.by_phone ? std::array<std::string_view, 2>{"phone"}
                                         : std::array{base::enumerator_name(view_.reader),
                                                      kReaders.at(base::index_of(view_.reader)).words};
    for (const auto variant : variants)
        if (auto other = fmt::format("{}.{}", key, variant); words().has(other)) return other;
    if (view_.reception_complete)
        if (auto other = fmt::format("{}.reception", key); words().has(other)) return other;
    if (auto other = fmt::format("{}.{}", key, base::enumerator_name(view_.next_place)); words().has(other))
        return other;
    return std::string(key);
}

double Page::air(double mm) const {
    constexpr double kTight = 2.6;  // fingers need 2.54
    if (ample() || mm <= kTight) return mm;
    return bare() ? kTight : std::max(kTight, mm * 0.55);
}

double Page::sized(double em) const {
    const double scale = text_scale(), ratio = em / kBody;
    if (ratio < 1) return std::max(kLabel, em * scale);
    // 1.5 times the body in a title of small text, 1.3 times in one of middle size, 1.15 times in one of large text.
    const double stretch = scale < 1 ? 1 + (1 - scale) * 2.47 : 1 - (scale - 1) * 1.5;
    return kBody * scale * (1 + (ratio - 1) * stretch);
}

Box Page::part(Node node) const {
    if (!node.key.empty() && node.text.empty()) {
        node.key = worded(node.key);
        node.text = text_of(node.key);
    }
    if (node.language.empty()) node.language = scene_.language;
    node.em = sized(node.em);
    return leaf(std::move(node));
}

Box Page::heading(std::string_view key, double em) const {
    auto box = part({.id = "title", .role = Role::heading, .key = std::string(key), .bold = true});
    std::vector<double> ems;
    const double most = roomy() ? em * 1.3 : em;
    for (const double size : {most, em, kHeading, kBody})
        if (size <= most && (ems.empty() || size < em)) ems.push_back(sized(size));
    return largest(std::move(box), ems).standing(Valign::middle);
}

Box Page::text(std::string_view id, std::string_view key, double em) const {
    return part({.id = std::string(id), .role = Role::text, .key = std::string(key), .em = em})
        .standing(Valign::middle);
}

Box Page::in_one_line(Box box) const {
    box.least.w = panel_.measure.of(box.node, kAny).w;
    return box;
}

Box Page::button(flow::Tap tap, std::string_view key, Style style, Icon icon, double em) const {
    const std::string name(flow::name_of(tap.action));
    return part({.id = tap.item > 0 ? name + "_" + std::to_string(tap.item) : name,
                 .role = Role::button,
                 .key = std::string(key),
                 .touch = tap,
                 .style = style,
                 .icon = bare() ? Icon::none : icon,
                 .em = em,
                 .bold = style != Style::neutral,
                 .align = Align::centre,
                 .valign = Valign::middle})
        .at_least(0, style == Style::neutral || !ample() ? 0 : kButton);
}

Box Page::way(flow::Action action, std::string_view key, Style style, Icon icon) const {
    return view_.offers(action) ? button({action}, key, style, icon) : Box();
}

Box Page::picture(Icon icon, Tone tone) const {
    const bool reader = icon == Icon::card_in || icon == Icon::card_out;
    return part({.id = "picture",
                 .role = Role::icon,
                 .tone = tone,
                 .icon = icon,
                 .value = reader ? static_cast<int>(view_.reader) : 0})
        .shaped(1);
}

Box Page::sheet(Box inside, Tone tone) const {
    return column({std::move(inside).grows()})
        .padded(air(6), ample()  ? 5
                        : bare() ? 1.5
                                 : 3)
        .over({.id = "sheet", .role = Role::sheet, .tone = tone})
        .grows();
}

std::string Page::numbered(base::ErrorCode code) const {
    return fill(text_of("common.error_number"), base::line_of(code).number, 3);
}

double Page::width_of(std::string text, double em, bool bold, std::string_view language) const {
    return panel_.measure.of({.text = std::move(text), .em = em, .bold = bold, .language = std::string(language)}, kAny)
        .w;
}

std::string Page::shortened(std::string_view text, int letters, double beside, bool bold) const {
    constexpr int kThinnest = 16;  // bytes that may stand on one full-width letter's room: more are not worth measuring
    auto whole = domain::drawable(text.substr(0, static_cast<std::size_t>(letters * kThinnest)));
    std::erase(whole, '|');  // a mark of ours: a line may end there
    std::string ruler;
    for (int i = 0; i < letters; ++i) ruler += "国";
    const double em = sized(kBody);
    const double most = std::min(width_of(ruler, em, false, kNames.code), panel().width_mm() - beside);
    const auto width = [&](std::string words) { return width_of(std::move(words), em, bold, kNames.code); };
    if (width(whole) <= most) return whole;
    do {
        while (whole.size() > 1 && (static_cast<unsigned char>(whole.back()) & 0xC0U) == 0x80U) whole.pop_back();
        whole.pop_back();
    } while (!whole.empty() && width(whole + "…") > most);
    return whole + "…";
}

void Page::error_number(base::ErrorCode code) { number_ = {"common.error_number", numbered(code)}; }

void Page::reference_number() {
    constexpr int kLetters = 20;    // facilities' numbers have 4 to 10 digits
    constexpr double kBeside = 80;  // the buttons of the bar
    if (view_.reference_number.empty()) return;
    constexpr std::string_view kKey = "common.reference_number";
    number_ = {kKey, fill(text_of(kKey), "{number}", shortened(view_.reference_number, kLetters, kBeside))};
}

Box Page::reception_number() const {
    constexpr double kLargest = 17;  // twice a heading
    if (view_.number.empty()) return {};
    constexpr std::string_view kKey = "common.reception_number";
    auto box = part({.id = "number",
                     .role = Role::text,
                     .key = std::string(kKey),
                     .text = fill(text_of(kKey), "{number}", view_.number),
                     .bold = true});
    return largest(std::move(box), {sized(kLargest), sized(kTitle), sized(kHeading), sized(kBody)})
        .standing(Valign::middle);
}

Box beside(const Page& page, Box one, Box other, double gap) {
    auto in_row = row({one, other}).gapped(gap), stacked = column({one, other}).gapped(page.tall() ? gap : kGap);
    return page.tall() ? fit({std::move(stacked), std::move(in_row)}).grows()
                       : fit({std::move(in_row), std::move(stacked)}).grows();
}

Box equal(std::vector<Box> buttons, double gap) {
    constexpr double kAlone = 100;
    if (buttons.size() == 1) buttons.front().most.w = kAlone;
    for (auto& button : buttons) button.grow = 1;
    return fit({row(buttons).even().gapped(gap).centred(), column(buttons).even()});
}

Box low(Box button) {
    constexpr double kLow = 16;  // ui facts UI-04
    button.least.h = kLow;
    return button;
}

Box point(const Page& page, std::string_view key, Icon icon, double side) {
    auto picture = page.part({.id = std::string(key) + ".icon",
                              .role = Role::icon,
                              .tone = icon == Icon::info ? Tone::info : Tone::neutral,
                              .icon = icon});
    return row({page.decoration(std::move(picture).sized(side, side)), page.text(key, key).grows()})
        .gapped(page.air(5));
}

Box headed(const Page& page, Box title, Box on) {
    constexpr double kOn = 40;  // width
    return row({std::move(title).aligned(Align::left).grows(), low(std::move(on)).at_least(kOn, 0)})
        .gapped(page.air(5));
}

Box foot(const Page& page, Box said, Box on) {
    constexpr double kHigh = 24;  // the button, whatever stands beside it
    said.grow = 1;
    on.most.h = kHigh;
    std::vector<Box> ways;
    if (page.tall()) ways.push_back(column({said, on}).gapped(page.air(5)));
    for (const double width : {84.0, 70.0, 45.0}) ways.push_back(row({said, Box(on).at_least(width, 0)}).gapped(5));
    ways.push_back(column({said, on}));
    return fit(std::move(ways));
}

std::string error_key(base::ErrorCode code) { return "error." + std::string(base::name_of(code)); }

}  // namespace uketsuke::ui::screens
