// SPDX-License-Identifier: Apache-2.0
#include "card_contents.hpp"

#include "card_files.hpp"

namespace uketsuke::sim {
namespace {

using base::Bytes;

constexpr std::string_view kMunicipality = "00000";          // nobody's
constexpr std::string_view kProduction = "TEST00000000000";  // 15 characters

Bytes expiry_of(const Person& person) { return text(base::to_yyyymmdd(person.card_expires)); }

/// CK_TOKEN_INFO of 160 bytes: label, manufacturer, model, serial, then sixteen big-endian numbers.
Bytes token_info(std::string_view label) {
    auto info =
        joined({text(label, 32), text("Uketsuke TEST", 32), text("simulated", 16), text("0000000000000000", 16)});
    info.resize(160, 0);
    return info;
}

/// Which certificates there are: 8F or, we suppose, 00.
Bytes certificates_there(const CardKeys& keys) { return {std::uint8_t(keys.sign ? 0x8F : 0x00), 0x8F, 0x00}; }

}  // namespace

Application jpki_application(const Person& person, const CardKeys& keys) {
    auto auth_key = key_file(keys.auth, {0x0018});
    auth_key.opened_by_terminal = true;
    return {ApplicationName::jpki,
            {0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01},
            {{0x0001, data_file(keys.sign_certificate, {0x001B})},
             {0x0002, data_file(keys.sign_ca)},
             {0x0006, data_file(token_info(person.token_label))},
             {0x0008, data_file(certificates_there(keys))},
             {0x000A, data_file(keys.auth_certificate)},
             {0x000B, data_file(keys.auth_ca)},
             {0x0016, {File::Kind::terminal_ca}},
             {0x0017, auth_key},
             {0x0018, pin_file(person.pin, kPinTries, person.pin_tries)},
             {0x001A, key_file(keys.sign, {0x001B})},
             {0x001B, pin_file(kTestSignaturePassword, kSignTries, keys.sign ? kSignTries : 0)}}};
}

Application juki_application(const Person& person) {
    return {ApplicationName::juki,
            {0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x01},
            {{0x001C, pin_file(person.pin, kPinTries, kPinTries)}},
            {},
            {},
            true};
}

Application common_application(const Person& person, const TestPki& pki) {
    const auto record = tlv(0x01, joined({text(kProduction), text(kMunicipality), expiry_of(person)}));
    return {ApplicationName::common,
            {0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00},
            {{0x0001, {File::Kind::record, record}}, {0x001C, pin_file(person.pin, kPinTries, kPinTries)}},
            {},
            pki.common,
            true};
}

/// What is selected at power-on, here and on a phone.
Application bare_domain() { return {ApplicationName::issuer_domain, {0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00}}; }

/// The values are given out bare; whether a real card wraps them is not known. The contact ATR is one of card facts A1
/// without its first byte.
Application issuer_domain(const Person& person, const TestPki& pki) {
    auto domain = bare_domain();
    domain.objects = {{0x0045, text(kProduction)},
                      {0x00F0, text(kMunicipality)},
                      {0x00F2, expiry_of(person)},
                      {0x5F51, {0xC5, 0xFF, 0x81, 0x31, 0xFB, 0x45, 0x80, 0x73, 0xC6, 0x01, 0x00, 0x00}},
                      {0x00F8, pki.issuer_of(person.generation).certificate},
                      {0x7F21, pki.issuer_of(person.generation).certificate}};
    return domain;
}

/// A phone has the user certificate and its key only (domain facts §1.7). An iPhone checks its owner itself, an
/// Android's PIN is typed on the kiosk. What files a real phone shows is not public beyond its label.
Application phone_application(const Person& person, const CardKeys& keys) {
    const bool iphone = person.medium == domain::Medium::iphone;
    auto application = jpki_application(person, keys);
    for (const FileId file : {0x0001, 0x0002, 0x001A, 0x001B}) application.files.erase(file);
    application.files.at(0x0017).opened_by_terminal = false;
    application.files.at(0x0017).opened_by_owner = iphone;
    if (iphone) application.files.erase(0x0018);
    return application;
}

std::vector<Application> card_contents(const Person& person, const TestPki& pki, const CardKeys& keys,
                                       base::ByteView photo_jp2, const CardShape& shape) {
    std::vector<Application> applications;
    if (person.medium != domain::Medium::card)
        applications = {bare_domain(), phone_application(person, keys)};
    else
        applications = {
            issuer_domain(person, pki),
            jpki_application(person, keys),
            card_front_application(person, pki, keys, person.has_photo() ? photo_jp2 : base::ByteView(), shape),
            text_application(person, pki, keys),
            juki_application(person),
            common_application(person, pki)};
    sim::shape(applications, shape);
    return applications;
}

std::vector<Application> card_contents(const Person& person, const TestPki& pki, const CardKeys& keys,
                                       base::ByteView photo_jp2) {
    return card_contents(person, pki, keys, photo_jp2, {});
}

}  // namespace uketsuke::sim
