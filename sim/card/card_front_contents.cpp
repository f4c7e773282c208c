// SPDX-License-Identifier: Apache-2.0
// 券面事項確認AP and 券面事項入力補助AP (card facts A5, A6).
#include "card_files.hpp"
#include "object_reader.hpp"

namespace uketsuke::sim {
namespace {

using base::Bytes;

constexpr int kBirthTries = 10;  // not published
constexpr std::size_t kFiller = 64;

Bytes filled(Bytes content) {
    content.resize(content.size() + kFiller, 0xFF);
    return content;
}

/// A record in both ways to write lengths; the person's own way is the content.
template <class Write>
File record_file(const Person& person, std::vector<FileId> opened_by, Write write) {
    auto file =
        data_file(filled(write(person.long_lengths ? Lengths::long_form : Lengths::as_reported)), std::move(opened_by));
    file.long_form = filled(write(Lengths::long_form));
    return file;
}

/// The key id in a CV certificate: the second of the two that its body begins with.
base::ByteView subject_of(base::ByteView certificate) {
    constexpr std::size_t kKeyId = 16;
    return value_of(first_object(certificate)->value, 0x5F4E)->subspan(kKeyId, kKeyId);
}

/// The key that it names is, we suppose, the one that signs the card's records.
Bytes card_front_info(const RecordIssuer& issuer, const Writing& writing) {
    const auto object = [&](std::uint32_t tag, Bytes value) {
        value.resize(writing.size_of(tag, value.size()));
        return tlv(tag, value, writing.of(tag));
    };
    const auto subject = subject_of(issuer.certificate);
    const auto objects =
        joined({object(0xDF31, Bytes(4, 0)), object(0xDF32, Bytes(subject.begin(), subject.end())),
                object(0xDF33, Bytes{1}), object(0xDF34, text("00000")), object(0xDF35, Bytes(272, 0))});
    return tlv(0xFF30, objects, writing.of(0xFF30));
}

/// My Number is a picture here; ours is blank. Key and signature are those of the card and nobody.
Bytes my_number_picture(const CardKeys& keys) {
    return tlv(0xFF40, joined({tlv(0xDF41, blank_png(264, 56)), tlv(0xDF42, public_key(keys.card_front)),
                               tlv(0xDF43, Bytes(256, 0))}));
}

Bytes my_number_text() { return joined({tlv(0xFF10, text(kNoMyNumber)), Bytes{0xFF, 0xFF}}); }

Bytes text_info() {
    auto content =
        tlv(0xFF40, joined({tlv(0xDF41, Bytes(4, 0)), tlv(0xDF42, Bytes(16, 0)), tlv(0xDF43, Bytes(128, 0))}));
    content.resize(256, 0xFF);
    return content;
}

/// DF52 signs DF51, as the record's issuer signs; what it signs on a real card is not published.
Bytes text_key(const Person& person, const TestPki& pki, const CardKeys& keys) {
    const auto key = tlv(0xDF51, public_key(keys.card_front));
    const auto& issuer = pki.issuer_of(person.generation).key;
    return tlv(0xFF50, joined({key, tlv(0xDF52, issuer.sign_digests(issuer.digest(key)))}));
}

}  // namespace

Application card_front_application(const Person& person, const TestPki& pki, const CardKeys& keys, base::ByteView photo,
                                   const CardShape& shape) {
    const auto face = [&](const Writing& usual) {
        return face_record(person, pki, keys.card_front, photo, shape.face_record.value_or(usual));
    };
    return {ApplicationName::card_front,
            {0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02},
            {{0x0001, record_file(person, {0x0011},
                                  [&](Lengths lengths) { return age_record(person, pki, keys.card_front, lengths); })},
             {0x0002, record_file(person, {0x0012, 0x0013}, face)},
             {0x0003, data_file(card_front_info(pki.issuer_of(person.generation),
                                                shape.card_front_info.value_or(Lengths::as_reported)))},
             {0x0004, data_file(pki.issuer_of(person.generation).certificate)},
             {0x0005, data_file(my_number_picture(keys), {0x0013})},
             {0x0006, data_file(Bytes(16, 0xFF), {0x0012, 0x0013})},
             {0x0011, pin_file(person.birth_digits(), kBirthTries, kBirthTries)},
             {0x0012, pin_file(person.number_b(), kNumberTries, person.number_b_tries)},
             {0x0013, pin_file(kNoMyNumber, kNumberTries, kNumberTries)}},
            keys.card_front};
}

/// The counters of 照合番号A and B are its own; whether a real card shares them with 券面事項確認AP is not known.
Application text_application(const Person& person, const TestPki& pki, const CardKeys& keys) {
    const std::vector<FileId> any{0x0011, 0x0014, 0x0015};
    const auto my_number = my_number_text();
    const auto signature = [&](Lengths lengths) {
        return attribute_signature(person, pki, my_number, attribute_record(person, lengths), lengths);
    };
    return {ApplicationName::text,
            {0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08},
            {{0x0001, data_file(my_number, {0x0011, 0x0014})},
             {0x0002, record_file(person, {0x0011, 0x0015},
                                  [&](Lengths lengths) { return attribute_record(person, lengths); })},
             {0x0003, record_file(person, any, signature)},
             {0x0004, data_file(pki.issuer_of(person.generation).certificate)},
             {0x0005, data_file(text_info())},
             {0x0006, data_file(tlv(0xA1, public_key(keys.card_front)), any)},
             {0x0007, data_file(text_key(person, pki, keys), any)},
             {0x0011, pin_file(person.pin, kPinTries, kPinTries)},
             {0x0012, pin_file(person.pin, kPinTries, 0)},
             {0x0013, key_file(keys.card_front, {0x0011})},
             {0x0014, pin_file(kNoMyNumber, kNumberTries, kNumberTries)},
             {0x0015, pin_file(person.number_b(), kNumberTries, person.number_b_tries)}},
            keys.card_front};
}

}  // namespace uketsuke::sim
