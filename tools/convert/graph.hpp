// SPDX-License-Identifier: Apache-2.0
// A network as plain data, in TensorFlow Lite's terms: activations are batch, height, width, channels.
#pragma once

#include <string>
#include <vector>

namespace uketsuke::tools::convert {

/// The numbers of TensorFlow Lite's schema (BuiltinOperator).
enum class Kind { add = 0, conv = 3, depthwise_conv = 4, mul = 18, relu = 19, reshape = 22, sub = 41, abs = 101 };

struct Tensor {
    std::string name;
    std::vector<int> shape;
    std::vector<float> values;  ///< of a constant; empty for what the network computes
    [[nodiscard]] bool constant() const { return !values.empty(); }
};

struct Operator {
    Kind kind = Kind::add;
    std::vector<int> inputs, outputs;  ///< indices of tensors; -1 for an input that is left out
    bool same = true;                  ///< padding SAME, or else VALID
    int stride_height = 1, stride_width = 1, dilation_height = 1, dilation_width = 1;
};

/// One input, one output; operators in an order in which they can run.
struct Graph {
    std::vector<Tensor> tensors;
    std::vector<Operator> operators;
    int input = 0, output = 0;
};

}  // namespace uketsuke::tools::convert
