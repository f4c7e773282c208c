// SPDX-License-Identifier: Apache-2.0
#include "tlv.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

struct Header {
    std::uint32_t tag = 0;
    std::size_t size = 0;    ///< of tag and length
    std::size_t length = 0;  ///< of the value
};

constexpr std::size_t kLongestTag = 3;
constexpr std::size_t kLongestLength = 3;

/// Reads the tag; false when it is truncated or too long.
bool read_tag(base::ByteView bytes, Header& header) {
    if (bytes.empty()) return false;
    header.tag = bytes[0];
    header.size = 1;
    if ((bytes[0] & 0x1F) != 0x1F) return true;
    do {
        if (header.size == bytes.size() || header.size == kLongestTag) return false;
        header.tag = header.tag << 8 | bytes[header.size];
    } while ((bytes[header.size++] & 0x80) != 0);
    return true;
}

bool read_length(base::ByteView bytes, Header& header) {
    if (header.size == bytes.size()) return false;
    const auto first = bytes[header.size++];
    if (first < 0x80) {
        header.length = first;
        return true;
    }
    const std::size_t count = first & 0x7F;
    if (count == 0 || count > kLongestLength || bytes.size() - header.size < count) return false;
    for (std::size_t i = 0; i < count; ++i) header.length = header.length << 8 | bytes[header.size++];
    return true;
}

std::optional<Header> read_header(base::ByteView bytes) {
    Header header;
    if (!read_tag(bytes, header) || !read_length(bytes, header)) return std::nullopt;
    return header;
}

}  // namespace

std::optional<std::size_t> object_size(base::ByteView head) {
    const auto header = read_header(head);
    if (!header) return std::nullopt;
    return header->size + header->length;
}

std::optional<Tlv> parse_tlv(base::ByteView bytes) {
    const auto header = read_header(bytes);
    if (!header || bytes.size() - header->size < header->length) return std::nullopt;
    return Tlv{header->tag, bytes.subspan(header->size, header->length), bytes.first(header->size + header->length)};
}

std::optional<Tlv> find_tlv(base::ByteView objects, std::uint32_t tag) {
    while (const auto object = parse_tlv(objects)) {
        if (object->tag == tag) return object;
        objects = objects.subspan(object->whole.size());
    }
    return std::nullopt;
}

}  // namespace uketsuke::drivers::mynumber
