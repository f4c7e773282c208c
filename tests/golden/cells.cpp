// SPDX-License-Identifier: Apache-2.0
#include "cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "firmware/base/enumeration.hpp"
#include "firmware/flow/state_table.hpp"
#include "ui/paint/painter.hpp"

namespace uketsuke::tests {
namespace {

/// Small, and not what a screen says: marks and names around it.
bool is_label(const ui::Node& node) {
    const std::string_view id = node.id;
    const bool word_of_key = node.role == ui::Role::key && node.text.size() > 1;
    return word_of_key || node.role == ui::Role::mark || node.role == ui::Role::stepper || node.role == ui::Role::rail ||
           id == "caption" || id == "step" || id.starts_with("number") || id.starts_with("name_") ||
           id.starts_with("line_") || id == "help";
}

/// Bears its own size: what it would make of everything.
bool is_sample(const ui::Node& node) { return node.id == "comfort.small" || node.id == "comfort.standard"; }

bool in_rail(const ui::Node& node, const Cell& cell) {
    return node.role == ui::Role::rail && cell.shape.panel.layout_class() == ui::PanelClass::compact;
}

void add_texts(const Cell& cell, const ui::Scene& scene, Problems& wrong) {
    for (const auto& report : painter_of(cell.shape).check(scene)) {
        const auto& node = *scene.find(report.id);
        const auto tell = [&](std::string_view what) { wrong.push_back(report.id + std::string(what)); };
        if (!report.fits) tell(" does not fit its box");
        if (report.unknown_glyphs > 0) tell(" has letters that no font has");
        if (report.overlap_px > 0) tell(" has lines that touch");
        if (report.capital_mm <
            (is_label(node) || is_sample(node) ? kTextSizes.front().capital_mm : cell.size.capital_mm))
            tell(kSmallerThanAsked);
    }
}

Problems problems_on(const Cell& cell, const ui::Scene& scene) {
    auto wrong = geometry(scene, cell.shape.panel);
    std::ranges::move(focus(scene, cell.shape.panel), std::back_inserter(wrong));
    if (!scene.fits) wrong.push_back("there is no room for all of it");
    add_texts(cell, scene, wrong);
    for (const auto& node : scene.nodes)
        if (node.touchable() && node.text.empty()) wrong.push_back(node.id + " has no words");
    if (cell.reach)
        for (const auto& node : scene.nodes)
            if (node.touchable() && !in_rail(node, cell) && node.rect.y < cell.shape.panel.reach_mm() - 0.01)
                wrong.push_back(node.id + std::string(kTooHigh));
    return wrong;
}

}  // namespace

const ui::paint::Painter& painter_of(const Shape& shape) {
    static std::map<std::string_view, ui::paint::Painter> painters;
    const auto known = painters.find(shape.name);
    if (known != painters.end()) return known->second;
    return painters.emplace(shape.name, ui::paint::Painter::create(shape.panel).value()).first->second;
}

ui::Scene scene_in(const Cell& cell) {
    auto view = view_of(cell.sample, cell.language, ui::languages());
    view.comfort.size = cell.size.size;
    view.comfort.reach = cell.reach;
    view.page = cell.page;
    return ui::layout(view, {cell.shape.panel, painter_of(cell.shape).measure()}, ui::languages());
}

std::string_view screen_of(const Sample& sample) {
    const auto front = sample.visit.in_front;
    return front == flow::InFront::nothing ? flow::name_of(sample.visit.state) : base::enumerator_name(front);
}

Problems problems_in(Cell cell) {
    Problems all;
    for (int pages = 1; cell.page < pages; ++cell.page) {
        const auto scene = scene_in(cell);
        pages = scene.pages;
        std::ranges::move(problems_on(cell, scene), std::back_inserter(all));
    }
    return all;
}

}  // namespace uketsuke::tests
