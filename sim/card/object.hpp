// SPDX-License-Identifier: Apache-2.0
// Writes what stands in the files of a simulated card: BER-TLV objects, texts, empty pictures. Pure.
// The card has its own BER-TLV and its own numbers of everything, apart from the driver's: what the
// driver has wrong must not be wrong here too.
#pragma once

#include <initializer_list>
#include <map>
#include <string_view>

#include "private_key.hpp"

namespace uketsuke::sim {

/// How the card writes lengths. As reported of a real card (card facts A6): one byte below 0x80, and from there on 82
/// and two bytes, never 81. Long form: 82 and two bytes always, as issues of about 2023 seem to do. With 81: 81 and one
/// byte wherever that is enough; no card is known to.
enum class Lengths { as_reported, long_form, with_81 };

/// How the objects of one file are written: all in one way, and single ones, by their tags, in another or larger.
struct Writing {
    Writing(Lengths all) : usual(all) {}
    Lengths usual;
    std::map<std::uint32_t, Lengths> forms = {};
    std::map<std::uint32_t, std::size_t> sizes = {};  ///< of values

    [[nodiscard]] Lengths of(std::uint32_t tag) const;
    /// The size that the value of this tag is to have; its own where nothing is said.
    [[nodiscard]] std::size_t size_of(std::uint32_t tag, std::size_t own) const;
};

/// One BER-TLV object. Tags as written, e.g. 0xDF27. Values of up to 65535 bytes.
base::Bytes tlv(std::uint32_t tag, base::ByteView value, Lengths lengths = Lengths::as_reported);
base::Bytes joined(std::initializer_list<base::ByteView> parts);
/// Characters as bytes, filled up to `width` with blanks.
base::Bytes text(std::string_view characters, std::size_t width = 0);
/// Big-endian, in `width` bytes.
base::Bytes number(std::size_t value, int width);

/// DigestInfo of SHA-256 around one digest, or several in a row: what an RSA key of a card signs. At most 96 bytes.
base::Bytes digest_info(base::ByteView digests);

/// A table object of BE u16 offsets from the file's first byte, then the objects it points at; the head of the
/// outer object `outer_tag` stands before the table. The outer object, whole.
base::Bytes with_offsets(std::uint32_t outer_tag, std::uint32_t table_tag, std::initializer_list<base::Bytes> objects,
                         const Writing& writing);
/// 90 exponent and 91 modulus; 86 point of a P-384 key.
base::Bytes public_key(const PrivateKey& key, const Writing& writing = Lengths::as_reported);
/// A white 1-bit greyscale PNG.
base::Bytes blank_png(std::size_t width, std::size_t height);

}  // namespace uketsuke::sim
