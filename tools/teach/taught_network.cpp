// SPDX-License-Identifier: Apache-2.0
#include "taught_network.hpp"

#include <fmt/format.h>

#include "drivers/card_front/glyph_window.hpp"
#include "tools/convert/onnx.hpp"

namespace uketsuke::tools::teach {
namespace {

using drivers::card_front::kWindowsAtOnce;
using tools::convert::OnnxWriter;

std::vector<float> rounded(const cv::Mat& matrix) {
    std::vector<float> values;
    for (const float value : cv::Mat_<float>(matrix)) values.push_back(std::stof(fmt::format("{:.6g}", value)));
    return values;
}

/// All columns of `input` times the weights.
void add_layer(OnnxWriter& onnx, const std::string& input, const std::string& name, const cv::Mat& weights,
               const cv::Mat& bias) {
    onnx.constant(name + "_weights", {weights.cols, weights.rows, 1, 1}, rounded(weights.t()));
    onnx.constant(name + "_bias", {bias.cols}, rounded(bias));
    onnx.node(
        "Conv", {input, name + "_weights", name + "_bias"}, name,
        {{"dilations", {1, 1}}, {"group", {1}}, {"kernel_shape", {1, 1}}, {"pads", {0, 0, 0, 0}}, {"strides", {1, 1}}});
}

}  // namespace

std::string to_onnx(const Network& network) {
    const auto parts = network.parts();
    OnnxWriter onnx;
    onnx.input("windows", {1, parts[0].rows, 1, kWindowsAtOnce});
    add_layer(onnx, "windows", "hidden", parts[0], parts[1]);
    onnx.node("Relu", {"hidden"}, "inner");
    add_layer(onnx, "inner", "scores", parts[2], parts[3]);
    onnx.node("Transpose", {"scores"}, "rows", {{"perm", {0, 2, 3, 1}}});
    onnx.node("Softmax", {"rows"}, "symbols", {{"axis", {3}}});
    onnx.output("symbols", {1, 1, kWindowsAtOnce, parts[3].cols});
    return onnx.finish();
}

}  // namespace uketsuke::tools::teach
