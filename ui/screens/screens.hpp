// SPDX-License-Identifier: Apache-2.0
// One function a screen: what stands where, in millimetres (facts: design system §5, class "wide").
#pragma once

#include "ui/locale/languages.hpp"
#include "ui/scene/scene.hpp"
#include "ui/viewmodel/view_model.hpp"

namespace uketsuke::ui {

/// The scene of a view on a panel of class "wide". Pure. Every screen has the way to another language and a way to the
/// staff.
Scene layout(const ViewModel& view, const Panel& panel, const Languages& languages = ui::languages());

}  // namespace uketsuke::ui
