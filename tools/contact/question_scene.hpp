// SPDX-License-Identifier: Apache-2.0
// A question of a first contact as a scene of the product's own kind: words, and buttons for fingers.
#pragma once

#include <string>
#include <vector>

#include "ui/scene/measure.hpp"

namespace uketsuke::tools::contact {

struct Question {
    std::string title;
    std::string text;                  ///< what is to be read before; may be long
    std::vector<std::string> answers;  ///< what their buttons say; touched, they are Tap{choose, place from 1 on}
};

/// The text in parts that have room beside title and buttons; at least one.
std::vector<std::string> pages_of(const Question& question, const ui::Panel& panel, const ui::Measure& measure);

/// One page of them. The answers stand on the last one; before it Tap{next} leads on.
ui::Scene question_scene(const Question& question, const std::vector<std::string>& pages, std::size_t page,
                         const ui::Panel& panel);

}  // namespace uketsuke::tools::contact
