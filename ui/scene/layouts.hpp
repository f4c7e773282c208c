// SPDX-License-Identifier: Apache-2.0
// What staff may have the screens laid out as, on a panel.
#pragma once

#include "firmware/base/enumeration.hpp"
#include "firmware/flow/setting.hpp"
#include "panel.hpp"

namespace uketsuke::ui {

constexpr PanelClass class_of(flow::Layout layout) {
    switch (layout) {
        case flow::Layout::automatic: break;
        case flow::Layout::wide: return PanelClass::wide;
        case flow::Layout::tall: return PanelClass::tall;
        case flow::Layout::compact: return PanelClass::compact;
    }
    return PanelClass::none;
}
/// As its size says where it has no room for that.
constexpr Panel laid_out(Panel panel, flow::Layout layout) {
    panel.as = class_of(layout);
    return panel;
}
/// Those that it has room for, a bit each (flow::KioskFacts::layouts).
inline unsigned layouts_of(const Panel& panel) {
    unsigned bits = bit_of(flow::Layout::automatic);
    for (const auto layout : base::kValuesOf<flow::Layout>)
        if (panel.has_room(class_of(layout))) bits |= bit_of(layout);
    return bits;
}

}  // namespace uketsuke::ui
