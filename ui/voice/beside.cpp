// SPDX-License-Identifier: Apache-2.0
#include "beside.hpp"

#include <algorithm>

namespace uketsuke::ui::voice {
namespace {

bool stands_on(const Scene& scene, const std::string& text) {
    return std::ranges::any_of(
        scene.nodes, [&](const Node& node) { return ui::plain(node.text) == text || ui::plain(node.detail) == text; });
}

}  // namespace

std::string beside(const Utterance& utterance, const Scene& scene) {
    std::string words;
    for (const auto& part : utterance.parts) {
        if (stands_on(scene, part.text)) continue;
        // Words in Latin letters need a space between sentences.
        const bool spaced = !words.empty() && static_cast<unsigned char>(words.back()) < 0x80;
        words += (spaced ? " " : "") + part.text;
    }
    return words;
}

}  // namespace uketsuke::ui::voice
