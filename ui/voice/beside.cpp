// SPDX-License-Identifier: Apache-2.0
#include "beside.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace uketsuke::ui::voice {
namespace {

constexpr std::size_t kLine = 66;  // bytes: 22 letters of kanji and kana, some 60 Latin ones
constexpr std::array<std::string_view, 6> kMarks{"。", "、", "，", ". ", ", ", "? "};

bool stands_on(const Scene& scene, const std::string& text) {
    return std::ranges::any_of(
        scene.nodes, [&](const Node& node) { return ui::plain(node.text) == text || ui::plain(node.detail) == text; });
}

/// Up to and with the first mark.
std::string_view first_words(std::string_view text) {
    auto end = text.size();
    for (const auto mark : kMarks)
        if (const auto at = text.find(mark); at != std::string_view::npos) end = std::min(end, at + mark.size());
    return text.substr(0, end);
}

/// Where a line may end between the pieces.
void add_lines(std::vector<std::string>& lines, std::string_view text) {
    const auto before = lines.size();
    while (!text.empty()) {
        const auto words = first_words(text);
        text.remove_prefix(words.size());
        if (lines.size() == before || lines.back().size() + words.size() > kLine)
            lines.emplace_back(words);
        else
            lines.back().append("|").append(words);
    }
}

}  // namespace

std::vector<std::string> beside(const Utterance& utterance, const Scene& scene) {
    std::vector<std::string> lines;
    for (const auto& part : utterance.parts)
        if (!stands_on(scene, part.text)) add_lines(lines, part.text);
    return lines;
}

}  // namespace uketsuke::ui::voice
