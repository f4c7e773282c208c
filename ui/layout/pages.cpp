// SPDX-License-Identifier: Apache-2.0
#include "pages.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace uketsuke::ui {
namespace {

using Kind = Box::Kind;

std::size_t nodes_in(const Box& box) {
    std::size_t count = box.node.id.empty() ? 0 : 1;
    if (box.kind == Kind::fit) return count + (box.inside.empty() ? 0 : nodes_in(box.inside.front()));
    for (const auto& one : box.inside) count += nodes_in(one);
    return count;
}

bool is_empty(const Box& box) { return box.kind == Kind::nothing || nodes_in(box) == 0; }
bool is_leaf(const Box& box) { return box.kind == Kind::leaf; }

/// In a fit the ways are sizes of one text.
bool is_text(const Box& box) {
    return is_leaf(box) || (box.kind == Kind::fit && std::ranges::all_of(box.inside, is_leaf));
}
bool is_heading(const Box& box) {
    return is_leaf(box) ? box.node.role == Role::heading : is_text(box) && is_heading(box.inside.front());
}

const Box& last_whole_way(const Box& fit) {
    const auto all = nodes_in(fit.inside.front());
    return *std::find_if(fit.inside.rbegin(), fit.inside.rend(), [&](const Box& way) { return nodes_in(way) == all; });
}

void add_parts(Box box, Parts& parts) {
    if (is_empty(box)) return;
    std::erase_if(box.inside, is_empty);
    const bool alone = box.kind == Kind::row && box.inside.size() == 1 && box.node.id.empty();
    if (box.together || !(box.kind == Kind::column || alone)) return parts.push_back(std::move(box));
    for (auto& one : box.inside) add_parts(std::move(one), parts);
}

/// Where the next sentence begins; npos: it is the last.
std::size_t next_sentence(std::string_view text) {
    constexpr std::array<std::string_view, 6> kEnds{"。", "။", "।", ". ", "? ", "! "};
    auto first = std::string_view::npos;
    for (const auto end : kEnds)
        if (const auto at = text.find(end); at != text.npos) first = std::min(first, at + end.size());
    return first >= text.size() ? text.npos : first;
}

/// A text of several sentences, each by itself.
Parts sentences_of(const Box& text) {
    if (!is_leaf(text) || text.node.role != Role::text || text.node.key.empty()) return {};
    Parts parts;
    for (std::string_view rest = text.node.text; !rest.empty();) {
        const auto end = std::min(next_sentence(rest), rest.size());
        parts.push_back(text);
        auto& node = parts.back().node;
        node.text = rest.substr(0, end);
        if (parts.size() > 1) node.id += "." + std::to_string(parts.size());
        rest.remove_prefix(end);
        while (rest.starts_with('|') || rest.starts_with(' ') || rest.starts_with('\n')) rest.remove_prefix(1);
    }
    return parts;
}

}  // namespace

Parts parts_of(Box box) {
    Parts parts;
    add_parts(std::move(box), parts);
    return parts;
}

Parts parts_of_part(const Box& part) {
    if (auto sentences = sentences_of(part); !sentences.empty()) return sentences;
    if (part.kind != Kind::fit || part.together || is_text(part) || all_touch(part)) return {};
    return parts_of(last_whole_way(part));
}

Box heading_in(const Box& box) {
    if (is_heading(box)) return box;
    for (const auto& one : box.inside)
        if (auto heading = heading_in(one); heading.kind != Kind::nothing) return heading;
    return {};
}

std::vector<Parts> pages_of(Parts parts, const std::function<bool(const Parts&, std::size_t, bool)>& fits) {
    std::vector<Parts> pages;
    Parts page;
    for (std::size_t i = 0; i < parts.size();) {
        page.push_back(parts[i]);
        if (fits(page, pages.size(), i + 1 == parts.size())) {
            ++i;
            continue;
        }
        page.pop_back();
        if (!page.empty()) {
            pages.push_back(std::exchange(page, {}));
            continue;
        }
        auto smaller = parts_of_part(parts[i]);
        if (smaller.size() < 2) return {};
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
        parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(i), smaller.begin(), smaller.end());
    }
    if (!page.empty()) pages.push_back(std::move(page));
    return pages;
}

}  // namespace uketsuke::ui
