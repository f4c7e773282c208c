// SPDX-License-Identifier: Apache-2.0
// Field numbers are those of onnx.proto3.
#include "onnx.hpp"

namespace uketsuke::tools::convert {
namespace {

constexpr int kFloatData = 1;           // TensorProto.DataType
constexpr int kInt = 2, kInts = 7;  // AttributeProto.AttributeType

Message attribute(const std::string& name, const std::vector<int>& values) {
    Message out;
    out.text(1, name);
    const bool one = name == "group" || name == "axis";
    for (const int value : values) out.number(one ? 3 : 8, static_cast<std::uint64_t>(value));
    out.number(20, one ? kInt : kInts);
    return out;
}

Message value_info(const std::string& name, const Shape& shape) {
    Message dimensions, tensor, type, out;
    for (const int size : shape) dimensions.message(1, Message().number(1, static_cast<std::uint64_t>(size)));
    tensor.number(1, kFloatData).message(2, dimensions);
    type.message(1, tensor);
    out.text(1, name).message(2, type);
    return out;
}

}  // namespace

void Message::varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) bytes_.push_back(static_cast<char>((value & 0x7F) | 0x80));
    bytes_.push_back(static_cast<char>(value));
}

Message& Message::number(int field, std::uint64_t value) {
    varint(static_cast<std::uint64_t>(field) << 3U);
    varint(value);
    return *this;
}

Message& Message::text(int field, std::string_view value) {
    varint(static_cast<std::uint64_t>(field) << 3U | 2U);
    varint(value.size());
    bytes_.append(value);
    return *this;
}

Message& Message::messages(int field, const std::vector<Message>& values) {
    for (const auto& value : values) message(field, value);
    return *this;
}

void OnnxWriter::node(const std::string& kind, const std::vector<std::string>& inputs, const std::string& output,
                      const Attributes& attributes) {
    auto& node = nodes_.emplace_back();
    for (const auto& input : inputs) node.text(1, input);
    node.text(2, output).text(3, output).text(4, kind);
    for (const auto& [name, values] : attributes) node.message(5, attribute(name, values));
}

void OnnxWriter::constant(const std::string& name, const Shape& shape, const std::vector<float>& values) {
    auto& tensor = constants_.emplace_back();
    for (const int size : shape) tensor.number(1, static_cast<std::uint64_t>(size));
    tensor.number(2, kFloatData).text(8, name);
    tensor.text(9, {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)});
}

void OnnxWriter::input(const std::string& name, const Shape& shape) { inputs_.push_back(value_info(name, shape)); }
void OnnxWriter::output(const std::string& name, const Shape& shape) { outputs_.push_back(value_info(name, shape)); }

std::string OnnxWriter::finish() const {
    Message graph, model;
    graph.messages(1, nodes_).text(2, "converted").messages(5, constants_).messages(11, inputs_).messages(12, outputs_);
    model.number(1, 4).text(2, "uketsuke-convert").message(7, graph);
    model.message(8, Message().text(1, "").number(2, 9));
    return model.bytes();
}

}  // namespace uketsuke::tools::convert
