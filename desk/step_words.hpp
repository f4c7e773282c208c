// SPDX-License-Identifier: Apache-2.0
// A step of a visit in the clerk's words: what the patient sees there, and the sentence to say across the room to
// somebody who is stuck in it.
#pragma once

#include <string_view>

namespace uketsuke::desk {

struct StepWords {
    std::string_view step;  ///< in a few letters
    std::string_view say;   ///< empty: nobody is asked anything there
};

/// By flow::State's name; of a name that is none (another version's kiosk) the name itself.
StepWords words_of(std::string_view state);

}  // namespace uketsuke::desk
