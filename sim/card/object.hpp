// SPDX-License-Identifier: Apache-2.0
// Writes what stands in the files of a simulated card: BER-TLV objects, texts, empty pictures. Pure.
// The card has its own BER-TLV and its own numbers of everything, apart from the driver's: what the
// driver has wrong must not be wrong here too.
#pragma once

#include <initializer_list>
#include <string_view>

#include "private_key.hpp"

namespace uketsuke::sim {

enum class Lengths { shortest, long_form };

/// One BER-TLV object. Tags as written, e.g. 0xDF27. Values of up to 65535 bytes.
base::Bytes tlv(std::uint32_t tag, base::ByteView value, Lengths lengths = Lengths::shortest);
base::Bytes joined(std::initializer_list<base::ByteView> parts);
/// Characters as bytes, filled up to `width` with blanks.
base::Bytes text(std::string_view characters, std::size_t width = 0);
/// Big-endian, in `width` bytes.
base::Bytes number(std::size_t value, int width);

/// DigestInfo of SHA-256 around one digest, or several in a row: what an RSA key of a card signs. At most 96 bytes.
base::Bytes digest_info(base::ByteView digests);

/// A table object of BE u16 offsets from the file's first byte, then the objects it points at; `head` bytes stand
/// before the table. Long-form or not, the table has its final size.
base::Bytes with_offsets(std::uint32_t table_tag, std::initializer_list<base::Bytes> objects, std::size_t head,
                         Lengths lengths);
/// 90 exponent and 91 modulus; 86 point of a P-384 key.
base::Bytes public_key(const PrivateKey& key, Lengths lengths = Lengths::shortest);
/// A white 1-bit greyscale PNG.
base::Bytes blank_png(std::size_t width, std::size_t height);

}  // namespace uketsuke::sim
