// SPDX-License-Identifier: Apache-2.0
// Large buttons of equal size: which way, which phone, which of the options of a question.
#include <vector>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;

struct Door {
    flow::Tap tap;
    Icon icon;
    std::string name{};  ///< in place of the action's
};

/// Named by "<state>.<name>", with a second line "…_detail" where there is room for it.
Box box_of(const Page& page, const Door& door, bool detailed) {
    const std::string name = door.name.empty() ? std::string(flow::name_of(door.tap.action)) : door.name;
    const auto stem = page.key(name);
    auto box = page.button(door.tap, stem, Style::secondary, door.icon, kHeading);
    box.node.id = name;
    box.node.role = Role::choice;
    if (detailed) box.node.detail = page.text_of(stem + "_detail");
    box.node.detail_em = page.sized(kBody);
    return box;
}

/// An upright panel has the height for it; towers beside each other would be narrow.
Box under_each_other(std::vector<Box> boxes, double gap) {
    for (auto& box : boxes) box.grow = 1;
    return fit({column(boxes).even().gapped(gap), equal(boxes, gap)});
}

/// Those that the flow takes, all of one size.
Box doors(const Page& page, const std::vector<Door>& all) {
    const auto open = [&](bool detailed) {
        std::vector<Box> boxes;
        for (const auto& door : all)
            if (page.view().offers(door.tap.action)) boxes.push_back(box_of(page, door, detailed));
        return page.tall() ? under_each_other(std::move(boxes), page.air(6)) : equal(std::move(boxes), page.air(6));
    };
    return page.bare() ? fit({open(true), open(false)}).grows() : open(true).grows();
}

/// Title above, the large buttons below, then what else there is to say.
Scene with_doors(Page page, const std::vector<Door>& all, std::string_view note, Box other = {}) {
    auto said = page.text("note", page.key(note)).aligned(Align::centre).at_least(0, page.ample() ? 17.8 : 0);
    auto title = page.heading(page.key("title")).aligned(Align::centre);
    auto below = other.kind == Box::Kind::nothing ? std::move(said)
                                                  : fit({row({Box(said).grows(), other}), column({said, other})});
    return std::move(page).show(column({std::move(title), doors(page, all), std::move(below)}));
}

/// What there is to say below the ways.
std::string_view note_on(const ViewModel& view) {
    if (view.offers(Action::choose_face)) return "either";
    return view.error == base::ErrorCode::face_refused_often ? "face_later" : "no_face";
}

}  // namespace

Scene choose_identity(Page page) {
    auto helper = page.way(Action::accompanied, "common.accompanied", Style::neutral, Icon::people);
    if (page.ample() && !page.compact()) helper.least.w = 80;
    return with_doors(page,
                      {{{Action::choose_face}, Icon::face},
                       {{Action::choose_pin}, Icon::keypad},
                       {{Action::choose_staff}, Icon::staff}},
                      note_on(page.view()), std::move(helper));
}

Scene choose_phone(Page page) {
    return with_doors(page, {{{Action::iphone}, Icon::phone}, {{Action::android}, Icon::phone}}, "note");
}

Scene options(Page page) {
    std::vector<Door> all;
    for (const auto& [word, picture] : page.view().question->options)
        if (!word.empty())
            all.push_back({{Action::choose, static_cast<int>(all.size())}, picture_named(picture), std::string(word)});
    return with_doors(std::move(page), all, "note");
}

}  // namespace uketsuke::ui::screens
