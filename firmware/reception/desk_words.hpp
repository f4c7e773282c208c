// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "firmware/domain/desk_guide.hpp"
#include "firmware/domain/staff.hpp"

namespace uketsuke::reception {

/// What a note says to the clerk: the next step, then what counts on that day in the order to ask for it.
std::string desk_words(const domain::DeskGuide& guide, const domain::DeskNote& note);

}  // namespace uketsuke::reception
