// SPDX-License-Identifier: Apache-2.0
// What stands around every screen: a bar above and a bar below, or on a compact panel a rail on the left.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "page.hpp"
#include "ui/layout/reach.hpp"

namespace uketsuke::ui::screens {

using flow::Action;

namespace {

constexpr double kBarButton = 62;  ///< width of the buttons in the action bar
constexpr double kBarHeight = 13.5;
constexpr double kBar = 17;   ///< height of the upper bar, also where it has no button
constexpr double kRail = 17;  ///< width of the rail, unless a word needs more
constexpr double kRounding = 0.01;

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

Box of_bar(Box button) {
    button.node.bar = true;
    return button;
}

}  // namespace

/// On a small panel one short word marks the terminal authentication, too.
Box Page::simulated() const {
    const bool only_terminal = !view_.simulated && view_.simulated_terminal;
    if (!view_.simulated && !(only_terminal && compact())) return {};
    return part({.id = only_terminal ? "simulated_terminal" : "simulated",
                 .role = Role::mark,
                 .key = compact() || reach() ? "mark.simulated.short" : "mark.simulated",
                 .tone = Tone::warning,
                 .em = kLabel,
                 .align = Align::centre,
                 .valign = Valign::middle});
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
    else if (status_.kind != Box::Kind::nothing)
        step = status_;
    const auto mark = simulated().afloat();
    const auto comfort = comfort_button(), language = language_button();
    const auto narrow = column({step, left(mark)}).gapped(1).grows();
    auto plain = language;
    plain.node.icon = Icon::none;
    plain.least.w = 0;
    const auto brief = column({left(small_step()), left(mark)}).gapped(1).grows();
    auto short_word = plain;
    if (languages_.count() > 2) short_word.node.text = text_of("common.language.short");
    const auto with_margin = [&](Box bar) { return std::move(bar).padded(margin(), 0); };
    return fit({with_margin(row({step, mark, comfort, language}).gapped(6)),
                with_margin(row({narrow, comfort, language})), with_margin(row({narrow, comfort, plain})),
                with_margin(row({brief, comfort, plain})), row({brief, comfort, plain}).padded(kClose, 0),
                row({brief, comfort, short_word}).padded(kClose, 0)})
        .padded(0, bare() ? 1.4 : 2)
        .at_least(0, bare() ? 0 : kBar)
        .over({.id = "app_bar", .role = Role::sheet});
}

/// Of two, the button bears the other one's name; of more, it leads to all of them.
Box Page::language_button() const {
    const double wide = bare() ? 0 : 46;
    if (!view_.offers(Action::language)) return {};
    // What stands beside it must not come under the finger that has just touched it.
    if (view_.in_front == flow::InFront::languages) return compact() ? Box() : leaf({}).sized(46, kBarHeight - 0.5);
    if (languages_.count() > 2) {
        auto all = button({Action::language, flow::kWhichLanguage}, "common.language", Style::neutral, Icon::globe);
        return of_bar(std::move(all)).at_least(wide, kBarHeight - 0.5);
    }
    const int other = (static_cast<int>(view_.language) + 1) % languages_.count();
    const auto& row = languages_.row(static_cast<flow::Language>(other));
    auto box = button({Action::language, other}, "", Style::neutral, Icon::globe);
    box.node.id = "language";
    box.node.text = row.own_name;
    box.node.language = row.code;
    return of_bar(std::move(box)).at_least(wide, kBarHeight - 0.5);
}

/// In letters that everybody knows it by, whatever language the screen speaks.
Box Page::comfort_button() const {
    constexpr double kWidth = 20;
    if (!view_.offers(Action::comfort) || view_.in_front == flow::InFront::comfort) return {};
    auto box = button({Action::comfort, flow::kWhichComfort}, "", Style::neutral);
    box.node.text = "Aa";
    box.node.voice = "voice.comfort";
    box.node.bold = true;
    return of_bar(std::move(box)).at_least(kWidth, kBarHeight - 0.5);
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
    return of_bar(way(action, key, Style::neutral, icon)).at_least(0, kBarHeight).at_most(kBarButton, kAny).grows();
}

/// Where no visit is, there is no way back but one for staff: a plain word.
Box Page::back_button(std::string_view words) const {
    const bool visit = flow::row_of(view_.screen).person;
    const auto key = (visit ? "common.back" : "common.for_staff") + std::string(words);
    return visit ? bar_button(Action::back, key, Icon::back) : bar_button(Action::choose_staff, key, Icon::none).at_most(40, kAny);
}

Box Page::staff_button(std::string_view words) const {
    if (view_.staff_on_way)
        return part({.id = "staff_on_way",
                     .role = Role::mark,
                     .key = "common.staff_on_way" + std::string(words),
                     .tone = Tone::info,
                     .em = kBody})
            .at_least(0, kBarHeight)
            .at_most(kBarButton, kAny)
            .grows();
    return staff_ ? bar_button(Action::call_staff, "common.call_staff" + std::string(words), Icon::staff) : Box();
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

/// Where the words are too wide, without their pictures, and then the short words of the rail.
Box Page::action_bar(const std::vector<const Node*>& content) const {
    const auto said = between(content);
    const auto buttons = [&](std::string_view words, bool pictured) {
        const auto named = [&](std::string_view key) { return std::string(key) + std::string(words); };
        std::vector<Box> all{back_button(words),
                             bar_button(Action::end_visit, named(end_key_), Icon::leave), staff_button(words)};
        if (!pictured)
            for (auto& one : all) one.node.icon = Icon::none;
        return all;
    };
    const auto in_line = [](const std::vector<Box>& all, const Box& middle) {
        return row({all[0], all[1], middle, all[2]});
    };
    const auto whole = buttons("", true), plain = buttons("", false), brief = buttons(".short", false);
    const auto middle = said.kind == Box::Kind::nothing ? space(kRest) : said;
    const auto above = column({said, in_line(whole, space(kRest))});
    return fit({tall() ? above : in_line(whole, middle), above, column({said, in_line(plain, space(kRest))}),
                column({said, in_line(brief, space(kRest))})})
        .padded(margin(), bare() ? 1.5 : 2.5);
}

Box Page::between_bars(Box content, const std::vector<const Node*>& shown, Box above) const {
    auto below = action_bar(shown);
    const double edge = bare() ? 1.2 : 2.5;
    return column({std::move(above), column({std::move(content).grows()}).padded(margin(), edge).grows(),
                   std::move(below)})
        .gapped(0);
}

/// The same button in the rail, with a word that is short enough.
Box Page::rail_button(Box button, std::string_view key, Icon icon) const {
    if (button.kind == Box::Kind::nothing) return button;
    auto& node = button.node;
    node.role = Role::rail;
    node.bar = true;
    node.key = key;
    if (!key.empty()) node.text = text_of(key);
    node.icon = icon;
    node.em = icon == Icon::none ? kBody : kLabel;
    node.language = scene_.language;
    button.least = {};
    button.most = {kAny, kAny};
    button.grow = 0;
    return leaf(std::move(node));
}

/// "2/4"
Box Page::small_step() const {
    if (view_.step == 0) return {};
    auto step = part({.id = "step", .role = Role::text, .bold = true, .align = Align::centre, .value = view_.step,
                      .total = kSteps});
    step.node.em = kLabel;
    step.node.text = fmt::format("{}/{}", view_.step, kSteps);
    return step;
}

std::vector<Box> Page::rail_buttons() const {
    const bool visit = flow::row_of(view_.screen).person;
    Box staff = staff_button(".short");
    if (view_.staff_on_way) {
        staff.node.em = kLabel;
        staff.grow = 0;
    } else {
        staff = rail_button(std::move(staff), "common.call_staff.short", Icon::staff);
    }
    return {rail_button(language_button(), "common.language.short", Icon::globe),
            rail_button(comfort_button(), "", Icon::none),
            visit ? rail_button(way(Action::back, "common.back", Style::neutral), "common.back.short", Icon::back)
                  : rail_button(way(Action::choose_staff, "common.for_staff", Style::neutral), "common.for_staff.short",
                                Icon::keypad),
            rail_button(way(Action::end_visit, end_key_, Style::neutral), std::string(end_key_) + ".short", Icon::leave),
            std::move(staff)};
}

Box Page::rail() const {
    auto mark = simulated();
    mark.node.em = kLabel;
    std::vector<Box> all{column({std::move(mark), small_step()}).gapped(0).grows(kRest)};
    std::ranges::move(rail_buttons(), std::back_inserter(all));
    return column(std::move(all))
        .gapped(2.55)
        .padded(1.2, 0.5)
        .at_least(kRail, 0)
        .over({.id = "rail", .role = Role::sheet});
}

/// On a compact panel, where no bar has room for it.
Box Page::said_below(const std::vector<const Node*>& shown) const {
    auto said = number_.text.empty() ? caption(shown) : middle("number", number_.key, Role::text);
    if (!number_.text.empty()) said.node.text = number_.text;
    said.grow = 0;
    return said;
}

Box Page::right_of_rail(Box content, const std::vector<const Node*>& shown) const {
    return row({rail(), column({std::move(content).grows(), said_below(shown)}).gapped(1).padded(3, 2).grows()}).gapped(0);
}

/// The buttons of all bars, under everything else.
Box Page::reach_bar() const {
    auto all = rail_buttons();
    for (auto& one : all) one = std::move(one).at_least(0, kBarHeight).grows();
    return row(std::move(all)).padded(3, 1.4).over({.id = "reach_bar", .role = Role::sheet});
}

Box Page::in_reach(Box content, const std::vector<const Node*>& shown) const {
    auto [read, touched] = apart(std::move(content));
    auto said = between(shown);
    said.grow = 0;
    auto mark = simulated().afloat();
    mark.node.em = kLabel;
    auto top = row({left(small_step()).grows(), std::move(mark)}).padded(margin(), 1);
    auto above = column({std::move(top),
                         column({std::move(read).grows(), std::move(said)}).gapped(1).padded(margin(), 0).grows()})
                     .gapped(0)
                     .at_least(0, manner_.low ? panel().reach_mm() : 0);
    if (!manner_.low || touched.kind == Box::Kind::nothing) above.grow = 1;
    return column({std::move(above), column({std::move(touched).grows()}).padded(margin(), 1.2).grows(), reach_bar()})
        .gapped(0);
}

/// Where there is a rail, its buttons stay: the staff's is the lowest one.
Box Page::low_beside_rail(Box content, const std::vector<const Node*>& shown) const {
    auto [read, touched] = apart(std::move(content));
    auto above = std::move(read).at_least(0, panel().reach_mm() - 2);
    if (touched.kind == Box::Kind::nothing) above.grow = 1;
    return right_of_rail(column({std::move(above), std::move(touched).grows()}), shown);
}

Box Page::framed(const Box& content, const std::vector<const Node*>& shown, const Box& bar) const {
    if (compact()) return reach() ? low_beside_rail(content, shown) : right_of_rail(content, shown);
    return reach() ? in_reach(content, shown) : between_bars(content, shown, bar);
}

Scene Page::show(Box content) && {
    const auto bar = compact() || reach() ? Box() : app_bar();
    std::vector<const Node*> shown;
    collect(content, shown);
    collect(bar, shown);
    const Size size{panel().width_mm(), panel().height_mm()};
    const auto fits = [&](const Box& whole) {
        const auto least = needed(whole, size, panel_.measure);
        return least.w <= size.w + kRounding && least.h <= size.h + kRounding &&
               texts_have_room(arrange(whole, {0, 0, size.w, size.h}, panel_.measure), panel_.measure);
    };
    auto whole = framed(content, shown, bar);
    if (manner_.paged && divided_) {
        // What is spoken stands on the last page, where the answers are: elsewhere it counts as shown.
        const Node spoken{.text = scene_.prompt.empty() ? "" : text_of(scene_.prompt)};
        auto told = shown;
        told.push_back(&spoken);
        const auto page = [&](const Box& one, bool last) { return framed(one, last ? shown : told, bar); };
        const auto all = pages(content, [&](const Box& one, bool last) { return fits(page(one, last)); });
        scene_.pages = std::max(static_cast<int>(all.size()), 1);
        scene_.page = std::clamp(view_.page, 0, scene_.pages - 1);
        if (!all.empty()) whole = page(all.at(static_cast<std::size_t>(scene_.page)), scene_.page + 1 == scene_.pages);
    }
    scene_.nodes = arrange(whole, {0, 0, size.w, size.h}, panel_.measure);
    scene_.fits = fits(whole);
    return std::move(scene_);
}

}  // namespace uketsuke::ui::screens
