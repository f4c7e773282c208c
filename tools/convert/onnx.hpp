// SPDX-License-Identifier: Apache-2.0
// Writes an ONNX file (onnx.proto3, IR version 4, operator set 9). The same calls give the same bytes.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "firmware/base/bytes.hpp"

namespace uketsuke::tools::convert {

/// A protobuf message: fields in the order in which they are put.
class Message {
public:
    Message& number(int field, std::uint64_t value);
    Message& text(int field, std::string_view value);
    Message& message(int field, const Message& value) { return text(field, value.bytes_); }
    Message& messages(int field, const std::vector<Message>& values);
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    void varint(std::uint64_t value);
    std::string bytes_;
};

using Shape = std::vector<int>;
using Attributes = std::vector<std::pair<std::string, std::vector<int>>>;  ///< "group" is one number, others are lists

class OnnxWriter {
public:
    void node(const std::string& kind, const std::vector<std::string>& inputs, const std::string& output,
              const Attributes& attributes = {});
    void constant(const std::string& name, const Shape& shape, const std::vector<float>& values);
    void input(const std::string& name, const Shape& shape);
    void output(const std::string& name, const Shape& shape);
    [[nodiscard]] std::string finish() const;

private:
    std::vector<Message> nodes_, constants_, inputs_, outputs_;
};

}  // namespace uketsuke::tools::convert
