// SPDX-License-Identifier: Apache-2.0
// Writes the signed records of a simulated card, as the test issuer signs them (card facts A5, A6).
#pragma once

#include "object.hpp"
#include "sim/people/person.hpp"
#include "test_pki.hpp"

namespace uketsuke::sim {

/// 券面事項確認AP EF 0002: FF20 { DF21 offsets … DF2A }, without filler. DF28 signs three digests in a row. Name,
/// address and security code are blank 1-bit PNGs: nothing reads them. An empty photo is an empty DF27. Pictures may be
/// made larger by zeroes behind them, which whoever reads them passes over.
base::Bytes face_record(const Person& person, const TestPki& pki, const PrivateKey& card_key, base::ByteView photo_jp2,
                        const Writing& writing);
/// 券面事項確認AP EF 0001: FF10 { DF11 birth, DF12 card key, DF13 }. What DF13 signs is not published; ours: the digest
/// of the two objects.
base::Bytes age_record(const Person& person, const TestPki& pki, const PrivateKey& card_key, Lengths lengths);

/// 券面事項入力補助AP EF 0002: FF20 { DF21 offsets, DF22 name, DF23 address, DF24 birth, DF25 sex }.
base::Bytes attribute_record(const Person& person, Lengths lengths);
/// 券面事項入力補助AP EF 0003: FF30 { DF31 digest of EF 0001 as it lies there, DF32 digest of EF 0002 from DF22 to the
/// end of the record, DF33 }. What DF33 signs is not published; ours: the digest of the objects DF31 and DF32.
base::Bytes attribute_signature(const Person& person, const TestPki& pki, base::ByteView my_number_file,
                                base::ByteView attributes, Lengths lengths);

}  // namespace uketsuke::sim
