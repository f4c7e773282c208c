// SPDX-License-Identifier: Apache-2.0
// The live picture with one hint at a time; the other way stays on the screen (ui facts UI-09, UI-16).
#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

// Room for a 640 × 480 picture shown one to one on the reference panel.
constexpr double kViewWidth = 108.8;
constexpr double kViewHeight = 81.6;

std::string advice_key(std::optional<domain::FaceAdvice> advice) {
    return "advice." + std::string(advice ? domain::name_of(*advice) : "none");
}

Box camera(const Page& page) {
    const auto& advice = page.view().advice;
    const bool well = advice == domain::FaceAdvice::good || advice == domain::FaceAdvice::hold_still ||
                      (advice && domain::is_prompt(*advice));
    auto box = page.part({.id = "camera", .role = Role::camera_view, .key = advice_key(advice), .em = kBody});
    box.node.detail = page.text_of(page.key("starting"));
    box.node.value = well ? 1 : 0;
    const double width = page.tall() ? page.panel().width_mm() : kViewWidth;
    return std::move(box)
        .at_least(page.ample() ? 80 : 64, page.ample() ? 60 : 48)
        .at_most(width, width * kViewHeight / kViewWidth)
        .shaped(4.0 / 3)
        .grows(10);
}

/// Who sees no oval is told what happens instead.
Box title_of(const Page& page) {
    auto title = page.heading(page.key("title")).aligned(page.middle_or_left());
    title.each_node([](Node& node) { node.voice = "hear.face_title"; });
    return title;
}

}  // namespace

Scene face_capture(Page page) {
    page.undivided();
    const auto body = page.text("body", page.key("body")).aligned(page.middle_or_left());
    auto said = column({title_of(page), page.bare() ? fit({body, Box()}) : body}).centred().grows();
    auto words = column(
        {std::move(said), page.way(flow::Action::choose_pin, "common.choose_pin", Style::secondary, Icon::keypad)});
    const double least = page.ample() ? 60 : 50;
    return std::move(page).show(beside(page, camera(page), std::move(words).at_least(least, 0).grows(), page.air(8)));
}

}  // namespace uketsuke::ui::screens
