// SPDX-License-Identifier: Apache-2.0
// How the screens look and wait, in front of the screen that the patient came from: each choice by one touch, seen at
// once, and what is chosen bears a check.
#include <algorithm>
#include <vector>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;
using flow::ComfortChoice;

flow::Tap tap_of(ComfortChoice choice) { return {Action::comfort, static_cast<int>(choice)}; }
/// "comfort.large"
std::string key_of(ComfortChoice choice) { return "comfort." + std::string(base::enumerator_name(choice)); }

/// Of everything on the sheet but the sizes: rows so high, words so large.
struct Look {
    double height, em, gap;
};

/// One of several.
Box one_of(const Page& page, ComfortChoice choice, double em) {
    const bool chosen = has(page.view().comfort, choice);
    auto box = page.button(tap_of(choice), key_of(choice), chosen ? Style::primary : Style::secondary,
                           chosen ? Icon::check : Icon::none);
    box.node.id = box.node.key;
    box.node.chosen = chosen;
    box.node.em = em;
    return box;
}

/// Written as large as it makes everything.
Box size_button(const Page& page, ComfortChoice choice) {
    return one_of(page, choice, kBody * scale_of(with({}, choice).size));
}

/// In the colours that it gives everything.
Box theme_button(const Page& page, ComfortChoice choice, double em) {
    auto box = one_of(page, choice, em);
    box.node.theme = with({}, choice).theme;
    return box;
}

/// A box that is ticked: the touch chooses what is not so yet.
Box switch_of(const Page& page, ComfortChoice off, ComfortChoice on, double em) {
    const bool is_on = has(page.view().comfort, on);
    auto box = page.part({.id = key_of(on),
                          .role = Role::tick,
                          .key = key_of(on),
                          .touch = tap_of(is_on ? off : on),
                          .style = Style::secondary,
                          .value = is_on ? 1 : 0,
                          .total = 1});
    box.node.em = em;
    return box;
}

/// As many beside each other as there is room for.
Box choices(std::vector<Box> all, const Look& look) {
    for (auto& one : all) {
        one.least.h = look.height;
        one.grow = 1;
    }
    return wrap(std::move(all));
}

struct Choices {
    Box sizes, themes, switches, done;
};

Choices all_choices(const Page& page, const Look& look) {
    using C = ComfortChoice;
    auto sizes =
        choices({size_button(page, C::small), size_button(page, C::standard), size_button(page, C::large)}, look);
    auto themes = choices({theme_button(page, C::standard_colours, look.em),
                           theme_button(page, C::high_contrast_dark, look.em),
                           theme_button(page, C::high_contrast_light, look.em)},
                          look);
    auto switches = choices({switch_of(page, C::usual_pace, C::slow, look.em),
                             switch_of(page, C::whole_screen, C::reach, look.em),
                             switch_of(page, C::touch, C::hold, look.em)},
                            look);
    auto done = page.button({Action::comfort, flow::kComfortDone}, "comfort.done", Style::primary, Icon::back);
    done.least.h = look.height;
    done.node.em = look.em;
    return {std::move(sizes), std::move(themes), std::move(switches), std::move(done)};
}

Box sheet_of(const Page& page, const Look& look, Box title) {
    auto [sizes, themes, switches, done] = all_choices(page, look);
    return column({std::move(title), std::move(sizes), std::move(themes), std::move(switches), std::move(done)})
        .gapped(look.gap)
        .centred();
}

}  // namespace

Scene comfort(Page page) {
    constexpr double kLow = 16;  // ui facts UI-04
    const double em = kBody * page.text_scale();
    const auto title = page.heading("comfort.title").aligned(Align::centre);
    if (page.paged()) {  // whoever has what was wanted goes back from any page
        auto [sizes, themes, switches, done] = all_choices(page, {kLow, em, kClose});
        page.on_each_page(std::move(done));
        return std::move(page).show(column({std::move(sizes), std::move(themes), std::move(switches)}));
    }
    return std::move(page).show(
        page.sheet(fit({sheet_of(page, {kButton, em, 5}, title), sheet_of(page, {kLow, em, kClose}, title),
                        sheet_of(page, {kLow, em, kClose}, {})})));
}

}  // namespace uketsuke::ui::screens
