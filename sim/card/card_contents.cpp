// SPDX-License-Identifier: Apache-2.0
#include "card_contents.hpp"

#include <algorithm>

#include "drivers/mynumber/apdu.hpp"

namespace uketsuke::sim {
namespace {

using base::Bytes;
using Kind = File::Kind;

constexpr int kSignTries = 5;
constexpr int kPinTries = 3;
constexpr int kSurfaceTries = 10;

Bytes text(std::string_view characters, std::size_t width = 0) {
    Bytes bytes(characters.begin(), characters.end());
    bytes.resize(std::max(width, bytes.size()), ' ');
    return bytes;
}
Bytes joined(std::initializer_list<Bytes> parts) {
    Bytes whole;
    for (const auto& part : parts) whole.insert(whole.end(), part.begin(), part.end());
    return whole;
}
Bytes filled(Bytes content) {
    content.resize(content.size() + 64, 0xFF);
    return content;
}

File data(Bytes content, std::vector<FileId> opened_by = {}) {
    return {Kind::data, std::move(content), std::move(opened_by)};
}
File pin(std::string_view value, int full, int left) {
    return {Kind::pin, {}, {}, false, {}, Pin{text(value), full, left}};
}
File key(const std::optional<PrivateKey>& private_key, FileId opened_by, bool terminal) {
    return {Kind::key, {}, {opened_by}, terminal, private_key, {}};
}

/// CK_TOKEN_INFO of 160 bytes: label, manufacturer, model, serial, then sixteen big-endian numbers.
Bytes token_info(std::string_view label) {
    Bytes info =
        joined({text(label, 32), text("Uketsuke TEST", 32), text("simulated", 16), text("0000000000000000", 16)});
    info.resize(160, 0);
    return info;
}

/// Which certificates there are: 8F or, we suppose, 00.
Bytes certificates_there(const CardKeys& keys) { return {std::uint8_t(keys.sign ? 0x8F : 0x00), 0x8F, 0x00}; }

Application jpki(const Person& person, const TestPki& pki, const CardKeys& keys) {
    return {{drivers::mynumber::kJpki.begin(), drivers::mynumber::kJpki.end()},
            {{0x0001, data(keys.sign_certificate, {0x001B})},
             {0x0002, data(pki.sign_ca)},
             {0x0006, data(token_info(person.token_label))},
             {0x0008, data(certificates_there(keys))},
             {0x000A, data(keys.auth_certificate)},
             {0x000B, data(pki.auth_ca)},
             {0x0016, {Kind::terminal_ca}},
             {0x0017, key(keys.auth, 0x0018, true)},
             {0x0018, pin(person.pin, kPinTries, person.pin_tries)},
             {0x001A, key(keys.sign, 0x001B, false)},
             {0x001B, pin(kTestSignaturePassword, kSignTries, keys.sign ? kSignTries : 0)}}};
}

Bytes surface_info() {
    return tlv(0xFF30, joined({tlv(0xDF31, Bytes(4, 0)), tlv(0xDF32, Bytes(16, 0)), tlv(0xDF33, Bytes{1}),
                               tlv(0xDF34, text("00000")), tlv(0xDF35, Bytes(272, 0))}));
}

Application surface(const Person& person, const TestPki& pki, const CardKeys& keys, base::ByteView photo) {
    return {{drivers::mynumber::kSurface.begin(), drivers::mynumber::kSurface.end()},
            {{0x0002, data(filled(face_record(person, pki, keys.surface, photo, Lengths::shortest)), {0x0012})},
             {0x0003, data(surface_info())},
             {0x0004, data(pki.surface_issuer_certificate)},
             {0x0012, pin(person.number_b(), kSurfaceTries, person.surface_tries)}},
            keys.surface};
}

/// 共通AP EF 0001: production number, municipality, expiry.
Application common(const Person& person) {
    const auto record =
        joined({{0x01, 0x1C}, text("TEST00000000000"), text("00000"), text(base::to_yyyymmdd(person.card_expires))});
    return {{0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00}, {{0x0001, {Kind::record, record}}}};
}

}  // namespace

std::vector<Application> card_contents(const Person& person, const TestPki& pki, const CardKeys& keys,
                                       base::ByteView photo_jp2) {
    return {jpki(person, pki, keys), surface(person, pki, keys, photo_jp2), common(person)};
}

}  // namespace uketsuke::sim
