// SPDX-License-Identifier: Apache-2.0
#include "face_record.hpp"

#include <algorithm>

#include "object_reader.hpp"

namespace uketsuke::sim {
namespace {

using base::Bytes;
using base::ByteView;

Bytes birth_of(const Person& person) { return text(base::to_yyyymmdd(person.birth)); }
Bytes sex_of(const Person& person) { return {static_cast<std::uint8_t>('0' + person.sex)}; }

Bytes enlarged(ByteView value, std::uint32_t tag, const Writing& writing) {
    Bytes larger(value.begin(), value.end());
    if (!larger.empty()) larger.resize(std::max(writing.size_of(tag, larger.size()), larger.size()));
    return larger;
}

}  // namespace

base::Bytes face_record(const Person& person, const TestPki& pki, const PrivateKey& card_key, base::ByteView photo_jp2,
                        const Writing& writing) {
    const auto object = [&](std::uint32_t tag, ByteView value) { return tlv(tag, value, writing.of(tag)); };
    const auto picture = [&](std::uint32_t tag, ByteView value) { return object(tag, enlarged(value, tag, writing)); };
    const auto& issuer = pki.issuer_of(person.generation).key;
    const auto birth = object(0xDF22, birth_of(person)), sex = object(0xDF23, sex_of(person));
    const auto key = object(0xDF24, public_key(card_key, writing));
    const auto name = picture(0xDF25, blank_png(528, 56)), address = picture(0xDF26, blank_png(528, 112));
    const auto photo = picture(0xDF27, photo_jp2);
    const auto digests = joined(
        {issuer.digest(joined({birth, sex, key})), issuer.digest(joined({name, address})), issuer.digest(photo)});
    const auto expiry = text(base::to_yyyymmdd(person.card_expires));
    return with_offsets(0xFF20, 0xDF21,
                        {birth, sex, key, name, address, photo, object(0xDF28, issuer.sign_digests(digests)),
                         object(0xDF29, expiry), picture(0xDF2A, blank_png(96, 32))},
                        writing);
}

base::Bytes age_record(const Person& person, const TestPki& pki, const PrivateKey& card_key, Lengths lengths) {
    const auto& issuer = pki.issuer_of(person.generation).key;
    const auto content =
        joined({tlv(0xDF11, birth_of(person), lengths), tlv(0xDF12, public_key(card_key, lengths), lengths)});
    return tlv(0xFF10, joined({content, tlv(0xDF13, issuer.sign_digests(issuer.digest(content)), lengths)}), lengths);
}

base::Bytes attribute_record(const Person& person, Lengths lengths) {
    const auto object = [&](std::uint32_t tag, ByteView value) { return tlv(tag, value, lengths); };
    return with_offsets(0xFF20, 0xDF21,
                        {object(0xDF22, text(person.name)), object(0xDF23, text(person.address)),
                         object(0xDF24, birth_of(person)), object(0xDF25, sex_of(person))},
                        lengths);
}

base::Bytes attribute_signature(const Person& person, const TestPki& pki, base::ByteView my_number_file,
                                base::ByteView attributes, Lengths lengths) {
    const auto& issuer = pki.issuer_of(person.generation).key;
    const auto signed_attributes = first_object(first_object(attributes)->value)->rest;  // all after the table
    const auto content = joined(
        {tlv(0xDF31, issuer.digest(my_number_file), lengths), tlv(0xDF32, issuer.digest(signed_attributes), lengths)});
    return tlv(0xFF30, joined({content, tlv(0xDF33, issuer.sign_digests(issuer.digest(content)), lengths)}), lengths);
}

}  // namespace uketsuke::sim
