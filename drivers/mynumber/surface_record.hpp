// SPDX-License-Identifier: Apache-2.0
// The face record of 券面事項確認AP (EF 0002) and whether its signature holds (card facts A5). Pure.
#pragma once

#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/domain/card.hpp"
#include "rsa_key.hpp"

namespace uketsuke::drivers::mynumber {

/// Public keys that certify the issuers of card faces. They are not on the card. None configured = no portrait is
/// believed.
using SurfaceRoots = std::vector<RsaKey>;

/// The photo of a record, once root -> issuer (CV certificate, EF 0004) -> record (DF28 over the digests of birth, sex
/// and card key; name and address; photo) holds. Expiry and security code are not signed and not looked at. That the
/// card is no copy (it could sign a challenge with DF24) is not checked here. Errors: card_garbled (not such a record),
/// portrait_forged.
base::Result<domain::SurfaceRecord> check_surface_record(base::ByteView record, base::ByteView issuer_certificate,
                                                         const SurfaceRoots& roots);

}  // namespace uketsuke::drivers::mynumber
