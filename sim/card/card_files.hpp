// SPDX-License-Identifier: Apache-2.0
// The parts out of which card_contents puts a card together: one function an application.
#pragma once

#include "card_shape.hpp"

namespace uketsuke::sim {

constexpr int kSignTries = 5;
constexpr int kPinTries = 3;
constexpr int kNumberTries = 10;  ///< 照合番号A and B

inline File data_file(base::Bytes content, std::vector<FileId> opened_by = {}) {
    return {File::Kind::data, std::move(content), std::move(opened_by)};
}
inline File pin_file(std::string_view value, int full, int left) {
    return {File::Kind::pin, {}, {}, false, false, {}, Pin{text(value), full, left}};
}
inline File key_file(const std::optional<PrivateKey>& key, std::vector<FileId> opened_by) {
    return {File::Kind::key, {}, std::move(opened_by), false, false, key, {}};
}

Application jpki_application(const Person& person, const CardKeys& keys);
Application card_front_application(const Person& person, const TestPki& pki, const CardKeys& keys, base::ByteView photo,
                                   const CardShape& shape = {});
Application text_application(const Person& person, const TestPki& pki, const CardKeys& keys);
/// 住基AP: PIN 001C is all that is known of it.
Application juki_application(const Person& person);
/// 共通カードAP: production number, municipality and expiry in the clear.
Application common_application(const Person& person, const TestPki& pki);
/// GlobalPlatform: GET DATA only.
Application issuer_domain(const Person& person, const TestPki& pki);

}  // namespace uketsuke::sim
