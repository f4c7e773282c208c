// SPDX-License-Identifier: Apache-2.0
// The kiosk works: what it does, in one sentence, and what not to do meanwhile.
#include "families.hpp"

namespace uketsuke::ui::screens {

Scene wait(Page page) {
    page.undivided();
    const double side = page.roomy() ? 64 : page.ample() && !page.compact() ? 32 : 20;
    auto said = column({page.part({.id = "ring", .role = Role::progress}).sized(side, side),
                        page.heading(page.key("title"), kTitle).aligned(Align::centre),
                        page.text("body", page.key("body")).aligned(Align::centre)});
    return std::move(page).show(page.sheet(std::move(said).gapped(page.air(6)).centred()));
}

}  // namespace uketsuke::ui::screens
