// SPDX-License-Identifier: Apache-2.0
// The screens, by family. Only screens.cpp calls them.
#pragma once

#include "page.hpp"

namespace uketsuke::ui::screens {

Scene idle(Page page);       ///< idle
Scene take_card(Page page);  ///< card_problem, result_valid, take_card, card_left: the card leaves
Scene choose_identity(Page page);
Scene pin_entry(Page page);
Scene face_capture(Page page);
Scene consent(Page page);
Scene wait(Page page);    ///< the kiosk works; nothing to answer
Scene notice(Page page);  ///< one message and at most three ways on
Scene out_of_service(Page page);

}  // namespace uketsuke::ui::screens
