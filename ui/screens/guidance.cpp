// SPDX-License-Identifier: Apache-2.0
// What to show at the desk instead, in order. What counts only together stands in one box with a plus between: never
// the card alone, never the notice alone (rules ).
#include <algorithm>
#include <array>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using domain::Fallback;
using flow::Action;

struct BothParts {
    std::string_view first;
    std::string_view second;  ///< empty: it counts alone
};
/// In the order of Fallback.
constexpr std::array kParts{BothParts{"paper_card", ""},  BothParts{"certificate", ""}, BothParts{"card", "notice"},
                            BothParts{"card", "portal"},  BothParts{"statement", ""},   BothParts{"expired_card", ""},
                            BothParts{"notice_alone", ""}};

std::string key_of(std::string_view part) { return "fallback." + std::string(part); }

/// The two parts and the plus between them; on a narrow panel in two lines.
Box both(const Page& page, const std::string& id, const BothParts& parts) {
    auto first = page.text(id, key_of(parts.first)).bold().at_least(page.compact() ? 0 : 66, 0);
    auto plus = page.text(id + ".plus", "fallback.plus").bold().aligned(Align::centre).at_least(10, 0);
    auto second = page.text(id + ".second", key_of(parts.second)).bold().grows();
    return fit({row({first, plus, second}).gapped(0), column({first, row({plus, second})}).gapped(0)}).grows();
}

/// What must be done before it counts, or to whom it was sent.
Box condition_of(const Page& page, const std::string& id, const domain::Counted& one) {
    if (one.needs_lookup) return page.text(id + ".lookup", "fallback.lookup", kLabel);
    if (one.age_from == 0 || page.bare()) return {};
    auto ages = page.text(id + ".age", "fallback.age", kLabel);
    ages.node.text = fill(ages.node.text, one.age_from);
    return ages;
}

Box row_of(const Page& page, const domain::Counted& one, int number) {
    const auto& parts = kParts.at(static_cast<std::size_t>(one.fallback));
    const std::string id(domain::name_of(one.fallback));
    auto count = page.text(id + ".number", "fallback.number").bold().at_least(10, 0);
    count.node.text = fill(count.node.text, number);
    auto what = parts.second.empty() ? page.text(id, key_of(parts.first)).bold().grows() : both(page, id, parts);
    if (auto condition = condition_of(page, id, one); condition.kind != Box::Kind::nothing)
        what = column({std::move(what), std::move(condition)}).gapped(0).grows();
    return row({std::move(count), std::move(what)})
        .padded(3, 0.1)
        .over({.id = id + ".row", .role = Role::sheet})
        .at_most(kAny, page.tall() ? 26 : 12)
        .grows();
}

Box fallbacks(const Page& page) {
    std::vector<Box> rows;
    int number = 0;
    for (const auto& one : page.view().fallbacks) rows.push_back(row_of(page, one, ++number));
    if (rows.empty()) return {};
    return column(std::move(rows)).gapped(1.2).grows();
}

/// Why the kiosk does not work, each with its number.
Box causes(const Page& page) {
    std::vector<Box> lines;
    for (const auto cause : page.view().causes) {
        const auto id = "number_" + std::to_string(base::line_of(cause).number);
        auto number = page.text(id, "common.error_number", kLabel).at_least(30, 0);
        number.node.text = page.numbered(cause);
        lines.push_back(row({std::move(number), page.text(id + "_cause", error_key(cause), kLabel).grows()}));
    }
    return column(std::move(lines)).gapped(0);
}

/// Where there is no room for why: the numbers.
Box numbers(const Page& page) {
    auto all = page.text("numbers", "common.error_number", kLabel);
    all.node.text.clear();
    for (const auto cause : page.view().causes) all.node.text += page.numbered(cause) + "  ";
    return all;
}

/// No use in a card now: what counts instead, and why.
Scene unusable(Page page, std::string_view title, Box below) {
    const bool any = !page.view().fallbacks.empty();
    auto said = column(
        {page.heading(title, kTitle), page.text("body", any ? "out_of_service.body_show" : "out_of_service.body")});
    auto why = page.bare() ? fit({causes(page), numbers(page)}) : causes(page);
    if (!any) {
        for (auto& one : said.inside) one = std::move(one).aligned(page.middle_or_left());
        const auto most = page.largest_picture();
        const double side = page.picture_side(40);
        auto sign = page.picture(Icon::warning, Tone::warning).at_least(side, side).at_most(most.w, most.h).grows();
        auto told = beside(page, page.decoration(std::move(sign)),
                           std::move(said).centred().at_least(kColumn, 0).grows(), page.air(6));
        return std::move(page).show(page.sheet(column({std::move(told), std::move(why), std::move(below)})));
    }
    auto top =
        row({page.decoration(
                 page.picture(Icon::warning, Tone::warning).sized(page.roomy() ? 34 : 20, page.roomy() ? 34 : 20)),
             std::move(said).gapped(1).grows()})
            .gapped(page.air(6));
    return std::move(page).show(
        column({std::move(top), fallbacks(page), space(kRest), std::move(why), std::move(below)}).gapped(1.5));
}

}  // namespace

Scene guidance(Page page) {
    const auto& shown = page.view().fallbacks;
    const bool pairs =
        domain::counts(shown, Fallback::card_and_notice) && domain::counts(shown, Fallback::card_and_portal);
    Box no_notice;
    if (shown.size() <= 4 && pairs && !page.bare()) no_notice = page.text("no_notice", "fallback.no_notice");
    auto title = page.heading(page.key(shown.empty() ? "desk" : "title")).aligned(Align::centre);
    auto on = page.button({Action::next}, "common.next", Style::primary, Icon::next);
    if (page.bare() && !page.paged()) {
        const auto top = headed(page, std::move(title), std::move(on));
        const auto help = page.text("help", "fallback.help", kLabel);
        const auto with = [&](const Box& said) {
            return column({top, fallbacks(page), space(kRest), said}).gapped(1.5);
        };
        return std::move(page).show(fit({with(help), with({})}));
    }
    auto below = foot(page, page.text("help", "fallback.help", page.ample() ? kBody : kLabel), std::move(on));
    return std::move(page).show(
        column({std::move(title), fallbacks(page), std::move(no_notice), space(kRest), std::move(below)}));
}

/// Which papers count today, that the notice alone does not, and what to do about a lost card.
Scene without_card(Page page) {
    Box alone;
    if (!domain::counts(page.view().fallbacks, Fallback::notice_alone)) alone = page.text("alone", page.key("alone"));
    auto lost = page.text("help", page.key("lost"), page.ample() ? kBody : kLabel);
    auto write = page.way(Action::statement, page.key("statement"), Style::primary, Icon::paper);
    auto title = page.heading("guidance.title").aligned(Align::centre);
    return std::move(page).show(column({std::move(title), fallbacks(page), std::move(alone), space(kRest),
                                        foot(page, std::move(lost), std::move(write))})
                                    .gapped(1.5));
}

Scene out_of_service(Page page) {
    Box below;
    if (!page.view().found.empty()) below = column(staff_lines(page)).gapped(1);
    return unusable(std::move(page), "out_of_service.title", std::move(below));
}

/// A card that is laid down all the same is read: whoever did not see this loses nothing.
Scene service_away(Page page) {
    auto phone = page.way(Action::use_phone, page.key("phone"), Style::secondary, Icon::phone);
    auto papers = page.way(Action::without_card, page.key("without_card"), Style::secondary, Icon::paper);
    auto appointment = page.way(Action::type_number, page.key("appointment"), Style::secondary, Icon::clock);
    auto code = page.way(Action::show_code, page.key("show_code"), Style::secondary, Icon::code);
    return unusable(std::move(page), "idle.away",
                    row({std::move(phone), std::move(appointment), std::move(papers), std::move(code)}));
}

}  // namespace uketsuke::ui::screens
