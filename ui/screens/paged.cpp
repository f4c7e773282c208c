// SPDX-License-Identifier: Apache-2.0
// A screen that one page does not hold: its heading stands on each page, and what leads from one to the next.
#include "page.hpp"
#include "ui/layout/pages.hpp"

namespace uketsuke::ui::screens {
namespace {

constexpr double kLowest = 16;  ///< the way back is no main button

/// The sheet under all of it, if there is one.
const Node* sheet_of(const Box& content) {
    if (content.node.role == Role::sheet && !content.node.id.empty()) return &content.node;
    return content.inside.size() == 1 ? sheet_of(content.inside.front()) : nullptr;
}

}  // namespace

Box Page::turn(std::string_view key, int to, Icon icon) const {
    const bool on = icon == Icon::next;
    auto box = part({.id = on ? "page_on" : "page_back",
                     .role = Role::button,
                     .key = std::string(key),
                     .touch = TurnPage{to},
                     .style = on ? Style::primary : Style::neutral,
                     .icon = icon,
                     .em = kBody,
                     .bold = on});
    return box;
}

/// On from a page as from a screen: at its end. The way back stands above, where it is in nobody's way.
Box Page::one_page(Box heading, std::vector<Box> parts, int number, int of) const {
    Box back, on;
    if (number > 0) back = turn("common.page_back", number - 1, Icon::back).at_most(kAny, kLowest);
    if (number + 1 < of) {
        on = turn("common.page_on", number + 1, Icon::next);
        on.node.text = fill(fill(on.node.text, number + 2), "{of}", std::to_string(of));
    }
    const bool bare =
        back.kind == Box::Kind::nothing && heading.kind == Box::Kind::nothing && on_each_.kind == Box::Kind::nothing;
    const bool titled = heading.kind != Box::Kind::nothing;
    if (!titled) heading = space();
    auto top = row({back, Box(heading).grows(), on_each_});
    if (bare)
        top = {};
    else if (tall() && titled && back.kind != Box::Kind::nothing)
        top = fit({column({row({back, space(), on_each_}), heading}), std::move(top)});
    return column({std::move(top), column(std::move(parts)).gapped(kClose).centred().grows(), std::move(on)})
        .gapped(kClose);
}

std::vector<Box> Page::pages(Box content, const HasRoom& has_room) const {
    const auto* under = sheet_of(content);
    const auto tone = under != nullptr ? under->tone : Tone::neutral;
    auto heading = heading_in(content);
    heading.each_node([&](Node& node) { node.em = std::min(node.em, sized(kBody)); });
    const auto page = [&](const Parts& parts, std::size_t number, std::size_t of) {
        const bool titled =
            std::ranges::any_of(parts, [](const Box& one) { return heading_in(one).kind != Box::Kind::nothing; });
        const auto with = [&](const Box& title) {
            auto one = one_page(title, parts, static_cast<int>(number), static_cast<int>(of));
            return under != nullptr ? sheet(std::move(one), tone) : one;
        };
        auto whole = with(titled ? Box() : heading);
        return titled || heading.kind == Box::Kind::nothing || has_room(whole, number + 1 == of) ? whole : with({});
    };
    // As long as nobody knows how many there are: as wide as two of two.
    const auto cut = pages_of(parts_of(content), [&](const Parts& parts, std::size_t number, bool last) {
        return has_room(page(parts, number, number + (last ? 1 : 2)), last);
    });
    std::vector<Box> all;
    for (std::size_t i = 0; i < cut.size(); ++i) all.push_back(page(cut[i], i, cut.size()));
    return all;
}

}  // namespace uketsuke::ui::screens
