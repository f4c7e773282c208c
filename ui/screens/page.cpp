// SPDX-License-Identifier: Apache-2.0
#include "page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "firmware/base/error.hpp"
#include "firmware/domain/letters.hpp"
#include "reader_words.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;

constexpr double kBarButton = 62;  ///< width of the buttons in the action bar
constexpr double kBarHeight = 13.5;
constexpr double kBar = 17;  ///< height of the upper bar, also where it has no button

/// What a person reads, without the full stops that make no difference.
std::string words_of(std::string_view text) {
    auto words = plain(text);
    for (const std::string_view stop : {"。", "."})
        for (auto at = words.find(stop); at != std::string::npos; at = words.find(stop)) words.erase(at, stop.size());
    return words;
}

/// All nodes that a box may show.
void collect(const Box& box, std::vector<const Node*>& nodes) {
    nodes.push_back(&box.node);
    for (const auto& one : box.inside) collect(one, nodes);
}

}  // namespace

Page::Page(const ViewModel& view, const MeasuredPanel& panel, const Languages& languages)
    : view_(view), panel_(panel), languages_(languages) {
    scene_.screen = flow::name_of(view.screen);
    scene_.language = languages_.row(view.language).code;
    if (view.in_front != flow::InFront::nothing) scene_.front = base::enumerator_name(view.in_front);
    scene_.theme = view.comfort.theme;
    scene_.hold = view.comfort.hold;
    scene_.earcon = view.earcon;
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
    return std::string(key);
}

Box Page::part(Node node) const {
    if (!node.key.empty() && node.text.empty()) {
        node.key = worded(node.key);
        node.text = text_of(node.key);
    }
    if (node.language.empty()) node.language = scene_.language;
    node.em *= text_scale();
    return leaf(std::move(node));
}

Box Page::heading(std::string_view key, double em) const {
    auto box = part({.id = "title", .role = Role::heading, .key = std::string(key), .bold = true});
    box.node.voice = box.node.key;
    std::vector<double> ems;
    for (const double size : {em, kHeading, kBody})
        if (size <= em && (ems.empty() || size < em)) ems.push_back(size * text_scale());
    return largest(std::move(box), ems).standing(Valign::middle);
}

Box Page::text(std::string_view id, std::string_view key, double em) const {
    auto box = part({.id = std::string(id), .role = Role::text, .key = std::string(key), .em = em});
    if (em > kLabel) box.node.voice = box.node.key;
    return std::move(box).standing(Valign::middle);
}

Box Page::button(flow::Tap tap, std::string_view key, Style style, Icon icon) const {
    const std::string name(flow::name_of(tap.action));
    return part({.id = tap.item > 0 ? name + "_" + std::to_string(tap.item) : name,
                 .role = Role::button,
                 .key = std::string(key),
                 .touch = tap,
                 .style = style,
                 .icon = icon,
                 .em = kBody,
                 .bold = style != Style::neutral,
                 .align = Align::centre,
                 .valign = Valign::middle})
        .at_least(0, style == Style::neutral ? 0 : kButton);
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
        .padded(6, 5)
        .over({.id = "sheet", .role = Role::sheet, .tone = tone})
        .grows();
}

Box Page::app_bar() const {
    Box step = space();
    if (view_.step > 0)
        step = part({.id = "step",
                     .role = Role::stepper,
                     .key = "step." + std::to_string(view_.step),
                     .em = kLabel,
                     .bold = true,
                     .value = view_.step,
                     .total = kSteps})
                   .grows();
    Box mark;
    if (view_.simulated)
        mark = part({.id = "simulated",
                     .role = Role::mark,
                     .key = "mark.simulated",
                     .tone = Tone::warning,
                     .em = kLabel,
                     .align = Align::centre,
                     .valign = Valign::middle})
                   .afloat();
    const auto comfort = comfort_button(), language = language_button();
    const auto narrow = column({step, left(mark)}).gapped(1).grows();
    return fit({row({step, mark, comfort, language}).gapped(6), row({narrow, comfort, language})})
        .padded(kMargin, 2)
        .at_least(0, kBar)
        .over({.id = "app_bar", .role = Role::sheet});
}

/// Of two, the button bears the other one's name; of more, it leads to all of them.
Box Page::language_button() const {
    constexpr double kWidth = 46;
    if (!view_.offers(Action::language)) return {};
    // What stands beside it must not come under the finger that has just touched it.
    if (view_.in_front == flow::InFront::languages) return leaf({}).sized(kWidth, kBarHeight - 0.5);
    if (languages_.count() > 2) {
        auto all = button({Action::language, flow::kWhichLanguage}, "common.language", Style::neutral, Icon::globe);
        return std::move(all).at_least(kWidth, kBarHeight - 0.5);
    }
    const int other = (static_cast<int>(view_.language) + 1) % languages_.count();
    const auto& row = languages_.row(static_cast<flow::Language>(other));
    auto box = button({Action::language, other}, "", Style::neutral, Icon::globe);
    box.node.id = "language";
    box.node.text = row.own_name;
    box.node.language = row.code;
    return std::move(box).at_least(kWidth, kBarHeight - 0.5);
}

/// In letters that everybody knows it by, whatever language the screen speaks.
Box Page::comfort_button() const {
    constexpr double kWidth = 20;
    if (!view_.offers(Action::comfort) || view_.in_front == flow::InFront::comfort) return {};
    auto box = button({Action::comfort, flow::kWhichComfort}, "", Style::neutral);
    box.node.text = "Aa";
    box.node.bold = true;
    return std::move(box).at_least(kWidth, kBarHeight - 0.5);
}

std::string Page::numbered(base::ErrorCode code) const {
    return fill(text_of("common.error_number"), base::line_of(code).number, 3);
}

double Page::width_of(std::string text, double em, bool bold, std::string_view language) const {
    return panel_.measure.of({.text = std::move(text), .em = em, .bold = bold, .language = std::string(language)}, kAny)
        .w;
}

std::string Page::shortened(std::string_view text, int letters, bool bold) const {
    constexpr int kThinnest = 16;  // bytes that may stand on one full-width letter's room: more are not worth measuring
    auto whole = domain::drawable(text.substr(0, static_cast<std::size_t>(letters * kThinnest)));
    std::erase(whole, '|');  // a mark of ours: a line may end there
    std::string ruler;
    for (int i = 0; i < letters; ++i) ruler += "国";
    const double most = width_of(ruler, kBody, false, kNames.code);
    const auto width = [&](std::string words) { return width_of(std::move(words), kBody, bold, kNames.code); };
    if (width(whole) <= most) return whole;
    do {
        while (whole.size() > 1 && (static_cast<unsigned char>(whole.back()) & 0xC0U) == 0x80U) whole.pop_back();
        whole.pop_back();
    } while (!whole.empty() && width(whole + "…") > most);
    return whole + "…";
}

void Page::error_number(base::ErrorCode code) { number_ = {"common.error_number", numbered(code)}; }

void Page::reference_number() {
    constexpr int kLetters = 20;  // facilities' numbers have 4 to 10 digits
    if (view_.reference_number.empty()) return;
    constexpr std::string_view kKey = "common.reference_number";
    number_ = {kKey, fill(text_of(kKey), "{number}", shortened(view_.reference_number, kLetters))};
}

Box Page::middle(std::string_view id, std::string_view key, Role role) const {
    return part({.id = std::string(id),
                 .role = role,
                 .key = std::string(key),
                 .em = kLabel,
                 .align = Align::centre,
                 .valign = Valign::middle})
        .grows(kRest);
}

Box Page::bar_button(Action action, std::string_view key, Icon icon) const {
    return way(action, key, Style::neutral, icon).at_least(0, kBarHeight).at_most(kBarButton, kAny).grows();
}

Box Page::staff_button() const {
    if (view_.staff_on_way)
        return part({.id = "staff_on_way",
                     .role = Role::mark,
                     .key = "common.staff_on_way",
                     .tone = Tone::info,
                     .em = kBody})
            .at_least(0, kBarHeight)
            .at_most(kBarButton, kAny)
            .grows();
    return staff_ ? bar_button(Action::call_staff, "common.call_staff", Icon::staff) : Box();
}

/// What is spoken can be read, too: the sentence stands here unless the screen has it anyway.
Box Page::caption(const std::vector<const Node*>& content) const {
    if (scene_.prompt.empty()) return {};
    const auto words = words_of(text_of(scene_.prompt));
    const bool there =
        std::any_of(content.begin(), content.end(), [&](const Node* node) { return words_of(node->text) == words; });
    return there ? Box() : middle("caption", scene_.prompt, Role::text);
}

Box Page::between(const std::vector<const Node*>& content) const {
    if (!number_.text.empty()) {
        auto box = middle("number", number_.key, Role::text);
        box.node.text = number_.text;
        return box;
    }
    if (!view_.simulated_terminal) return caption(content);
    auto box = middle("simulated_terminal", "mark.simulated_terminal", Role::mark);
    box.node.tone = Tone::warning;
    return box;
}

Box Page::action_bar(const std::vector<const Node*>& content) const {
    const auto back = bar_button(Action::back, "common.back", Icon::back);
    const auto end = bar_button(Action::end_visit, end_key_, Icon::leave);
    const auto said = between(content);
    const auto staff = staff_button();
    const auto middle = said.kind == Box::Kind::nothing ? space(kRest) : said;
    return fit({row({back, end, middle, staff}), column({said, row({back, end, space(kRest), staff})})})
        .padded(kMargin, 2.5);
}

Scene Page::show(Box content) && {
    auto bar = app_bar();
    std::vector<const Node*> shown;
    collect(content, shown);
    collect(bar, shown);
    auto below = action_bar(shown);
    const auto whole =
        column({std::move(bar), column({std::move(content).grows()}).padded(kMargin, 2.5).grows(), std::move(below)})
            .gapped(0);
    scene_.nodes = arrange(whole, {0, 0, panel().width_mm(), panel().height_mm()}, panel_.measure);
    return std::move(scene_);
}

Box beside(Box one, Box other, double gap) {
    return fit({row({one, other}).gapped(gap), column({one, other}).gapped(kGap)}).grows();
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
    return row({std::move(picture).sized(side, side), page.text(key, key).grows()}).gapped(5);
}

Box foot(Box said, Box on) {
    constexpr double kOn = 84, kNarrow = 70;  // width
    said.grow = 1;
    return fit({row({said, Box(on).at_least(kOn, 0)}).gapped(5), row({said, Box(on).at_least(kNarrow, 0)}).gapped(5),
                column({said, on})});
}

std::string error_key(base::ErrorCode code) { return "error." + std::string(base::name_of(code)); }

}  // namespace uketsuke::ui::screens
