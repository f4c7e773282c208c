// SPDX-License-Identifier: Apache-2.0
#include "object.hpp"

#include <zlib.h>

#include <algorithm>

namespace uketsuke::sim {
namespace {

using base::Bytes;
using base::ByteView;

void append(Bytes& bytes, ByteView more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

Bytes png_chunk(std::string_view type, ByteView data) {
    const auto content = joined({base::as_bytes(type), data});
    const auto check = crc32(0, content.data(), static_cast<uInt>(content.size()));
    return joined({number(data.size(), 4), content, number(check, 4)});
}

}  // namespace

Lengths Writing::of(std::uint32_t tag) const {
    const auto found = forms.find(tag);
    return found == forms.end() ? usual : found->second;
}
std::size_t Writing::size_of(std::uint32_t tag, std::size_t own) const {
    const auto found = sizes.find(tag);
    return found == sizes.end() ? own : found->second;
}

base::Bytes number(std::size_t value, int width) {
    Bytes bytes;
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(value >> shift));
    return bytes;
}

base::Bytes joined(std::initializer_list<base::ByteView> parts) {
    Bytes whole;
    for (const auto part : parts) append(whole, part);
    return whole;
}

base::Bytes text(std::string_view characters, std::size_t width) {
    Bytes bytes(characters.begin(), characters.end());
    bytes.resize(std::max(width, bytes.size()), ' ');
    return bytes;
}

base::Bytes tlv(std::uint32_t tag, base::ByteView value, Lengths lengths) {
    auto object = number(tag, tag > 0xFFFF ? 3 : tag > 0xFF ? 2 : 1);
    const bool one_byte = lengths == Lengths::as_reported && value.size() < 0x80;
    const bool short_81 = lengths == Lengths::with_81 && value.size() <= 0xFF;
    if (!one_byte) object.push_back(short_81 ? 0x81 : 0x82);
    append(object, number(value.size(), one_byte || short_81 ? 1 : 2));
    append(object, value);
    return object;
}

base::Bytes digest_info(base::ByteView digests) {
    const Bytes sha256{0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01};  // 2.16.840.1.101.3.4.2.1
    const auto algorithm = tlv(0x30, joined({tlv(0x06, sha256), tlv(0x05, {})}));
    return tlv(0x30, joined({algorithm, tlv(0x04, digests)}));
}

base::Bytes with_offsets(std::uint32_t outer_tag, std::uint32_t table_tag, std::initializer_list<base::Bytes> objects,
                         const Writing& writing) {
    Bytes all;
    for (const auto& object : objects) append(all, object);
    const auto empty = joined({tlv(table_tag, Bytes(2 * objects.size()), writing.of(table_tag)), all});
    std::size_t at = tlv(outer_tag, empty, writing.of(outer_tag)).size() - all.size();
    Bytes table;
    for (const auto& object : objects) {
        append(table, number(at, 2));
        at += object.size();
    }
    return tlv(outer_tag, joined({tlv(table_tag, table, writing.of(table_tag)), all}), writing.of(outer_tag));
}

base::Bytes public_key(const PrivateKey& key, const Writing& writing) {
    if (key.kind() == PrivateKey::Kind::p384) return tlv(0x86, key.public_bytes(), writing.of(0x86));
    return joined(
        {tlv(0x90, Bytes{0x01, 0x00, 0x01}, writing.of(0x90)), tlv(0x91, key.public_bytes(), writing.of(0x91))});
}

base::Bytes blank_png(std::size_t width, std::size_t height) {
    const std::size_t row = 1 + (width + 7) / 8;
    Bytes rows(row * height, 0xFF);
    for (std::size_t y = 0; y < height; ++y) rows[y * row] = 0;  // filter: none
    Bytes packed(compressBound(static_cast<uLong>(rows.size())));
    uLongf size = packed.size();
    compress(packed.data(), &size, rows.data(), static_cast<uLong>(rows.size()));
    packed.resize(size);
    const auto header = joined({number(width, 4), number(height, 4), Bytes{1, 0, 0, 0, 0}});
    const Bytes signature{0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};
    return joined({signature, png_chunk("IHDR", header), png_chunk("IDAT", packed), png_chunk("IEND", {})});
}

}  // namespace uketsuke::sim
