// SPDX-License-Identifier: Apache-2.0
// For staff: whether the panel feels fingers where they are, and shows what it must.
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;

constexpr double kTarget = 13;

Box pattern(const Page& page, std::string_view id, Pattern what) {
    return page.part({.id = std::string(id), .role = Role::pattern, .value = static_cast<int>(what)});
}

/// The target in that place, or by how much the touch missed it; those to come are not there yet.
Box place(const Page& page, int number) {
    const auto& view = page.view();
    if (number > view.tested) return leaf({}).sized(kTarget, kTarget);
    if (number == view.tested) return pattern(page, "target", Pattern::target).sized(kTarget, kTarget);
    auto text = page.part({.id = fmt::format("missed_{}", number), .align = Align::centre, .valign = Valign::middle});
    text.node.em = page.sized(kBody);
    text.node.text = fmt::format("{:.1f} mm", view.missed.at(static_cast<std::size_t>(number)) / 10.0);
    return page.in_one_line(std::move(text).at_least(kTarget, kTarget));
}

Box line_of(Box left, Box middle, Box right) {
    return row({std::move(left), space(), std::move(middle), space(), std::move(right)});
}

/// In millimetres of the world, not of the layout.
std::string with_size(std::string text, const Panel& panel) {
    const auto mm = [&](double layout) { return fmt::to_string(std::lround(layout * panel.enlarged())); };
    return fill(fill(std::move(text), "{w}", mm(panel.width_mm())), "{h}", mm(panel.height_mm()));
}

Box picture(const Page& page) {
    switch (page.view().tested) {
        case 0:
            return column({pattern(page, "greys", Pattern::greys).grows(),
                           pattern(page, "colours", Pattern::colours).grows()})
                .grows();
        case 1:
            return column({pattern(page, "lines", Pattern::lines).grows(),
                           page.text("caption", "picture_test.small", kLabel)})
                .grows();
        default: break;
    }
    constexpr double kRuler = 50, kHigh = 16;
    auto size = page.text("size", "picture_test.size");
    size.node.text = with_size(size.node.text, page.panel());
    return column(
               {row({pattern(page, "ruler", Pattern::ruler).sized(kRuler / page.panel().enlarged(), kHigh)}).centred(),
                std::move(size).grows()})
        .gapped(page.air(6))
        .grows();
}

}  // namespace

Scene touch_test(Page page) {
    const bool done = page.view().offers(Action::retry);
    if (page.view().in_front == flow::InFront::nothing && !done) page.ask_for_places();
    auto middle =
        column({page.heading(page.key(done ? "done" : "title")).aligned(Align::centre), row({place(page, 2)}).centred(),
                row({page.way(Action::retry, "common.retry", Style::secondary).at_least(60, 0)}).centred()});
    return std::move(page).show(column({line_of(place(page, 0), leaf({}), place(page, 1)), space(), std::move(middle),
                                        space(), line_of(place(page, 3), leaf({}), place(page, 4))}));
}

Scene picture_test(Page page) {
    constexpr std::array<std::string_view, flow::kTestPictures> kTitles{"colours", "lines", "ruler"};
    const auto title = page.heading(page.key(kTitles.at(static_cast<std::size_t>(page.view().tested))));
    auto next = page.way(Action::next, "common.next", Style::secondary, Icon::next);
    auto top = next.kind == Box::Kind::nothing ? title : headed(page, title, std::move(next));
    auto shown = picture(page);
    return std::move(page).show(page.sheet(column({std::move(top), std::move(shown)})));
}

}  // namespace uketsuke::ui::screens
