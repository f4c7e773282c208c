// SPDX-License-Identifier: Apache-2.0
// The four attributes of 券面事項入力補助AP (EF 0002) and whether the record over them holds (EF 0003; card facts A6).
// Pure. My Number (EF 0001) is read by nobody here; the record's digest of it is signed, and not looked at.
#pragma once

#include <string>

#include "cv_certificate.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::drivers::mynumber {

/// Name, address, birth and sex as the card holds them. Move-only.
struct Holder {
    base::Bytes name, address;  ///< UTF-8
    base::Date birth;
    char sex = '9';  ///< '1' male, '2' female, '9' not told

    Holder() = default;
    Holder(Holder&&) = default;
    Holder& operator=(Holder&&) = default;
};

/// The attributes once EF 0003 { DF31, DF32 digest of EF 0002 from DF22 on, DF33 the issuer's signature over both }
/// holds. Errors: card_garbled (not such records), record_signature_forged, record_text_forged (the attributes are
/// others than those signed), and those of certified_issuer.
base::Result<Holder> check_text_record(base::ByteView attributes, base::ByteView integrity,
                                       base::ByteView issuer_certificate, const FaceRecordRoots& roots);
/// The same for an issuer whose key is known.
base::Result<Holder> check_text_record(base::ByteView attributes, base::ByteView integrity, const PublicKey& issuer);

}  // namespace uketsuke::drivers::mynumber
