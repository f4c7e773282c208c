// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/eval/report/document.hpp"
#include "speed.hpp"

namespace uketsuke::models::eval {

/// Times as ratios to one forward of the detector, with the goals beside them.
Document document_of(const std::string& title, const Speed& speed);

}  // namespace uketsuke::models::eval
