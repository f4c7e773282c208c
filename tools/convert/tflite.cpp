// SPDX-License-Identifier: Apache-2.0
// Field numbers are those of TensorFlow Lite's schema.fbs, version 3.
#include "tflite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

#include "flatbuffer.hpp"

namespace uketsuke::tools::convert {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::array kKinds{Kind::add, Kind::conv, Kind::depthwise_conv, Kind::mul, Kind::relu, Kind::reshape,
                            Kind::sub, Kind::abs};
constexpr std::uint8_t kFloat = 0;  ///< TensorType; it is also the default

/// Old files have the number in one byte, new ones in an int; the larger counts (schema.fbs says so).
int number_of(const Table& code) { return std::max<int>(code.number<std::uint8_t>(0), code.number<std::int32_t>(3)); }

Tensor read_tensor(const Table& table, const std::vector<Table>& buffers) {
    Tensor tensor{table.text(3), table.ints(0), {}};
    const auto buffer = table.number<std::uint32_t>(2);
    if (buffer >= buffers.size() || table.number<std::uint8_t>(1) != kFloat) return tensor;
    const auto bytes = buffers[buffer].bytes(0);
    tensor.values.resize(bytes.size() / sizeof(float));
    if (!tensor.values.empty()) std::memcpy(tensor.values.data(), bytes.data(), tensor.values.size() * sizeof(float));
    return tensor;
}

/// In which field the options of an operator name the activation that is fused to it.
int activation_field(Kind kind) { return kind == Kind::conv ? 3 : kind == Kind::depthwise_conv ? 4 : 0; }

base::Result<Operator> read_operator(const Table& table, const std::vector<Table>& codes) {
    const auto index = table.number<std::uint32_t>(0);
    const int number = index < codes.size() ? number_of(codes[index]) : -1;
    if (std::find(kKinds.begin(), kKinds.end(), static_cast<Kind>(number)) == kKinds.end())
        return fail(ErrorCode::model_invalid, fmt::format("operator {} is not converted", number));
    Operator out{static_cast<Kind>(number), table.ints(1), table.ints(2)};
    const auto options = table.table(4);
    const bool convolves = out.kind == Kind::conv || out.kind == Kind::depthwise_conv;
    if (out.kind != Kind::reshape && options.number<std::uint8_t>(activation_field(out.kind)) != 0)
        return fail(ErrorCode::model_invalid, fmt::format("a fused activation (operator {}) is not converted", number));
    if (!convolves) return out;
    const int dilation = out.kind == Kind::conv ? 4 : 5;
    out.same = options.number<std::uint8_t>(0) == 0;
    out.stride_width = options.number<std::int32_t>(1);
    out.stride_height = options.number<std::int32_t>(2);
    out.dilation_width = options.number<std::int32_t>(dilation, 1);
    out.dilation_height = options.number<std::int32_t>(dilation + 1, 1);
    return out;
}

/// All that conversion takes for granted.
bool consistent(const Graph& graph) {
    const auto known = [&](int index) {
        return index >= 0 && index < static_cast<int>(graph.tensors.size()) &&
               !graph.tensors[static_cast<std::size_t>(index)].shape.empty();
    };
    const auto filled = [](const Tensor& tensor) {
        std::size_t size = 1;
        for (const int n : tensor.shape) {
            if (n < 1 || size > (1U << 28) / static_cast<unsigned>(n)) return false;
            size *= static_cast<unsigned>(n);
        }
        return !tensor.constant() || tensor.values.size() == size;
    };
    const auto sound = [&](const Operator& one) {
        return one.outputs.size() == 1 && known(one.outputs[0]) && !one.inputs.empty() && one.stride_width > 0 &&
               one.stride_height > 0 && one.dilation_width > 0 && one.dilation_height > 0 &&
               std::all_of(one.inputs.begin(), one.inputs.end(), known);
    };
    return known(graph.input) && known(graph.output) &&
           std::all_of(graph.tensors.begin(), graph.tensors.end(), filled) &&
           std::all_of(graph.operators.begin(), graph.operators.end(), sound);
}

}  // namespace

base::Result<Graph> read_tflite(base::ByteView file) {
    Buffer buffer(file);
    constexpr std::string_view kMark = "TFL3";
    const auto mark = buffer.bytes(4, kMark.size());
    if (!std::equal(mark.begin(), mark.end(), kMark.begin(), kMark.end()))
        return fail(ErrorCode::model_invalid, "no TensorFlow Lite file");
    const auto model = Table::root(buffer);
    const auto codes = model.tables(1), subgraphs = model.tables(2), buffers = model.tables(4);
    if (subgraphs.size() != 1) return fail(ErrorCode::model_invalid, "not one graph");
    const auto& subgraph = subgraphs.front();
    Graph graph;
    for (const auto& tensor : subgraph.tables(0)) graph.tensors.push_back(read_tensor(tensor, buffers));
    for (const auto& table : subgraph.tables(3)) {
        auto one = read_operator(table, codes);
        if (!one) return fail(one.error());
        graph.operators.push_back(std::move(*one));
    }
    const auto inputs = subgraph.ints(1), outputs = subgraph.ints(2);
    if (inputs.size() != 1 || outputs.size() != 1)
        return fail(ErrorCode::model_invalid, "not one input and one output");
    graph.input = inputs[0];
    graph.output = outputs[0];
    if (buffer.broken() || !consistent(graph)) return fail(ErrorCode::model_invalid, "the file is broken");
    return graph;
}

}  // namespace uketsuke::tools::convert
