// SPDX-License-Identifier: Apache-2.0
// The screens, by family. Only screens.cpp calls them.
#pragma once

#include "page.hpp"

namespace uketsuke::ui::screens {

// card.cpp: a picture and one large sentence
Scene idle(Page page);
Scene service_away(Page page);
Scene card_problem(Page page);
Scene phone_wait(Page page);
Scene show_code(Page page);
Scene way_set(Page page);
Scene card_back(Page page);  ///< the card leaves: done, take it, do take it

// choose.cpp: large buttons of equal size
Scene choose_identity(Page page);
Scene choose_phone(Page page);
Scene options(Page page);  ///< a question with one of several answers

// pad.cpp: digits
Scene pin_entry(Page page);
Scene staff_password(Page page);
Scene number_b_entry(Page page);
Scene appointment_entry(Page page);

Scene face_capture(Page page);

// consent.cpp
Scene consent(Page page);
Scene consent_items(Page page);
Scene consent_more(Page page);

// question.cpp: a few lines, then two equal answers or the ways on
Scene question(Page page);  ///< yes or no, also one by one
Scene registration_offer(Page page);
Scene staff_confirm(Page page);
Scene accompanied(Page page);
Scene look_away(Page page);
Scene result_remark(Page page);

// for staff: settings.cpp and panel_tests.cpp
Scene settings(Page page);
Scene setting_choice(Page page);
Scene touch_test(Page page);
Scene picture_test(Page page);
Scene readiness(Page page);  ///< readiness.cpp
/// What was written elsewhere has no marks: a line may end after each letter of Japanese, but not before a full stop or
/// comma.
std::string broken_anywhere(std::string_view text);
/// ViewModel::found.
std::vector<Box> staff_lines(const Page& page);

Scene list(Page page);  ///< list.cpp: a question whose answer is ticked
Scene review(Page page);

// in front of any other
Scene languages(Page page);
Scene comfort(Page page);

Scene appointment_told(Page page);  ///< appointment.cpp

Scene wait(Page page);    ///< the kiosk works; nothing to answer
Scene notice(Page page);  ///< one message and at most three ways on

// guidance.cpp: what to show at the desk instead
Scene guidance(Page page);
Scene without_card(Page page);
Scene out_of_service(Page page);

}  // namespace uketsuke::ui::screens
