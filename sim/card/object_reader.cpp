// SPDX-License-Identifier: Apache-2.0
#include "object_reader.hpp"

namespace uketsuke::sim {
namespace {

/// Takes a big-endian number off the front; nullopt when it is not all there.
std::optional<std::size_t> take_number(base::ByteView& bytes, std::size_t width) {
    if (bytes.size() < width) return std::nullopt;
    std::size_t value = 0;
    for (const auto byte : bytes.first(width)) value = value * 256 + byte;
    bytes = bytes.subspan(width);
    return value;
}

/// Of one to three bytes (ISO/IEC 8825-1, 8.1.2).
std::optional<std::uint32_t> take_tag(base::ByteView& bytes) {
    if (bytes.empty()) return std::nullopt;
    std::size_t width = 1;
    if (bytes[0] % 32 == 31) {
        width = 2;
        if (bytes.size() > 1 && bytes[1] >= 0x80) width = 3;
    }
    const auto tag = take_number(bytes, width);
    return tag ? std::optional(static_cast<std::uint32_t>(*tag)) : std::nullopt;
}

/// Short, or long with one or two bytes (8.1.3).
std::optional<std::size_t> take_length(base::ByteView& bytes) {
    const auto first = take_number(bytes, 1);
    if (!first || *first < 0x80) return first;
    if (*first == 0x81) return take_number(bytes, 1);
    if (*first == 0x82) return take_number(bytes, 2);
    return std::nullopt;
}

}  // namespace

std::optional<Object> first_object(base::ByteView bytes) {
    const auto tag = take_tag(bytes);
    const auto length = tag ? take_length(bytes) : std::nullopt;
    if (!length || *length > bytes.size()) return std::nullopt;
    return Object{*tag, bytes.first(*length), bytes.subspan(*length)};
}

std::optional<base::ByteView> value_of(base::ByteView objects, std::uint32_t tag) {
    for (auto object = first_object(objects); object; object = first_object(object->rest))
        if (object->tag == tag) return object->value;
    return std::nullopt;
}

}  // namespace uketsuke::sim
