// SPDX-License-Identifier: Apache-2.0
// TensorFlow Lite to ONNX, which OpenCV 4.6 reads. Set-up time only: the firmware never sees the original.
#pragma once

#include <string>

#include "firmware/base/error.hpp"
#include "graph.hpp"

namespace uketsuke::tools::convert {

/// An ONNX file with batch 1 and channels first; input and output keep their names. Weights keep their bits, and the
/// same graph gives the same bytes. x·(x > 0) + c·(x − |x|), TensorFlow's way of writing PReLU, becomes one operator
/// again. Errors: model_invalid with what is not converted: an addition of unlike shapes, ABS, MUL or SUB outside a
/// PReLU, a reshape of more than one place.
base::Result<std::string> to_onnx(const Graph& graph);

}  // namespace uketsuke::tools::convert
