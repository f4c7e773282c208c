// SPDX-License-Identifier: Apache-2.0
// Writes the face record of a simulated card (券面事項確認AP EF 0002, card facts A5), signed by the test issuer.
#pragma once

#include "sim/people/person.hpp"
#include "test_pki.hpp"

namespace uketsuke::sim {

enum class Lengths { shortest, long_form };

/// One BER-TLV object. Tags as written, e.g. 0xDF27.
base::Bytes tlv(std::uint32_t tag, base::ByteView value, Lengths lengths = Lengths::shortest);

/// FF20 { DF21 offsets … DF2A }, without filler. Name, address and security code are blank 1-bit PNGs: nothing reads
/// them.
base::Bytes face_record(const Person& person, const TestPki& pki, const PrivateKey& card_key, base::ByteView photo_jp2,
                        Lengths lengths);

}  // namespace uketsuke::sim
