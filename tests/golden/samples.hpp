// SPDX-License-Identifier: Apache-2.0
// A visit for every screen, as the flow could have made it, and the pictures that stand in for a camera.
#pragma once

#include <string>
#include <vector>

#include "firmware/domain/image.hpp"
#include "firmware/flow/visit.hpp"
#include "ui/locale/languages.hpp"
#include "ui/screens/screens.hpp"

namespace uketsuke::tests {

struct Sample {
    std::string name;  ///< of the golden, without language
    flow::Visit visit;
};

/// All states, and the variants of a state that look different. Every error that a screen explains is among them.
std::vector<Sample> samples();
/// The sample in the language of that code, one of those that the kiosk offers, as the simulator shows it.
ui::ViewModel view_of(const Sample& sample, std::string_view language,
                      const ui::Languages& offered = ui::reviewed_languages());
const Sample& sample(std::string_view name);
/// The reference panel with the fonts of the product.
const ui::MeasuredPanel& panel();

/// 640 × 480: a drawn figure, nobody's face.
domain::Frame drawn_figure();

}  // namespace uketsuke::tests
