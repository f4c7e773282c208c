// SPDX-License-Identifier: Apache-2.0
// The screens about the card itself: put it here, what is wrong with it, take it away.
#include <utility>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;
using flow::State;

/// As large as there is room.
Box large(const Page& page, Box picture) {
    const double side = page.picture_side(40);
    const auto most = page.largest_picture();
    return page.decoration(std::move(picture).at_least(side, side).at_most(most.w, most.h).grows());
}

/// Picture left, words right of it, the last of them at the bottom; `under` both.
Scene with_picture(Page page, Icon icon, Tone tone, std::vector<Box> words, Box below = {}, Tone sheet = Tone::neutral,
                   Box under = {}) {
    for (auto& one : words) one = std::move(one).aligned(page.middle_or_left());
    auto said =
        column({column(std::move(words)).gapped(page.air(5)).centred().grows(), std::move(below)}).at_least(kColumn, 0);
    auto all = column(
        {beside(page, large(page, page.picture(icon, tone)), std::move(said).grows(), page.air(6)), std::move(under)});
    return std::move(page).show(page.sheet(std::move(all), sheet));
}

/// The languages by their own names, each in its own letters: who reads only one of them sees that it is spoken here.
/// Two need no list: the button bears the other one's name.
Box own_names(const Page& page) {
    std::vector<Box> names;
    for (const auto& row : page.languages().rows())
        names.push_back(page.in_one_line(page.part({.id = "name_" + std::string(row.code),
                                                    .text = std::string(row.own_name),
                                                    .em = kLabel,
                                                    .language = std::string(row.code)})));
    if (names.size() < 3) return {};
    std::vector<Box> ways;
    for (std::size_t rows = 1; rows <= 4; ++rows) {
        const std::size_t length = (names.size() + rows - 1) / rows;
        std::vector<Box> lines(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            const auto first = std::min(i * length, names.size()), end = std::min(first + length, names.size());
            lines[i] = row({names.begin() + static_cast<std::ptrdiff_t>(first),
                            names.begin() + static_cast<std::ptrdiff_t>(end)})
                           .gapped(5)
                           .centred();
        }
        ways.push_back(column(std::move(lines)).gapped(0));
    }
    return fit(std::move(ways));
}

Box title(const Page& page) { return page.heading(page.key("title"), kTitle); }

/// The reminder has become urgent.
bool forgotten(State state) { return state == State::take_card_urgent || state == State::card_left; }

Icon lift_off(const Page& page) { return page.view().by_phone ? Icon::phone_out : Icon::card_out; }

/// Causes that look alike get a list of what to look at.
Box hints(const Page& page, int count) {
    std::vector<Box> lines;
    for (int i = 1; i <= count; ++i) {
        const auto id = "hint_" + std::to_string(i);
        lines.push_back(page.text(id, page.key(id)));
    }
    return column(std::move(lines)).gapped(0);
}

}  // namespace

namespace {

/// In a picture and in words, what can be done here besides.
std::vector<Box> services(const Page& page) {
    std::vector<Box> tiles;
    for (const auto& service : page.view().services) {
        const std::string name(service.name);
        const auto icon = picture_named(service.picture);
        auto picture = page.part({.id = name + ".icon", .role = Role::icon, .icon = icon}).sized(13, 13);
        tiles.push_back(row({std::move(picture), page.text(name, page.key(name)).bold().grows()}).gapped(3).grows());
    }
    return tiles;
}

/// That the kiosk works: a sign and a word.
Box works(const Page& page, double side, double em) {
    auto check = page.part({.id = "works.icon", .role = Role::icon, .tone = Tone::success, .icon = Icon::check});
    auto words = page.in_one_line(page.text("works", page.key("works"), em).bold());
    return row({std::move(check).sized(side, side), std::move(words).grows()}).gapped(3).grows();
}

/// … where no bar has room for it: over everything else, and so large that it is seen from afar.
Box banner(const Page& page) {
    const double side = page.compact() ? 11 : 22;
    std::vector<Box> ways;
    for (const double em : {kTitle * 1.3, kTitle, kHeading, kBody})
        if (em <= (page.compact() ? kHeading : kTitle * 1.3))
            ways.push_back(page.in_one_line(page.text("works", page.key("works"), em).bold()));
    ways.push_back(page.text("works", page.key("works")).bold());
    auto check = page.part({.id = "works.icon", .role = Role::icon, .tone = Tone::success, .icon = Icon::check});
    return row({std::move(check).sized(side, side), fit(std::move(ways))})
        .gapped(4)
        .centred()
        .padded(3, page.compact() ? 1 : 3)
        .over({.id = "works.sheet", .role = Role::sheet, .tone = Tone::success});
}

struct Idle {
    bool body, names, services = true;
};

}  // namespace

Scene idle(Page page) {
    if (!page.view().causes.empty()) return service_away(std::move(page));
    page.undivided();  // nobody is there yet to turn to another page
    const bool in_bar = page.panel().layout_class() == PanelClass::wide && !page.reach();
    if (in_bar) page.status(works(page, 12.5, kTitle));
    const auto phone = page.way(Action::use_phone, page.key("phone"), Style::secondary, Icon::phone);
    const auto papers = page.way(Action::without_card, page.key("without_card"), Style::secondary, Icon::paper);
    const auto appointment = page.way(Action::type_number, page.key("appointment"), Style::secondary, Icon::clock);
    const auto code = page.way(Action::show_code, page.key("show_code"), Style::secondary, Icon::code);
    const auto ways = fit({row({phone, appointment, papers, code}), column({row({phone, appointment}), row({papers, code})}).gapped(kClose),
                           column({phone, appointment, papers, code}).gapped(kClose)});
    const auto above = in_bar ? Box() : banner(page);
    const auto picture = large(page, page.picture(Icon::card_in, Tone::neutral));
    const auto names = own_names(page);
    auto more = services(page);
    const auto pairs = column({wrap(more), ways});
    if (!more.empty()) more.insert(more.end(), {phone, appointment, papers, code});
    const auto under = more.empty() ? Box() : fit({row(more).gapped(5), pairs, column(more).gapped(kClose)});
    const auto body = page.text("body", page.key("body")).aligned(page.middle_or_left());
    const auto shown = [&](const Idle& what) {
        auto words = column({title(page).aligned(page.middle_or_left()), what.body ? body : Box()});
        const bool told = what.services && !more.empty();
        auto said = column({std::move(words).gapped(page.air(5)).centred().grows(), told ? Box() : ways});
        return column(
            {above,
             beside(page, picture, std::move(said).at_least(page.compact() ? 0 : kColumn, 0).grows(), page.air(6)),
             told ? under : Box(), what.names ? names : Box()});
    };
    // Where there is little room the picture alone says how the card lies, and the globe that languages are chosen.
    return std::move(page).show(
        page.sheet(fit({shown({true, true}), shown({false, true}), shown({true, false}), shown({false, false}),
                        shown({false, false, false})})));
}

Scene card_problem(Page page) {
    const auto error = page.view().error;
    const bool unreadable = error == base::ErrorCode::card_not_readable && !page.view().by_phone;
    if (error) page.error_number(*error);
    return with_picture(page, lift_off(page), Tone::neutral,
                        {title(page), page.text("body", error ? error_key(*error) : page.key("body")),
                         unreadable ? hints(page, 3) : Box()});
}

Scene phone_wait(Page page) {
    const auto body = page.key(page.view().android ? "android" : "iphone");
    return with_picture(page, Icon::phone_in, Tone::neutral, {title(page), page.text("body", body)});
}

/// How long it is looked for nobody needs to know: the end of it says what to do.
Scene show_code(Page page) {
    return with_picture(page, Icon::code, Tone::neutral, {title(page), page.text("body", page.key("body"))},
                        page.way(Action::type_number, "idle.appointment", Style::secondary, Icon::clock));
}

/// As idle, with what can be done here instead.
Scene way_set(Page page) {
    auto phone = page.way(Action::use_phone, "idle.phone", Style::secondary, Icon::phone);
    auto papers = page.way(Action::without_card, "idle.without_card", Style::secondary, Icon::paper);
    auto ways = fit({row({phone, papers}), column({phone, papers}).gapped(kClose)});
    return with_picture(page, Icon::card_in, Tone::neutral,
                        {title(page), page.text("card", page.worded("idle.title")).bold(),
                         page.bare() ? Box() : page.text("body", page.worded("idle.body"))},
                        std::move(ways));
}

namespace {

/// What is done, each with its tick, and nothing that is not.
Box what_is_done(const Page& page) {
    std::vector<Box> lines;
    for (const auto* part : {"identity", "answers", "eligibility"}) {
        if (part == std::string_view("answers") && !page.view().answers_sent) continue;
        auto tick = page.part({.id = std::string(part) + ".icon", .role = Role::icon, .icon = Icon::check});
        lines.push_back(row({std::move(tick).sized(7, 7), page.text(part, page.key(part)).grows()}).gapped(3));
    }
    return column(std::move(lines)).gapped(0.5);
}

/// The check has ended well: what is done, the card, and where to go.
Scene done(Page page) {
    auto go = column({page.text("body", "prompt.take_card").bold().aligned(page.middle_or_left()),
                      page.text("place", "thanks.body").aligned(page.middle_or_left())})
                  .gapped(0);
    const auto on = foot(page, std::move(go), page.button({Action::next}, "common.next", Style::secondary, Icon::next));
    const auto check = page.picture(Icon::check, Tone::success), list = what_is_done(page),
               words = title(page).aligned(page.middle_or_left()),
               number = page.reception_number().aligned(page.middle_or_left());
    auto wide = column(
        {beside(page, large(page, check),
                column({words, number, list}).gapped(page.air(5)).centred().at_least(kColumn, 0).grows(), page.air(6)),
         on});
    auto small =
        column({row({page.decoration(Box(check).sized(13, 13)), Box(words).grows()}).gapped(5), number, list, on})
            .gapped(1);
    return std::move(page).show(page.sheet(fit({std::move(wide), std::move(small)})));
}

}  // namespace

Scene card_back(Page page) {
    page.reference_number();
    if (page.view().screen == State::result_valid) return done(std::move(page));
    return with_picture(page, lift_off(page), Tone::neutral,
                        {title(page), page.reception_number(), page.text("body", page.key("body"))},
                        page.way(Action::next, "common.next", Style::secondary, Icon::next),
                        forgotten(page.view().screen) ? Tone::warning : Tone::neutral);
}

}  // namespace uketsuke::ui::screens
