// SPDX-License-Identifier: Apache-2.0
#include "box.hpp"

#include <algorithm>
#include <utility>

namespace uketsuke::ui {
namespace {

constexpr double kFinger = 12.7;
constexpr double kFirmFinger = 16;  ///< of keys and answers

Size least_for_finger(const Node& node) {
    if (!node.touchable()) return {};
    if (node.role == Role::key) return {kFirmFinger, kFirmFinger};
    return {kFinger, node.style == Style::neutral ? kFinger : kFirmFinger};
}

Box made(Box::Kind kind, std::vector<Box> inside) {
    Box box;
    box.kind = kind;
    box.inside = std::move(inside);
    return box;
}

}  // namespace

Box leaf(Node node) {
    Box box;
    box.kind = Box::Kind::leaf;
    box.least = least_for_finger(node);
    box.node = std::move(node);
    return box;
}

Box row(std::vector<Box> inside) { return made(Box::Kind::row, std::move(inside)); }
Box column(std::vector<Box> inside) { return made(Box::Kind::column, std::move(inside)); }
Box fit(std::vector<Box> ways) { return made(Box::Kind::fit, std::move(ways)); }

Box grid(int columns, std::vector<Box> inside) {
    const auto width = static_cast<std::size_t>(columns);
    std::vector<Box> rows;
    for (std::size_t first = 0; first < inside.size(); first += width) {
        std::vector<Box> cells(width, space());
        const auto count = std::min(width, inside.size() - first);
        std::move(inside.begin() + static_cast<std::ptrdiff_t>(first),
                  inside.begin() + static_cast<std::ptrdiff_t>(first + count), cells.begin());
        for (auto& cell : cells) cell.grow = 1;
        rows.push_back(row(std::move(cells)).even().grows());
    }
    return column(std::move(rows));
}

Box wrap(std::vector<Box> inside) {
    std::vector<Box> ways;
    for (int columns = static_cast<int>(inside.size()); columns > 0; --columns) ways.push_back(grid(columns, inside));
    return fit(std::move(ways));
}

Box largest(Box text, const std::vector<double>& ems) {
    const double grow = text.grow;
    std::vector<Box> ways(ems.size(), std::move(text));
    for (std::size_t i = 0; i < ems.size(); ++i) ways[i].node.em = ems[i];
    return fit(std::move(ways)).grows(grow);
}

bool all_touch(const Box& box) {
    if (box.kind == Box::Kind::leaf) return box.node.touchable() || box.node.id.empty();
    return std::ranges::all_of(box.inside, all_touch);
}

Box space(double weight) { return leaf({}).grows(weight); }
Box left(Box box) { return row({std::move(box), space(kRest)}); }

Box Box::grows(double weight) && {
    grow = weight;
    return std::move(*this);
}
Box Box::at_least(double w, double h) && {
    least = {std::max(least.w, w), std::max(least.h, h)};
    return std::move(*this);
}
Box Box::at_most(double w, double h) && {
    most = {w, h};
    return std::move(*this);
}
Box Box::sized(double w, double h) && { return std::move(*this).at_least(w, h).at_most(w, h); }
Box Box::shaped(double width_to_height) && {
    ratio = width_to_height;
    return std::move(*this);
}
Box Box::padded(double x, double y) && {
    pad = {x, y};
    return std::move(*this);
}
Box Box::gapped(double mm) && {
    gap = mm;
    return std::move(*this);
}
Box Box::even() && {
    same = true;
    return std::move(*this);
}
Box Box::centred() && {
    packed = true;
    return std::move(*this);
}
Box Box::afloat() && {
    floating = true;
    return std::move(*this);
}
Box Box::kept_together() && {
    together = true;
    return std::move(*this);
}
Box Box::over(Node under) && {
    node = std::move(under);
    return std::move(*this);
}
void Box::each_node(const std::function<void(Node&)>& change) {
    if (kind != Kind::fit) return change(node);
    for (auto& way : inside) way.each_node(change);
}

Box Box::bold() && {
    each_node([](Node& one) { one.bold = true; });
    return std::move(*this);
}
Box Box::aligned(Align align) && {
    each_node([&](Node& one) { one.align = align; });
    return std::move(*this);
}
Box Box::standing(Valign valign) && {
    each_node([&](Node& one) { one.valign = valign; });
    return std::move(*this);
}

}  // namespace uketsuke::ui
