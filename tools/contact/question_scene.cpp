// SPDX-License-Identifier: Apache-2.0
#include "question_scene.hpp"

#include <fmt/format.h>

namespace uketsuke::tools::contact {
namespace {

using flow::Action;
using flow::Tap;
using ui::Node;
using ui::Rect;
using ui::Role;

// Millimetres.
constexpr double kMargin = 7, kGap = 4, kTitle = 20, kButton = 17, kTitleEm = 5.2, kTextEm = 3.4, kButtonEm = 4.6;
constexpr std::size_t kPerRow = 3;

std::size_t rows_of(std::size_t buttons) { return (buttons + kPerRow - 1) / kPerRow; }

/// The text is on no page lower than where the most buttons begin.
Rect text_place(const Question& question, const ui::Panel& panel) {
    const double buttons = static_cast<double>(rows_of(question.answers.size())) * (kButton + kGap);
    const double top = kMargin + kTitle;
    return {kMargin, top, panel.width_mm() - 2 * kMargin, panel.height_mm() - top - buttons - kMargin};
}

Node text_node(std::string text, const Rect& place) {
    return {.id = "text", .role = Role::text, .rect = place, .text = std::move(text), .em = kTextEm, .language = "en"};
}

Node button(std::string id, std::string text, const Rect& place, Tap tap) {
    return {.id = std::move(id),
            .role = Role::button,
            .rect = place,
            .text = std::move(text),
            .touch = tap,
            .style = ui::Style::primary,
            .em = kButtonEm,
            .bold = true,
            .align = ui::Align::centre,
            .valign = ui::Valign::middle,
            .language = "en"};
}

/// Lines of a text; '|' would be a mark where a line may end.
std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines(1);
    for (const char c : text) {
        if (c == '\n')
            lines.emplace_back();
        else if (c != '|')
            lines.back() += c;
    }
    return lines;
}

void add_buttons(const std::vector<std::pair<std::string, Tap>>& buttons, const ui::Panel& panel, ui::Scene& scene) {
    const auto rows = rows_of(buttons.size());
    const double width = panel.width_mm() - 2 * kMargin;
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        const auto in_row = std::min(kPerRow, buttons.size() - i / kPerRow * kPerRow);
        const double each = (width - kGap * static_cast<double>(in_row - 1)) / static_cast<double>(in_row);
        const double x = kMargin + static_cast<double>(i % kPerRow) * (each + kGap);
        const double below = static_cast<double>(rows - i / kPerRow) * (kButton + kGap);
        scene.nodes.push_back(button(fmt::format("answer_{}", i + 1), buttons[i].first,
                                     {x, panel.height_mm() - kMargin + kGap - below, each, kButton},
                                     buttons[i].second));
    }
}

}  // namespace

std::vector<std::string> pages_of(const Question& question, const ui::Panel& panel, const ui::Measure& measure) {
    const auto place = text_place(question, panel);
    std::vector<std::string> pages(1);
    for (const auto& line : lines_of(question.text)) {
        const auto longer = pages.back().empty() ? line : pages.back() + "\n" + line;
        if (!pages.back().empty() && measure.of(text_node(longer, place), place.w).h > place.h)
            pages.push_back(line);
        else
            pages.back() = longer;
    }
    return pages;
}

ui::Scene question_scene(const Question& question, const std::vector<std::string>& pages, std::size_t page,
                         const ui::Panel& panel) {
    ui::Scene scene;
    scene.screen = fmt::format("first_contact {} {}", question.title, page + 1);
    scene.language = "en";
    const bool last = page + 1 == pages.size();
    const auto title =
        pages.size() > 1 ? fmt::format("{} ({} of {})", question.title, page + 1, pages.size()) : question.title;
    scene.nodes.push_back({.id = "title",
                           .role = Role::heading,
                           .rect = {kMargin, kMargin, panel.width_mm() - 2 * kMargin, kTitle - kGap},
                           .text = lines_of(title).front(),
                           .em = kTitleEm,
                           .bold = true,
                           .language = "en"});
    scene.nodes.push_back(text_node(pages[page], text_place(question, panel)));
    std::vector<std::pair<std::string, Tap>> buttons;
    if (!last) buttons.emplace_back("Read on", Tap{Action::next});
    for (std::size_t i = 0; last && i < question.answers.size(); ++i)
        buttons.emplace_back(question.answers[i], Tap{Action::choose, static_cast<int>(i) + 1});
    add_buttons(buttons, panel, scene);
    return scene;
}

}  // namespace uketsuke::tools::contact
