// SPDX-License-Identifier: Apache-2.0
// Reads the part of a TensorFlow Lite file that the face networks of this project's packages need.
#pragma once

#include "firmware/base/bytes.hpp"
#include "firmware/base/error.hpp"
#include "graph.hpp"

namespace uketsuke::tools::convert {

/// Reads never leave `file`, whatever stands in it. Errors: model_invalid: no such file, broken, or something that is
/// not converted (another operator, a fused activation, numbers other than 32-bit floats), by name.
base::Result<Graph> read_tflite(base::ByteView file);

}  // namespace uketsuke::tools::convert
