// SPDX-License-Identifier: Apache-2.0
// A taught network as the reader opens it.
#pragma once

#include <string>

#include "network.hpp"

namespace uketsuke::tools::teach {

/// An ONNX file: [1, inputs, 1, kWindowsAtOnce], a window a column, to [1, 1, kWindowsAtOnce, outputs], a row of
/// probabilities each. Layers are convolutions of one pixel, which OpenCV computes several times as fast as it
/// multiplies matrices. Weights are rounded to six digits. The same network gives the same bytes.
std::string to_onnx(const Network& network);

}  // namespace uketsuke::tools::teach
