// SPDX-License-Identifier: Apache-2.0
// A measure without fonts: every byte is as wide as the text is high, a line half as high again.
#pragma once

#include <algorithm>

#include "ui/scene/measure.hpp"

namespace uketsuke::test {

class EvenLetters : public ui::Measure {
public:
    [[nodiscard]] ui::Size of(const ui::Node& node, double width) const override {
        if (node.text.empty()) return {};
        ui::Size size{0, node.em * 1.5};
        double used = 0, phrase = 0;
        const auto end_phrase = [&] {
            if (used > 0 && used + phrase > width) {
                size.h += node.em * 1.5;
                used = 0;
            }
            used += phrase;
            phrase = 0;
            size.w = std::max(size.w, used);
        };
        for (const char c : node.text) {
            if (c == '|') {
                end_phrase();
            } else {
                phrase += node.em;
            }
        }
        end_phrase();
        return size;
    }
};

}  // namespace uketsuke::test
