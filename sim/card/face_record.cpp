// SPDX-License-Identifier: Apache-2.0
#include "face_record.hpp"

#include <zlib.h>

#include <array>

#include "drivers/mynumber/apdu.hpp"

namespace uketsuke::sim {
namespace {

using base::Bytes;
using base::ByteView;

void append(Bytes& bytes, ByteView more) { bytes.insert(bytes.end(), more.begin(), more.end()); }
void append_number(Bytes& bytes, std::size_t value, int width) {
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

Bytes png_chunk(std::string_view type, ByteView data) {
    Bytes content;
    append(content, base::as_bytes(type));
    append(content, data);
    Bytes chunk;
    append_number(chunk, data.size(), 4);
    append(chunk, content);
    append_number(chunk, crc32(0, content.data(), static_cast<uInt>(content.size())), 4);
    return chunk;
}

/// A white 1-bit greyscale PNG.
Bytes blank_png(std::size_t width, std::size_t height) {
    const std::size_t row = 1 + (width + 7) / 8;
    Bytes rows(row * height, 0xFF);
    for (std::size_t y = 0; y < height; ++y) rows[y * row] = 0;  // filter: none
    Bytes packed(compressBound(static_cast<uLong>(rows.size())));
    uLongf size = packed.size();
    compress(packed.data(), &size, rows.data(), static_cast<uLong>(rows.size()));
    packed.resize(size);
    Bytes header;
    append_number(header, width, 4);
    append_number(header, height, 4);
    append(header, Bytes{1, 0, 0, 0, 0});
    Bytes png{0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};
    append(png, png_chunk("IHDR", header));
    append(png, png_chunk("IDAT", packed));
    append(png, png_chunk("IEND", {}));
    return png;
}

Bytes public_key(const PrivateKey& key, Lengths lengths) {
    Bytes numbers = tlv(0x90, Bytes{0x01, 0x00, 0x01}, lengths);
    append(numbers, tlv(0x91, key.modulus(), lengths));
    return numbers;
}

Bytes joined(std::initializer_list<ByteView> parts) {
    Bytes whole;
    for (const auto part : parts) append(whole, part);
    return whole;
}

/// DF28: one signature over three digests, of whole objects.
Bytes record_signature(const PrivateKey& issuer, const Bytes& who, const Bytes& where, const Bytes& photo) {
    using drivers::mynumber::sha256;
    return issuer.sign(drivers::mynumber::digest_info(joined({sha256(who), sha256(where), sha256(photo)})));
}

/// DF21: where each of the following objects begins, counted from the first byte of the file.
Bytes offsets(const std::vector<Bytes>& objects, Lengths lengths) {
    constexpr std::size_t kOuterHeader = 5;
    std::size_t at = kOuterHeader + tlv(0xDF21, Bytes(2 * objects.size()), lengths).size();
    Bytes table;
    for (const auto& object : objects) {
        append_number(table, at, 2);
        at += object.size();
    }
    return tlv(0xDF21, table, lengths);
}

}  // namespace

base::Bytes tlv(std::uint32_t tag, base::ByteView value, Lengths lengths) {
    Bytes object;
    append_number(object, tag, tag > 0xFFFF ? 3 : tag > 0xFF ? 2 : 1);
    if (lengths == Lengths::long_form || value.size() > 0xFF) {
        object.push_back(0x82);
        append_number(object, value.size(), 2);
    } else {
        if (value.size() > 0x7F) object.push_back(0x81);
        append_number(object, value.size(), 1);
    }
    append(object, value);
    return object;
}

base::Bytes face_record(const Person& person, const TestPki& pki, const PrivateKey& card_key, base::ByteView photo_jp2,
                        Lengths lengths) {
    const auto object = [&](std::uint32_t tag, ByteView value) { return tlv(tag, value, lengths); };
    const auto birth = object(0xDF22, base::as_bytes(base::to_yyyymmdd(person.birth)));
    const auto sex = object(0xDF23, Bytes{static_cast<std::uint8_t>('0' + person.sex)});
    const auto key = object(0xDF24, public_key(card_key, lengths));
    const auto name = object(0xDF25, blank_png(528, 56));
    const auto address = object(0xDF26, blank_png(528, 112));
    const auto photo = object(0xDF27, photo_jp2);
    const auto signature =
        record_signature(pki.surface_issuer, joined({birth, sex, key}), joined({name, address}), photo);
    const std::vector<Bytes> objects{birth,
                                     sex,
                                     key,
                                     name,
                                     address,
                                     photo,
                                     object(0xDF28, signature),
                                     object(0xDF29, base::as_bytes(base::to_yyyymmdd(person.card_expires))),
                                     object(0xDF2A, blank_png(96, 32))};
    Bytes content = offsets(objects, lengths);
    for (const auto& part : objects) append(content, part);
    return tlv(0xFF20, content, Lengths::long_form);
}

}  // namespace uketsuke::sim
