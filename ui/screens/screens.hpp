// SPDX-License-Identifier: Apache-2.0
// One function a screen: what stands beside and under what (facts: design system §5).
#pragma once

#include "firmware/base/place.hpp"
#include "ui/locale/languages.hpp"
#include "ui/scene/measure.hpp"
#include "ui/viewmodel/view_model.hpp"

namespace uketsuke::ui {

/// What a screen is laid out for.
struct MeasuredPanel {
    Panel panel;
    const Measure& measure;
    double text_scale = 1;  ///< of all text sizes, besides the view's own
};

/// The line that gives a state its screen.
base::Place place_of_screen(flow::State state);
/// The scene of a view on this panel. Pure. Every screen has the way to another language and a way to the
/// staff. Where a panel is small or a text large, first the air between things goes, then pictures that only decorate;
/// where that is not enough, it is cut into pages (Scene::pages), of which ViewModel::page is shown; and what still has
/// no room gets smaller, but not below the size that a panel starts with.
Scene layout(const ViewModel& view, const MeasuredPanel& panel, const Languages& languages = reviewed_languages());

}  // namespace uketsuke::ui
