// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "speed.hpp"
#include "tools/eval/report/document.hpp"

namespace uketsuke::tools::eval {

/// Times as ratios to one forward of the detector, with the goals beside them.
Document document_of(const std::string& title, const Speed& speed);

}  // namespace uketsuke::tools::eval
