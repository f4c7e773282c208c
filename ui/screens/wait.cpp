// SPDX-License-Identifier: Apache-2.0
// The kiosk works: what it does, in one sentence, and what not to do meanwhile.
#include "families.hpp"

namespace uketsuke::ui::screens {

Scene wait(Page page) {
    const auto content = page.content();
    page.sheet();
    const double middle = content.x + content.w / 2;
    page.add({.id = "ring", .role = Role::progress, .rect = {middle - 16, content.y + 14, 32, 32}});
    page.heading(page.key("title"), {content.x + 6, content.y + 53, content.w - 12, 16}, kTitle).align = Align::centre;
    page.text("body", page.key("body"), {content.x + 6, content.y + 73, content.w - 12, 10}).align = Align::centre;
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
