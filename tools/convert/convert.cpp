// SPDX-License-Identifier: Apache-2.0
#include "convert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "onnx.hpp"

namespace uketsuke::tools::convert {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

/// Height, width and channels of a shape that has four sizes.
enum { kHeight = 1, kWidth = 2, kChannels = 3 };

/// What a convolution leaves out or adds at one axis.
struct Padding {
    int before = 0, after = 0;
};
/// As TensorFlow pads for SAME: the output is ⌈input / stride⌉ long, and an odd pixel is added at the end.
Padding padding(const Operator& conv, int input, int kernel, int stride, int dilation) {
    if (!conv.same) return {};
    const int output = (input + stride - 1) / stride;
    const int all = std::max(0, (output - 1) * stride + (kernel - 1) * dilation + 1 - input);
    return {all / 2, all - all / 2};
}

/// From [o, height, width, i] to [o, i, height, width]; a depthwise kernel's [1, height, width, o] to [o, 1, …].
std::vector<float> channels_first(const Tensor& weights, bool depthwise) {
    const int outer = weights.shape[0], places = weights.shape[kHeight] * weights.shape[kWidth],
              inner = weights.shape[kChannels];
    std::vector<float> out;
    out.reserve(weights.values.size());
    const auto put = [&](int o, int place, int i) {
        out.push_back(weights.values[static_cast<std::size_t>((o * places + place) * inner + i)]);
    };
    for (int o = 0; o < (depthwise ? inner : outer); ++o)
        for (int i = 0; i < (depthwise ? 1 : inner); ++i)
            for (int place = 0; place < places; ++place) depthwise ? put(0, place, o) : put(o, place, i);
    return out;
}

class Converter {
public:
    explicit Converter(const Graph& graph) : graph_(graph) {
        for (const auto& one : graph.operators) makers_[one.outputs[0]] = &one;
    }

    Result<std::string> run() {
        if (tensor(graph_.input).shape.size() != 4) return fail(ErrorCode::model_invalid, "the input is no picture");
        onnx_.input(name(graph_.input), shape(graph_.input));
        made_.insert(graph_.input);
        find_prelus();
        for (const auto& one : graph_.operators)
            if (folded_.count(&one) == 0)
                if (const auto converted = convert(one); !converted) return fail(converted.error());
        if (made_.count(graph_.output) == 0) return fail(ErrorCode::model_invalid, "nothing computes the output");
        onnx_.output(name(graph_.output), shape(graph_.output));
        return onnx_.finish();
    }

private:
    struct Prelu {
        int input = 0, factor = 0;  ///< tensors; the slope is twice the factor
    };

    [[nodiscard]] const Tensor& tensor(int index) const { return graph_.tensors[static_cast<std::size_t>(index)]; }
    [[nodiscard]] std::string name(int index) const {
        return index == graph_.input || index == graph_.output ? tensor(index).name : fmt::format("t{}", index);
    }
    /// As it is in ONNX: batch 1, channels first.
    [[nodiscard]] Shape shape(int index) const {
        const auto& of = tensor(index).shape;
        return of.size() == 4 ? Shape{1, of[kChannels], of[kHeight], of[kWidth]} : Shape{1, of.back()};
    }
    [[nodiscard]] Result<void> refuse(const Operator& one, const std::string& why) const {
        return fail(ErrorCode::model_invalid, fmt::format("{}: {}", tensor(one.outputs[0]).name, why));
    }

    /// The operator of that kind that makes a tensor, or null.
    [[nodiscard]] const Operator* maker(int index, Kind kind) const {
        const auto found = makers_.find(index);
        return found != makers_.end() && found->second->kind == kind ? found->second : nullptr;
    }
    void find_prelus();
    bool fold(const Operator& add, int positive, int negative);

    Result<void> convert(const Operator& one);
    [[nodiscard]] bool fits(const Operator& conv, int from, int to) const;
    Result<void> convolution(const Operator& one);
    Result<void> addition(const Operator& one);
    Result<void> flattening(const Operator& one);
    Result<void> relu(const Operator& one);
    Result<void> prelu(const Operator& add, const Prelu& found);

    const Graph& graph_;
    std::map<int, const Operator*> makers_;
    std::map<const Operator*, Prelu> prelus_;  ///< by their addition
    std::set<const Operator*> folded_;         ///< the rest of them
    std::set<int> made_;                       ///< tensors that are there in ONNX
    OnnxWriter onnx_;
};

void Converter::find_prelus() {
    for (const auto& one : graph_.operators)
        if (one.kind == Kind::add && one.inputs.size() == 2 && !fold(one, one.inputs[0], one.inputs[1]))
            fold(one, one.inputs[1], one.inputs[0]);
}

/// relu(x) + factor·(x − |x|): the second term is 0 above 0 and 2·factor·x below.
bool Converter::fold(const Operator& add, int positive, int negative) {
    const auto* relu = maker(positive, Kind::relu);
    const auto* mul = maker(negative, Kind::mul);
    if (relu == nullptr || mul == nullptr || mul->inputs.size() != 2) return false;
    const int factor = tensor(mul->inputs[0]).constant() ? mul->inputs[0] : mul->inputs[1];
    const auto* sub = maker(factor == mul->inputs[0] ? mul->inputs[1] : mul->inputs[0], Kind::sub);
    const auto* abs = sub != nullptr && sub->inputs.size() == 2 ? maker(sub->inputs[1], Kind::abs) : nullptr;
    const int input = relu->inputs[0];
    if (abs == nullptr || sub->inputs[0] != input || abs->inputs[0] != input || !tensor(factor).constant() ||
        tensor(factor).values.size() != static_cast<std::size_t>(tensor(input).shape.back()))
        return false;
    prelus_[&add] = {input, factor};
    folded_.insert({relu, mul, sub, abs});
    return true;
}

Result<void> Converter::convert(const Operator& one) {
    const auto found = prelus_.find(&one);
    const int input = found == prelus_.end() ? one.inputs[0] : found->second.input;
    if (made_.count(input) == 0) return refuse(one, "uses what is not computed before it");
    made_.insert(one.outputs[0]);
    if (found != prelus_.end()) return prelu(one, found->second);
    switch (one.kind) {
        case Kind::conv:
        case Kind::depthwise_conv: return convolution(one);
        case Kind::add: return addition(one);
        case Kind::reshape: return flattening(one);
        case Kind::relu: return relu(one);
        default: return refuse(one, "ABS, MUL and SUB are converted as parts of a PReLU only");
    }
}

/// Weights and bias are constants, of so many channels.
bool Converter::fits(const Operator& conv, int from, int to) const {
    const auto &weights = tensor(conv.inputs[1]), &bias = tensor(conv.inputs[2]);
    if (!weights.constant() || weights.shape.size() != 4 || bias.values.size() != static_cast<std::size_t>(to))
        return false;
    if (conv.kind == Kind::conv) return weights.shape[0] == to && weights.shape[kChannels] == from;
    return weights.shape[0] == 1 && weights.shape[kChannels] == to && to % from == 0;
}

Result<void> Converter::convolution(const Operator& one) {
    const bool depthwise = one.kind == Kind::depthwise_conv;
    if (one.inputs.size() != 3) return refuse(one, "a convolution without bias");
    const auto &weights = tensor(one.inputs[1]), &bias = tensor(one.inputs[2]);
    const auto from = shape(one.inputs[0]), to = shape(one.outputs[0]);
    if (from.size() != 4 || to.size() != 4 || !fits(one, from[1], to[1]))
        return refuse(one, "a convolution whose weights are not constant, or not of its input's and output's sizes");
    const int height = weights.shape[kHeight], width = weights.shape[kWidth];
    const auto rows = padding(one, from[2], height, one.stride_height, one.dilation_height),
               columns = padding(one, from[3], width, one.stride_width, one.dilation_width);
    auto input = name(one.inputs[0]);
    const auto output = name(one.outputs[0]);
    Shape pads{rows.before, columns.before, rows.after, columns.after};
    if (rows.before != rows.after || columns.before != columns.after) {  // OpenCV 4.6 convolves with like pads only
        onnx_.node("Pad", {input}, output + "_padded",
                   {{"pads", {0, 0, rows.before, columns.before, 0, 0, rows.after, columns.after}}});
        input = output + "_padded";
        pads.assign(4, 0);
    }
    onnx_.constant(output + "_weights", {to[1], depthwise ? 1 : from[1], height, width},
                   channels_first(weights, depthwise));
    onnx_.constant(output + "_bias", {to[1]}, bias.values);
    onnx_.node("Conv", {input, output + "_weights", output + "_bias"}, output,
               {{"dilations", {one.dilation_height, one.dilation_width}},
                {"group", {depthwise ? from[1] : 1}},
                {"kernel_shape", {height, width}},
                {"pads", pads},
                {"strides", {one.stride_height, one.stride_width}}});
    return {};
}

Result<void> Converter::addition(const Operator& one) {
    if (one.inputs.size() != 2 || made_.count(one.inputs[1]) == 0 ||
        tensor(one.inputs[0]).shape != tensor(one.inputs[1]).shape)
        return refuse(one, "an addition of unlike shapes, or of what is not computed before it");
    onnx_.node("Add", {name(one.inputs[0]), name(one.inputs[1])}, name(one.outputs[0]));
    return {};
}

/// With one place only, the order of channels and places does not matter.
Result<void> Converter::flattening(const Operator& one) {
    const auto from = shape(one.inputs[0]), to = shape(one.outputs[0]);
    if (from.size() != 4 || from[2] != 1 || from[3] != 1 || to != Shape{1, from[1]})
        return refuse(one, "a reshape other than [n, 1, 1, c] to [n, c]");
    onnx_.node("Flatten", {name(one.inputs[0])}, name(one.outputs[0]), {{"axis", {1}}});
    return {};
}

Result<void> Converter::relu(const Operator& one) {
    onnx_.node("Relu", {name(one.inputs[0])}, name(one.outputs[0]));
    return {};
}

Result<void> Converter::prelu(const Operator& add, const Prelu& found) {
    auto slope = tensor(found.factor).values;
    for (auto& value : slope) value *= 2;
    const auto output = name(add.outputs[0]);
    onnx_.constant(output + "_slope", {static_cast<int>(slope.size()), 1, 1}, slope);
    onnx_.node("PRelu", {name(found.input), output + "_slope"}, output);
    return {};
}

}  // namespace

Result<std::string> to_onnx(const Graph& graph) { return Converter(graph).run(); }

}  // namespace uketsuke::tools::convert
