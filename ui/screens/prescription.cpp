// SPDX-License-Identifier: Apache-2.0
// Which of the stored e-prescriptions this pharmacy shall dispense. Dates and issuers only, no medicine.
#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;

constexpr int kColumnLines = 3;

/// The first words of a long name often tell only what kind of body it is, and would leave no room for the name.
std::string_view without_legal_form(std::string_view issuer) {
    for (auto space = issuer.find(' '); space != std::string_view::npos; space = issuer.find(' ')) {
        if (issuer.substr(0, space).find("法人") == std::string_view::npos) break;
        issuer.remove_prefix(space + 1);
    }
    return issuer;
}

void line(Page& page, int i, const Rect& rect, int width) {
    const auto& one = page.view().prescriptions.at(static_cast<std::size_t>(i));
    auto& node = page.add({.id = "prescription_" + std::to_string(i), .role = Role::tick, .rect = rect});
    node.text = fill(page.text_of(page.key("issued")), "{date}", page.words().written(one.issued));
    node.key = page.key("issued");
    node.detail = shortened(without_legal_form(one.issuer), width);
    node.touch = flow::Tap{Action::toggle, i};
    node.style = Style::secondary;
    node.em = kBody;
    node.value = one.ticked ? 1 : 0;
    node.total = 1;
}

}  // namespace

Scene prescription_choice(Page page) {
    const auto content = page.content();
    page.heading(page.key("title"), {content.x, content.y + 3, content.w, 12}).align = Align::centre;
    const int count = static_cast<int>(page.view().prescriptions.size());
    const int columns = count > kColumnLines ? 2 : 1;
    for (int i = 0; i < count; ++i) {
        const Rect row{content.x, content.y + 17 + (i % kColumnLines) * 21.5, content.w, kButton - 0.5};
        line(page, i, column(row, columns, i / kColumnLines), columns == 2 ? 12 : 26);
    }
    const Rect below{content.x, content.y + 81.5, content.w, 18};
    page.text("body", page.key(page.view().more_prescriptions ? "more" : "body"),
              {below.x, below.y, below.w - 90, below.h})
        .valign = Valign::middle;
    page.button({Action::confirm}, "common.go_on", {below.right() - 84, below.y, 84, below.h}, Style::primary,
                Icon::next);
    return std::move(page).finish();
}

}  // namespace uketsuke::ui::screens
