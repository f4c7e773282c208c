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

}  // namespace

Scene face_capture(Page page) {
    const auto& view = page.view();
    const auto content = page.content();
    const bool well = view.advice == domain::FaceAdvice::good || view.advice == domain::FaceAdvice::hold_still ||
                      (view.advice && domain::is_prompt(*view.advice));
    const Rect picture{content.x, content.y + (content.h - kViewHeight) / 2, kViewWidth, kViewHeight};
    auto& camera =
        page.add({.id = "camera", .role = Role::camera_view, .rect = picture, .key = advice_key(view.advice)});
    camera.voice = camera.key;
    camera.detail = page.text_of(page.key("starting"));
    camera.em = kBody;
    camera.value = well ? 1 : 0;
    const Rect side{content.x + kViewWidth + 8, content.y, content.w - kViewWidth - 8, content.h};
    page.heading(page.key("title"), {side.x, side.y + 12, side.w, 24}).valign = Valign::middle;
    page.text("body", page.key("body"), {side.x, side.y + 39, side.w, 30});
    if (view.offers(flow::Action::choose_pin))
        page.button({flow::Action::choose_pin}, "common.choose_pin",
                    {side.x, picture.bottom() - kButton, side.w, kButton}, Style::secondary, Icon::keypad);
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
