// SPDX-License-Identifier: Apache-2.0
#include "arrange.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_map>

#include "share.hpp"

namespace uketsuke::ui {
namespace {

constexpr double kRounding = 1e-6;

/// A box, and the room for which its need is known.
struct Known {
    const Box* box;
    double w, h;
    bool operator==(const Known&) const = default;
};
struct HashOfKnown {
    std::size_t operator()(const Known& known) const {
        const auto box = std::hash<const void*>{}(known.box);
        return (box * 31 + std::hash<double>{}(known.w)) * 31 + std::hash<double>{}(known.h);
    }
};

class Arrangement {
public:
    explicit Arrangement(const Measure& measure) : measure_(measure) {}

    Size need(const Box& box, const Size& room) {
        // Only boxes that can be shown in several ways look at the height that there is.
        const Known key{&box, room.w, varies(box) ? room.h : 0};
        if (const auto known = known_.find(key); known != known_.end()) return known->second;
        const Size inner{std::min(room.w, box.most.w) - 2 * box.pad.w, std::min(room.h, box.most.h) - 2 * box.pad.h};
        const auto content = need_inside(box, inner);
        const Size size{std::max(content.w + 2 * box.pad.w, box.least.w),
                        std::max(content.h + 2 * box.pad.h, box.least.h)};
        known_.emplace(key, size);
        return size;
    }

    void place(const Box& box, const Rect& given) {
        const auto rect = part_for(box, given);
        if (!box.node.id.empty()) {
            nodes.push_back(box.node);
            nodes.back().rect = rect;
        }
        const Rect inner{rect.x + box.pad.w, rect.y + box.pad.h, rect.w - 2 * box.pad.w, rect.h - 2 * box.pad.h};
        if (box.kind == Box::Kind::row) place_row(box, inner);
        if (box.kind == Box::Kind::column) place_column(box, inner);
        if (box.kind == Box::Kind::fit) place(way(box, {inner.w, inner.h}), inner);
    }

    std::vector<Node> nodes;

private:
    using Boxes = std::vector<const Box*>;

    static Boxes there(const Box& box) {
        Boxes all;
        for (const auto& one : box.inside)
            if (one.kind != Box::Kind::nothing) all.push_back(&one);
        return all;
    }
    static double gaps(const Box& box, std::size_t count) { return count > 1 ? box.gap * double(count - 1) : 0; }

    bool varies(const Box& box) {
        if (const auto known = varies_.find(&box); known != varies_.end()) return known->second;
        const bool any = box.kind == Box::Kind::fit ||
                         std::ranges::any_of(box.inside, [this](const Box& one) { return varies(one); });
        return varies_.emplace(&box, any).first->second;
    }

    Size need_inside(const Box& box, const Size& room) {
        switch (box.kind) {
            case Box::Kind::leaf: return measure_.of(box.node, room.w);
            case Box::Kind::row: return need_of_row(box, room);
            case Box::Kind::column: return need_of_column(box, room);
            case Box::Kind::fit: return need(way(box, room), room);
            case Box::Kind::nothing: return {};
        }
        return {};
    }

    /// The first that fits; else the lowest of those that are not too wide; else the narrowest.
    const Box& way(const Box& box, const Size& room) {
        const Box *lowest = nullptr, *narrowest = &box.inside.back();
        for (const auto& one : box.inside) {
            const auto size = need(one, room);
            if (size.w > room.w + kRounding) {
                if (size.w < need(*narrowest, room).w) narrowest = &one;
                continue;
            }
            if (size.h <= room.h + kRounding) return one;
            if (lowest == nullptr || size.h < need(*lowest, room).h) lowest = &one;
        }
        return lowest == nullptr ? *narrowest : *lowest;
    }

    std::vector<double> widths(const Box& box, const Boxes& all, const Size& room) {
        std::vector<Want> wants;
        for (const auto* one : all)
            wants.push_back({need(*one, {0, room.h}).w, need(*one, {kAny, room.h}).w, one->most.w, one->grow});
        return share(std::move(wants), room.w - gaps(box, all.size()), box.same);
    }

    /// Those that can be shown in several ways take the largest that leaves the others their least.
    std::vector<double> least_heights(const Box& box, const Boxes& all, const Size& room) {
        std::vector<double> heights;
        for (const auto* one : all) heights.push_back(need(*one, {width_of(*one, room.w), 0}).h);
        double rest = room.h - gaps(box, all.size()) - sum(heights);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const double height = need(*all[i], {width_of(*all[i], room.w), heights[i] + std::max(rest, 0.0)}).h;
            rest -= height - heights[i];
            heights[i] = height;
        }
        return heights;
    }

    double width_of(const Box& box, double room) {
        return box.floating ? std::min(need(box, {room, kAny}).w, room) : room;
    }

    Size need_of_row(const Box& box, const Size& room) {
        const auto all = there(box);
        const auto wide = widths(box, all, room);
        Size size{gaps(box, all.size()), 0};
        double widest = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto one = need(*all[i], {wide[i], room.h});
            size.w += one.w;
            widest = std::max(widest, one.w);
            size.h = std::max(size.h, one.h);
        }
        if (box.same) size.w = gaps(box, all.size()) + widest * double(all.size());
        return size;
    }

    Size need_of_column(const Box& box, const Size& room) {
        const auto all = there(box);
        const auto heights = least_heights(box, all, room);
        Size size{0, gaps(box, all.size())};
        double highest = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            size.w = std::max(size.w, need(*all[i], {width_of(*all[i], room.w), heights[i]}).w);
            size.h += heights[i];
            highest = std::max(highest, heights[i]);
        }
        if (box.same) size.h = gaps(box, all.size()) + highest * double(all.size());
        return size;
    }

    void place_row(const Box& box, const Rect& rect) {
        const auto all = there(box);
        const auto wide = widths(box, all, {rect.w, rect.h});
        double x = rect.x;
        if (box.packed) x += std::max(0.0, rect.w - sum(wide) - gaps(box, all.size())) / 2;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const double h = all[i]->floating ? std::min(need(*all[i], {wide[i], rect.h}).h, rect.h) : rect.h;
            place(*all[i], {x, rect.y + (rect.h - h) / 2, wide[i], h});
            x += wide[i] + box.gap;
        }
    }

    void place_column(const Box& box, const Rect& rect) {
        const auto all = there(box);
        const auto least = least_heights(box, all, {rect.w, rect.h});
        std::vector<Want> wants;
        for (std::size_t i = 0; i < all.size(); ++i)
            wants.push_back({least[i], least[i], all[i]->most.h, all[i]->grow});
        const auto heights = share(std::move(wants), rect.h - gaps(box, all.size()), box.same);
        double y = rect.y;
        if (box.packed) y += std::max(0.0, rect.h - sum(heights) - gaps(box, all.size())) / 2;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const double w = width_of(*all[i], rect.w);
            place(*all[i], {rect.x + (rect.w - w) / 2, y, w, heights[i]});
            y += heights[i] + box.gap;
        }
    }

    /// The part of its place that a box takes: at most so much, unless it needs more; of its shape; in the middle.
    Rect part_for(const Box& box, const Rect& rect) {
        const auto least = need(box, {rect.w, rect.h});
        double w = std::min(rect.w, std::max(box.most.w, least.w));
        double h = std::min(rect.h, std::max(box.most.h, least.h));
        if (box.ratio > 0) {
            w = std::min(w, h * box.ratio);
            h = std::min(h, w / box.ratio);
        }
        return {rect.x + (rect.w - w) / 2, rect.y + (rect.h - h) / 2, w, h};
    }

    const Measure& measure_;
    std::unordered_map<Known, Size, HashOfKnown> known_;
    std::unordered_map<const Box*, bool> varies_;
};

}  // namespace

std::vector<Node> arrange(const Box& box, const Rect& whole, const Measure& measure) {
    Arrangement arrangement(measure);
    arrangement.place(box, whole);
    return std::move(arrangement.nodes);
}

Size needed(const Box& box, const Size& room, const Measure& measure) { return Arrangement(measure).need(box, room); }

bool texts_have_room(const std::vector<Node>& nodes, const Measure& measure) {
    constexpr double kPixel = 0.2;
    return std::ranges::all_of(nodes, [&](const Node& node) {
        constexpr std::array kFilled{Role::text, Role::heading, Role::item, Role::camera_view};
        if (std::ranges::find(kFilled, node.role) == kFilled.end()) return true;
        const auto wants = measure.of(node, node.rect.w);
        const bool shaped = node.role == Role::camera_view;  // it may be narrower than its words
        return wants.h <= node.rect.h + kPixel && (!shaped || wants.w <= node.rect.w + 3 * kPixel);
    });
}

}  // namespace uketsuke::ui
