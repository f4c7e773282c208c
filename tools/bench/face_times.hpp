// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "figures.hpp"

namespace uketsuke::tools::bench {

/// The face pipeline alone: frames in ratios to one forward of its detector, the decision, memory in a process of its
/// own, allocations against bare OpenCV's. False: it could not be measured; standard error says why.
bool bench_face(Figures& figures);

}  // namespace uketsuke::tools::bench
