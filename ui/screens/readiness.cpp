// SPDX-License-Identifier: Apache-2.0
// For staff: what the kiosk found when it looked whether it is ready for the day, in the words of that look.
#include <utility>
#include <vector>

#include "families.hpp"

namespace uketsuke::ui::screens {
namespace {

using flow::Action;
using Kind = domain::StaffLine::Kind;

Tone tone_of(Kind kind) {
    switch (kind) {
        case Kind::well: return Tone::success;
        case Kind::soon:
        case Kind::wrong: return Tone::warning;
        case Kind::plain: break;
    }
    return Tone::neutral;
}

Box line_of(const Page& page, const domain::StaffLine& line, std::size_t place) {
    return page.part({.id = "line_" + std::to_string(place),
                      .text = broken_anywhere(line.text),
                      .tone = tone_of(line.kind),
                      .em = kLabel,
                      .bold = line.kind == Kind::wrong || line.kind == Kind::soon,
                      .language = "ja"});
}

}  // namespace

std::string broken_anywhere(std::string_view text) {
    const auto is_first = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; };
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto rest = text.substr(at);
        const bool closes = rest.starts_with("。") || rest.starts_with("、") || rest.starts_with("：");
        const bool wide = (static_cast<unsigned char>(text[at]) & 0x80U) != 0;
        if (at > 0 && wide && is_first(text[at]) && !closes) out += '|';
        out += text[at];
    }
    return out;
}

std::vector<Box> staff_lines(const Page& page) {
    std::vector<Box> lines;
    for (std::size_t i = 0; i < page.view().found.size(); ++i) lines.push_back(line_of(page, page.view().found[i], i));
    return lines;
}

/// On as many pages as it takes.
Scene readiness(Page page) {
    std::vector<Box> all{page.heading(page.key("title"))};
    for (auto& line : staff_lines(page)) all.push_back(std::move(line));
    all.push_back(row({page.way(Action::retry, "common.retry", Style::secondary, Icon::retry),
                       page.way(Action::print, page.key("print"), Style::secondary, Icon::paper)})
                      .kept_together());
    return std::move(page).show(column(std::move(all)).gapped(1));
}

}  // namespace uketsuke::ui::screens
