// SPDX-License-Identifier: Apache-2.0
// The face record of 券面事項確認AP (EF 0002) and whether its signature holds (card facts A5). Pure.
#pragma once

#include "cv_certificate.hpp"
#include "firmware/domain/card.hpp"

namespace uketsuke::drivers::mynumber {

/// What of a face record may be believed. Expiry (DF29) and security code (DF2A) are not signed, and not taken over.
struct CheckedRecord {
    base::Bytes photo_jp2;       ///< DF27
    PublicKey card_key;          ///< DF24: whoever can sign a challenge with it is the card and no copy
    domain::HolderProof holder;  ///< DF22 and DF23
};

/// A record whose signature DF28 holds: digests of (birth, sex, card key), of (name, address) and of the photo, each
/// over whole objects, signed by the issuer. The signature of an RSA issuer tells which part was altered:
/// portrait_forged, record_text_forged or record_birth_forged; one that is no such signature, or that of another record
/// altogether, is record_signature_forged. Also card_garbled (no such record) and those of certified_issuer.
base::Result<CheckedRecord> check_face_record(base::ByteView record, base::ByteView issuer_certificate,
                                              const FaceRecordRoots& roots);
/// The same for an issuer whose key is known.
base::Result<CheckedRecord> check_face_record(base::ByteView record, const PublicKey& issuer);

}  // namespace uketsuke::drivers::mynumber
