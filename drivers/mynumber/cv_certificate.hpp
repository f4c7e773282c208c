// SPDX-License-Identifier: Apache-2.0
// The card-verifiable certificate of a card face's issuer (EF 0004 of both 券面 applications), and the keys that are
// trusted to certify issuers (card facts A5). Pure, but for loading.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"
#include "public_key.hpp"

namespace uketsuke::drivers::mynumber {

/// 7F21 { 5F4E { issuer's key id (16 bytes), subject's key id (16), key }, 5F37 signature over 5F4E's value }.
/// Views into the bytes it was read from.
struct CvCertificate {
    base::ByteView issuer, subject;  ///< key ids
    base::ByteView key;              ///< objects: see key_from_objects
    base::ByteView body;             ///< what is signed
    base::ByteView signature;
};
std::optional<CvCertificate> parse_cv_certificate(base::ByteView bytes);
/// The key in a row of objects, as certificates and the face record hold it: 90 (exponent) and 91 (modulus), or 86 (a
/// point on P-384).
std::optional<PublicKey> key_from_objects(base::ByteView objects);
/// The number that a key id begins with, e.g. 5000023; empty when it does not begin with seven digits.
std::string key_number(base::ByteView key_id);

/// A key that certifies the issuers of card faces. It is not on the card. Which of several it is, the signature says;
/// a root with a number certifies only what names that number.
struct FaceRecordRoot {
    FaceRecordRoot(PublicKey root_key, std::string root_number = {})
        : key(std::move(root_key)), number(std::move(root_number)) {}
    PublicKey key;
    std::string number;  ///< empty: any
};
/// None configured = no card face is believed.
using FaceRecordRoots = std::vector<FaceRecordRoot>;

/// All keys of a PEM file ("BEGIN PUBLIC KEY", each with an optional header "Key-Id: 5000023"), at least one.
/// Errors: file_unreadable.
base::Result<FaceRecordRoots> load_face_record_roots(const std::filesystem::path& pem);

/// The issuer's key, when a root vouches for it. Errors: card_garbled (no such certificate), record_untrusted.
base::Result<PublicKey> certified_issuer(base::ByteView certificate, const FaceRecordRoots& roots);

}  // namespace uketsuke::drivers::mynumber
